namespace Wanctl.Simulation.Tunnel;

/// <summary>The scorecard of one direction. Times in seconds; NaN where the scenario has no such event.</summary>
public sealed record DirectionScore
{
    /// <summary>Bytes delivered by bulk flows / capacity while loaded; NaN where never loaded.</summary>
    public required double Utilisation { get; init; }

    /// <summary>Longest time from a capacity drop to the shaper at or below the capacity.</summary>
    public required double CutSeconds { get; init; }

    /// <summary>Longest time from a capacity drop to an excess under 15 ms for at least a second.</summary>
    public required double DrainSeconds { get; init; }

    /// <summary>Longest time from a capacity rise to the shaper at 90 % of the new capacity.</summary>
    public required double RiseSeconds { get; init; }

    /// <summary>Standard deviation of the shaper's rate / capacity on a constant loaded line.</summary>
    public required double Wobble { get; init; }

    /// <summary>Cuts an hour while the line was idle.</summary>
    public required double FalseCutsPerHour { get; init; }

    /// <summary>Writes a minute that lowered the limit.</summary>
    public required double CutsPerMinute { get; init; }

    /// <summary>Writes a minute that raised it.</summary>
    public required double RisesPerMinute { get; init; }

    /// <summary>Zone changes a minute while loaded.</summary>
    public required double FlapsPerMinute { get; init; }
}
