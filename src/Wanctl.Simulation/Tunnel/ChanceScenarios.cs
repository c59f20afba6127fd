using static Wanctl.Simulation.Tunnel.ScenarioParts;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Delays and losses of echoes that are nobody's queue, under load: Wi-Fi between this machine and the line, reflectors
/// that answer only some of the echoes, or late.
/// </summary>
internal static class ChanceScenarios
{
    private const double Found = 20;
    private const double End = 120;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } = [WifiUpload(), WifiBoth(), Limited(), Slow()];

    private static Scenario WifiUpload() => Basic("wifi-upload", End, 95, 18) with
    {
        Summary = "4 uploads fill a DSL line; the echoes pass a Wi-Fi that stalls for 40 to 200 ms, 30 times a minute",
        DownCapacity = Fixed(Track.Always(90 * Mbps)),
        UpCapacity = Fixed(Track.Always(17 * Mbps)),
        Stalls = new EchoStalls(30, 40, 200),
        UpFlows = 4,
        Figures =
        [
            new("p95 excess (ms)", FigureKind.ExcessP95, true, Found, End, 8, true),
            new("utilisation", FigureKind.Utilisation, true, Found, End, 0.96, false),
            new("false cuts", FigureKind.FalseCuts, true, Found, End, 0, true),
        ],
    };

    private static Scenario WifiBoth() => Basic("wifi-both", End, 55, 22) with
    {
        Summary = "4 flows each way on 50/20; the echoes pass a Wi-Fi that stalls for 40 to 200 ms, 30 times a minute",
        BaseRttMs = 25,
        Stalls = new EchoStalls(30, 40, 200),
        DownFlows = 4,
        UpFlows = 4,
        Figures =
        [
            new("p95 excess (ms)", FigureKind.ExcessP95, false, Found, End, 8, true),
            new("download utilisation", FigureKind.Utilisation, false, Found, End, 0.93, false),
            new("upload utilisation", FigureKind.Utilisation, true, Found, End, 0.93, false),
            new("false cuts, download", FigureKind.FalseCuts, false, Found, End, 0, true),
            new("false cuts, upload", FigureKind.FalseCuts, true, Found, End, 0, true),
        ],
    };

    /// <summary>Six answers a second instead of twenty: what takes so many samples takes three times as long.</summary>
    private static Scenario Limited() => StepLine("icmp-limited") with
    {
        Summary = "4 downloads; the line goes from 50 to 15 Mbit/s and back; a reflector answers 2 echoes a second",
        Answers = new ReflectorManner { PerSecond = 2 },
        DownFlows = 4,
        Figures =
        [
            new("cut (s)", FigureKind.Cut, false, 30, 55, 0.8, true),
            .. StepFigures(drain: 1.5, settled: 32, wide: 0.95, narrow: 0.93, rise: 5),
        ],
    };

    private static Scenario Slow() => Basic("icmp-slow", End, 60, 24) with
    {
        Summary = "4 downloads; each reflector has other work for 5 of 20 s and answers 30 ms later, in the mean",
        Answers = new ReflectorManner { SlowMeanMs = 30, SlowSeconds = 5, RestSeconds = 15 },
        DownFlows = 4,
        Figures =
        [
            new("p95 excess (ms)", FigureKind.ExcessP95, false, Found, End, 8, true),
            new("utilisation", FigureKind.Utilisation, false, Found, End, 0.95, false),
            new("false cuts", FigureKind.FalseCuts, false, Found, End, 0, true),
        ],
    };
}
