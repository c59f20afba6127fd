namespace Wanctl.Simulation.Tunnel;

/// <summary>How reflectors answer: each echo, at once, unless something else is said.</summary>
public sealed record ReflectorManner
{
    /// <summary>
    /// How many echoes each reflector answers a second at most, because it limits ICMP as many do; what was not asked
    /// for within a second is lost. 0 for all.
    /// </summary>
    public double PerSecond { get; init; }

    /// <summary>
    /// By how much a reflector is late while it is busy with other work, in milliseconds: the mean of an exponential
    /// distribution. A router answers in its processor, beside all that forwards packets. 0 for never.
    /// </summary>
    public double SlowMeanMs { get; init; }

    /// <summary>How long such work takes, in seconds, in the mean; each reflector has its own.</summary>
    public double SlowSeconds { get; init; }

    /// <summary>How long it is until the next, in seconds, in the mean.</summary>
    public double RestSeconds { get; init; }
}
