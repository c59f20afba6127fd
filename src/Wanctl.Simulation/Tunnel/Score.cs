namespace Wanctl.Simulation.Tunnel;

/// <summary>The scorecard of one run.</summary>
public sealed record Score
{
    /// <summary>Toward the user.</summary>
    public required DirectionScore Down { get; init; }

    /// <summary>Toward the Internet.</summary>
    public required DirectionScore Up { get; init; }

    /// <summary>Median of the sparse flow's excess while loaded, in milliseconds.</summary>
    public required double ExcessP50 { get; init; }

    /// <summary>95 % are below this.</summary>
    public required double ExcessP95 { get; init; }

    /// <summary>99 % are below this.</summary>
    public required double ExcessP99 { get; init; }

    /// <summary>The worst.</summary>
    public required double ExcessMax { get; init; }

    /// <summary>Share of loaded time with an excess above 15 ms.</summary>
    public required double Over15 { get; init; }

    /// <summary>Share of loaded time with an excess above 30 ms.</summary>
    public required double Over30 { get; init; }

    /// <summary>How well the probes told each direction; null where they are echoes.</summary>
    public SplitScore? Split { get; init; }

    /// <summary>The figures that this scenario asks for, each with its bound and what was measured.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }
}
