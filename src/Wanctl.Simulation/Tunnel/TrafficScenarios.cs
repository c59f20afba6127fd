using static Wanctl.Simulation.Tunnel.ScenarioParts;

namespace Wanctl.Simulation.Tunnel;

/// <summary>Traffic as homes have it, on the line of <c>step</c> or a DSL line.</summary>
internal static class TrafficScenarios
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Flows(1), Flows(16), Flows(64), ComeAndGo(), Video(), Pages(), Call("call", bbr: false),
        Call("call-bbr", bbr: true), Game(), Bbr("bbr", cubic: 0), Bbr("bbr-cubic", cubic: 2),
    ];

    /// <summary>The line of <c>step</c> with another number of connections; <c>step</c> itself has four.</summary>
    private static Scenario Flows(int flows) => StepLine($"flows-{flows}") with
    {
        Summary = $"{flows} download{(flows == 1 ? "" : "s")} while the line goes from 50 to 15 Mbit/s and back",
        DownFlows = flows,
        Figures = StepFigures(drain: 1.5, settled: 33, wide: 0.93, narrow: 0.93, rise: 4),
    };

    /// <summary>Transfers of some seconds each, one after another and together, both ways.</summary>
    private static Scenario ComeAndGo() => Basic("come-and-go", 120, 95, 18) with
    {
        Summary = "downloads and uploads of 3 to 20 s come and go on a DSL line",
        DownCapacity = Fixed(Track.Always(90 * Mbps)),
        UpCapacity = Fixed(Track.Always(17 * Mbps)),
        Demands =
        [
            new(DemandKind.Bulk, (5, 15), (22, 25), (33, 53), (60, 66), (80, 95), (100, 104)) { Flows = 2 },
            new(DemandKind.Bulk, (9, 12), (40, 50), (62, 76), (88, 108)) { Flows = 6 },
            new(DemandKind.Bulk, (12, 20), (45, 60), (70, 84), (98, 116)) { Up = true, Flows = 2 },
        ],
        Figures =
        [
            new("p95 excess (ms)", FigureKind.ExcessP95, false, 7, 120, 10, true),
            new("share of loaded time above 15 ms", FigureKind.Over15, false, 7, 120, 0.02, true),
            new("download used while wanted", FigureKind.UsedWhileWanted, false, 0, 120, 0.9, false),
            new("upload used while wanted", FigureKind.UsedWhileWanted, true, 0, 120, 0.9, false),
        ],
    };

    /// <summary>A film while an upload fills the line that is falling.</summary>
    private static Scenario Video() => Basic("video", 180, 60, 24) with
    {
        Summary = "a film of up to 16 Mbit/s and 4 uploads; the line goes from 50/20 to 12/6 Mbit/s for a minute",
        DownCapacity = Fixed(Track.Steps((0, 50 * Mbps), (60, 12 * Mbps), (120, 50 * Mbps))),
        UpCapacity = Fixed(Track.Steps((0, 20 * Mbps), (60, 6 * Mbps), (120, 20 * Mbps))),
        UpFlows = 4,
        Demands = [new(DemandKind.Video)],
        Figures =
        [
            new("film stands still (s)", FigureKind.VideoStall, false, 0, 180, 0, true),
            new("film's mean rate (Mbit/s)", FigureKind.VideoRate, false, 0, 180, 10, false),
            new("p95 excess (ms)", FigureKind.ExcessP95, false, 7, 180, 12, true),
            new("upload utilisation", FigureKind.Utilisation, true, 7, 180, 0.92, false),
        ],
    };

    private static Scenario Pages() => Basic("pages", 120, 95, 18) with
    {
        Summary = "20 pages a minute, each by six short connections, while 2 uploads fill a DSL line",
        DownCapacity = Fixed(Track.Always(90 * Mbps)),
        UpCapacity = Fixed(Track.Always(17 * Mbps)),
        UpFlows = 2,
        Demands = [new(DemandKind.Pages) { PerMinute = 20 }],
        Figures =
        [
            new("p95 excess (ms)", FigureKind.ExcessP95, false, 7, 120, 10, true),
            new("upload utilisation", FigureKind.Utilisation, true, 7, 120, 0.95, false),
            new("false cuts, download", FigureKind.FalseCuts, false, 7, 120, 0, true),
        ],
    };

    /// <summary>A call beside full load both ways; what a caller hears is its own packets.</summary>
    private static Scenario Call(string name, bool bbr) => LabLine(name) with
    {
        Summary = $"a call beside 4 {(bbr ? "BBR " : "")}flows each way while the line goes 50/20, 20/8, 50/20",
        DownFlows = bbr ? 0 : 4,
        UpFlows = bbr ? 0 : 4,
        Demands = bbr
            ?
            [
                new(DemandKind.Call), new(DemandKind.Bulk, (5, 130)) { Flows = 4, Bbr = true },
                new(DemandKind.Bulk, (5, 130)) { Up = true, Flows = 4, Bbr = true },
            ]
            : [new(DemandKind.Call)],
        Figures =
        [
            // 30 ms is what a jitter buffer hides.
            new("p99 delay of the call's packets (ms)", FigureKind.CallDelayP99, false, 0, 130, 30, true),
            new("share of the call's packets lost", FigureKind.CallLoss, false, 0, 130, 0.001, true),
            new("download used while wanted", FigureKind.UsedWhileWanted, false, 7, 130, 0.9, false),
            new("upload used while wanted", FigureKind.UsedWhileWanted, true, 7, 130, 0.9, false),
        ],
    };

    private static Scenario Game() => Basic("game", 130, 55, 22) with
    {
        Summary = "a game beside 16 downloads that come and go every ten seconds",
        DownFlows = 16,
        LoadSpells = [(5, 15), (25, 35), (45, 55), (65, 75), (85, 95), (105, 115)],
        Demands = [new(DemandKind.Game)],
        Figures =
        [
            new("p99 delay of the game's packets (ms)", FigureKind.GameDelayP99, false, 0, 130, 20, true),
            new("download used while wanted", FigureKind.UsedWhileWanted, false, 0, 130, 0.9, false),
        ],
    };

    /// <summary>Half of what a home downloads comes from senders that use BBR.</summary>
    private static Scenario Bbr(string name, int cubic) => StepLine(name) with
    {
        Summary = (cubic > 0 ? "2 BBR and 2 CUBIC" : "4 BBR") + " downloads while the line goes from 50 to 15 Mbit/s "
            + "and back",
        DownFlows = cubic,
        Demands = [new(DemandKind.Bulk, (5, 90)) { Flows = 4 - cubic, Bbr = true }],
        Figures = StepFigures(drain: 1.5, settled: 33, wide: 0.93, narrow: 0.93, rise: 4),
    };
}
