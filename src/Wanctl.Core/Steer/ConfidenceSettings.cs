using Wanctl.Core.Units;

namespace Wanctl.Core.Steer;

/// <summary>When points become a verdict (<c>confidence</c>); the weights themselves are the original's.</summary>
public sealed record ConfidenceSettings
{
    /// <summary>Points from which the primary link counts as bad, 0 to 100.</summary>
    public int SteerThreshold { get; init; } = 55;

    /// <summary>Points up to which it counts as well again; less than <see cref="SteerThreshold"/>.</summary>
    public int RecoveryThreshold { get; init; } = 20;

    /// <summary>How long the points must stay at the threshold before the switch.</summary>
    public Duration Sustain { get; init; } = Duration.FromSeconds(2);

    /// <summary>How long it must be well before the switch back.</summary>
    public Duration RecoverySustain { get; init; } = Duration.FromSeconds(3);

    /// <summary>How long after a switch recovery is not even looked at.</summary>
    public Duration HoldDown { get; init; } = Duration.FromSeconds(30);

    /// <summary>
    /// Points for a RED zone of the rate law, 0 to leave the law's zone out; SOFT_RED gets 48 % of it.
    /// </summary>
    public int ZoneWeight { get; init; }
}
