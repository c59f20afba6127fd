namespace Wanctl.Simulation.Tunnel;

/// <summary>Something that somebody at home does now and then.</summary>
/// <param name="Kind">What.</param>
/// <param name="Spells">When, in seconds, in order and apart from each other; empty for all the time.</param>
public sealed record Demand(DemandKind Kind, params IReadOnlyList<(double From, double To)> Spells)
{
    /// <summary>Whether bulk flows go toward the Internet; else toward the user.</summary>
    public bool Up { get; init; }

    /// <summary>How many bulk flows, at least one.</summary>
    public int Flows { get; init; } = 1;

    /// <summary>What each bulk flow sends at most, in bit/s; 0 for all that it gets.</summary>
    public double Pace { get; init; }

    /// <summary>Whether the senders of bulk flows use BBR; else CUBIC.</summary>
    public bool Bbr { get; init; }

    /// <summary>How many pages a minute, on average.</summary>
    public double PerMinute { get; init; }

    /// <summary>1 while it goes on and 0 otherwise, over time.</summary>
    public Track Times()
    {
        if (Spells.Count == 0)
            return Track.Always(1);
        var points = new List<(double Seconds, double Value)>();
        if (Spells[0].From > 0)
            points.Add((0, 0));
        foreach ((double from, double to) in Spells)
        {
            if (points.Count > 0 && points[^1].Seconds >= from)
                points.RemoveAt(points.Count - 1);
            points.Add((from, 1));
            points.Add((to, 0));
        }
        return Track.Steps([.. points]);
    }
}
