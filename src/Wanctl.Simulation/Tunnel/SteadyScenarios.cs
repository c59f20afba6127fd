using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using static Wanctl.Simulation.Tunnel.ScenarioParts;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Lines that hardly change, which is what most lines do most of the time: constant, low for long, drifting, and with a
/// ceiling or a floor that does not fit them.
/// </summary>
internal static class SteadyScenarios
{
    private const double Minute = 60;

    /// <summary>After so many seconds a law has had its time to find the line.</summary>
    private const double Found = 20;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Constant(),
        ConstantBoth(
            "constant-both", 10 * Minute, 95, 18, "4 downloads and 4 uploads fill a DSL line for ten minutes"),
        Ceiling(1), Ceiling(5), Ceiling(20), FloorAbove(), FloorFarBelow(), Low(), Drift(),
    ];

    private static Scenario Constant() => Basic("constant", 10 * Minute, 95, 18) with
    {
        Summary = "4 uploads fill a DSL line for ten minutes",
        DownCapacity = Fixed(Track.Always(90 * Mbps)),
        UpCapacity = Fixed(Track.Always(17 * Mbps)),
        UpFlows = 4,
        Figures =
        [
            new("p95 excess (ms)", FigureKind.ExcessP95, true, Found, 10 * Minute, 3, true),
            new("share of time above 15 ms", FigureKind.Over15, true, Found, 10 * Minute, 0.001, true),
            new("utilisation", FigureKind.Utilisation, true, Found, 10 * Minute, 0.97, false),
            new("changes a minute", FigureKind.ChangesPerMinute, true, Found, 10 * Minute, 10, true),
            new("changes a minute after the first", FigureKind.ChangesPerMinute, true, Minute, 10 * Minute, 6, true),
        ],
    };

    /// <summary>A line of 90 and 17 Mbit/s, full both ways.</summary>
    private static Scenario ConstantBoth(
        string name, double seconds, double ceiling, double upCeiling, string summary) =>
        Basic(name, seconds, ceiling, upCeiling) with
        {
            Summary = summary,
            DownCapacity = Fixed(Track.Always(90 * Mbps)),
            UpCapacity = Fixed(Track.Always(17 * Mbps)),
            DownFlows = 4,
            UpFlows = 4,
            Figures =
            [
                new("p95 excess (ms)", FigureKind.ExcessP95, false, Found, seconds, 3.5, true),
                new("download utilisation", FigureKind.Utilisation, false, Found, seconds, 0.95, false),
                new("upload utilisation", FigureKind.Utilisation, true, Found, seconds, 0.92, false),
                new("changes a minute after the first", FigureKind.ChangesPerMinute, true, Minute, seconds, 6, true),
            ],
        };

    /// <summary>A ceiling that lies above the line is tried, found, and then left alone.</summary>
    private static Scenario Ceiling(int percent) => ConstantBoth(
        $"ceiling-{percent}", 3 * Minute, 90 * (1 + percent / 100.0), 17 * (1 + percent / 100.0),
        $"4 downloads and 4 uploads on a DSL line whose ceilings are {percent} % above what it carries");

    /// <summary>The upload carries less than its floor for two minutes: a queue that no limit can drain.</summary>
    private static Scenario FloorAbove()
    {
        const double FloorMbps = 4;
        Scenario line = Basic("floor-above", 4 * Minute, 95, 18);
        DirectionSettings up = line.Settings.Upload;
        Rate floor = Rate.FromMbps(FloorMbps);
        return line with
        {
            Summary = "the upload falls from 17 to 3 Mbit/s, below its floor of 4, for two minutes; "
                + "4 video streams use a third of the download",
            Settings = line.Settings with
            {
                Upload = up with { FloorGreen = floor, FloorYellow = floor, FloorSoftRed = floor, FloorRed = floor },
            },
            DownCapacity = Fixed(Track.Always(90 * Mbps)),
            UpCapacity = Fixed(Track.Steps((0, 17 * Mbps), (Minute, 3 * Mbps), (3 * Minute, 17 * Mbps))),
            DownFlows = 4,
            DownPace = 8 * Mbps,
            UpFlows = 4,
            Figures =
            [
                // Two seconds to get there; and what is above the floor only makes more of the queue overflow.
                new("mean limit / floor while the line is below", FigureKind.LimitOfFloor, true, 62, 180, 1.05, true),
                new("download limit kept", FigureKind.LimitKept, false, 60, 180, 0.98, false),
                new("download stuck at its floor (s)", FigureKind.Stuck, false, 60, 180, 10, true),
                new("rise (s)", FigureKind.Rise, true, 180, 240, 3, true),
                new("p95 excess afterwards (ms)", FigureKind.ExcessP95, true, 190, 240, 8, true),
                new("utilisation afterwards", FigureKind.Utilisation, true, 190, 240, 0.96, false),
            ],
        };
    }

    /// <summary>What a limit at a floor of a hundredth of the ceiling lets through looks like nothing at all.</summary>
    private static Scenario FloorFarBelow()
    {
        Scenario line = Basic("floor-far-below", 2 * Minute, 940, 38);
        DirectionSettings down = line.Settings.Download;
        Rate floor = Rate.FromMbps(9);
        return line with
        {
            Summary = "4 downloads on cable with a floor of 9 Mbit/s; for 20 s it carries 12 instead of 930",
            Settings = line.Settings with
            {
                Download = down with
                {
                    FloorGreen = floor, FloorYellow = floor, FloorSoftRed = floor, FloorRed = floor,
                },
            },
            DownCapacity = Fixed(Track.Steps((0, 930 * Mbps), (30, 12 * Mbps), (50, 930 * Mbps))),
            UpCapacity = Fixed(Track.Always(36 * Mbps)),
            DownFlows = 4,
            Figures =
            [
                new("stuck at its floor (s)", FigureKind.Stuck, false, 50, 2 * Minute, 5, true),
                // TCP itself takes eight seconds to fill a gigabit.
                new("utilisation 15 s after its return", FigureKind.Utilisation, false, 65, 2 * Minute, 0.9, false),
            ],
        };
    }

    private static Scenario Low() => Basic("low-then-back", 12 * Minute, 60, 24) with
    {
        Summary = "4 downloads while the line is low, 15 instead of 50 Mbit/s, for ten minutes, and then back",
        DownCapacity = Fixed(Track.Steps((0, 50 * Mbps), (Minute, 15 * Mbps), (11 * Minute, 50 * Mbps))),
        DownFlows = 4,
        Figures =
        [
            new("p95 excess while low (ms)", FigureKind.ExcessP95, false, 62, 11 * Minute, 10, true),
            new("utilisation while low", FigureKind.Utilisation, false, 62, 11 * Minute, 0.95, false),
            new("back at 90 % of the line (s)", FigureKind.Rise, false, 11 * Minute, 12 * Minute, 10, true),
            new("utilisation once back", FigureKind.Utilisation, false, 11 * Minute + 10, 12 * Minute, 0.95, false),
        ],
    };

    /// <summary>
    /// Five per cent a minute: two per cent, which a queue begins at, are 24 s. A try in each of them is two changes,
    /// or one where it succeeds.
    /// </summary>
    private static Scenario Drift()
    {
        const int Minutes = 5;
        var points = new (double, double)[2 * Minutes + 1];
        for (int i = 0; i < points.Length; i++)
            points[i] = (i * Minute, 50 * Mbps * Math.Pow(0.95, Math.Min(i, 2 * Minutes - i)));
        return Basic("drift", 2 * Minutes * Minute, 60, 24) with
        {
            Summary = "4 downloads on a line that loses 5 % a minute for five minutes and gains it again",
            DownCapacity = Fixed(Track.Ramps(points)),
            DownFlows = 4,
            Figures =
            [
                new("p95 excess (ms)", FigureKind.ExcessP95, false, Found, 2 * Minutes * Minute, 5, true),
                new("utilisation", FigureKind.Utilisation, false, Found, 2 * Minutes * Minute, 0.96, false),
                new("changes a minute after the first", FigureKind.ChangesPerMinute, false, Minute,
                    2 * Minutes * Minute, 10, true),
            ],
        };
    }
}
