namespace Wanctl.Simulation.Tunnel;

/// <summary>How the clock of a reflector goes beside ours.</summary>
public sealed record ClockManner
{
    /// <summary>By how much it is ahead at the run's beginning, in milliseconds.</summary>
    public double OffsetMs { get; init; }

    /// <summary>How much faster it goes than ours, in parts per million.</summary>
    public double DriftPpm { get; init; }

    /// <summary>When it is being set gently.</summary>
    public IReadOnlyList<ClockSlew> Slews { get; init; } = [];

    /// <summary>When it is set at once.</summary>
    public IReadOnlyList<ClockSet> Sets { get; init; } = [];

    /// <summary>When its host sleeps.</summary>
    public IReadOnlyList<ClockSleep> Sleeps { get; init; } = [];

    /// <summary>By how much it is ahead of ours at a moment, in milliseconds.</summary>
    public double AheadMs(double seconds)
    {
        double ahead = OffsetMs + seconds * DriftPpm / 1000;
        foreach (ClockSlew slew in Slews)
            ahead += Within(seconds, slew.From, slew.To) * slew.Ppm / 1000;
        foreach (ClockSet set in Sets)
            ahead += seconds >= set.At ? set.ByMs : 0;
        foreach (ClockSleep sleep in Sleeps)
            ahead -= Within(seconds, sleep.From, sleep.To) * 1000;
        return ahead;
    }

    /// <summary>Whether its host sleeps at a moment.</summary>
    public bool Sleeping(double seconds)
    {
        foreach (ClockSleep sleep in Sleeps)
        {
            if (seconds >= sleep.From && seconds < sleep.To)
                return true;
        }
        return false;
    }

    /// <summary>How many seconds of a span have passed.</summary>
    private static double Within(double seconds, double from, double to) => Math.Clamp(seconds - from, 0, to - from);
}
