namespace Wanctl.SystemTests.Kit;

/// <summary>One direction of a link in a WAN file; rates in Mbit/s. What is null is not written.</summary>
public sealed record RateBlock
{
    /// <summary>The original's cable profile toward the user.</summary>
    public static RateBlock CableDownload { get; } = new()
    {
        FloorGreen = 550,
        FloorYellow = 350,
        FloorSoftRed = 275,
        FloorRed = 200,
        Ceiling = 940,
        StepUp = 10,
        FactorDown = 0.85,
    };

    /// <summary>The original's cable profile toward the Internet.</summary>
    public static RateBlock CableUpload { get; } = new()
    {
        Floor = 8,
        Ceiling = 38,
        StepUp = 1,
        FactorDown = 0.90,
    };

    /// <summary>The one floor of all states (<c>floor_mbps</c>).</summary>
    public double? Floor { get; init; }

    public double? FloorGreen { get; init; }

    public double? FloorYellow { get; init; }

    public double? FloorSoftRed { get; init; }

    public double? FloorRed { get; init; }

    public required double Ceiling { get; init; }

    public required double StepUp { get; init; }

    public required double FactorDown { get; init; }
}
