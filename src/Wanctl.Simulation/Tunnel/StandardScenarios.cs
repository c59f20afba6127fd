using static Wanctl.Simulation.Tunnel.ScenarioParts;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The scenarios that the lab plays too, with real traffic through real queues: a line that falls and comes back, full
/// directions, radio, an idle hour, and a router or reflectors in trouble.
/// </summary>
internal static class StandardScenarios
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Step(), CableSag(), DslUpload(), Rrul("rrul-cable", 930, 36, 940, 38, LineNoise.Cable),
        Rrul("rrul-dsl", 90, 17, 95, 18, LineNoise.Still), LteWalk(), Satellite(), IdleCable(),
        UploadBloat("upload-bloat", 0), UploadBloat("upload-bloat-paced", 8), PathChange(), OneReflector(),
        NoReflector(),
        Router("api-stall", RouterTroubleKind.Stall), Router("api-drop", RouterTroubleKind.Away),
        Router("router-reboot", RouterTroubleKind.Reboot), LabStep(),
    ];

    private static Scenario Step() => StepLine("step") with
    {
        Summary = "4 downloads while the line goes from 50 to 15 Mbit/s and back",
        DownFlows = 4,
        Figures =
        [
            new("cut (s)", FigureKind.Cut, false, 30, 55, 0.4, true),
            .. StepFigures(drain: 1, settled: 32, wide: 0.95, narrow: 0.95, rise: 3),
        ],
    };

    private static Scenario CableSag() => Basic("cable-sag", 220, 940, 38) with
    {
        Summary = "4 downloads on cable that sags from 930 to 300 Mbit/s within 60 s and comes back",
        DownCapacity = Fixed(Track.Ramps((0, 930 * Mbps), (30, 930 * Mbps), (90, 300 * Mbps), (120, 300 * Mbps),
            (180, 930 * Mbps))),
        UpCapacity = Fixed(Track.Always(36 * Mbps)),
        Noise = LineNoise.Cable,
        DownFlows = 4,
        Figures =
        [
            new("p99 excess (ms)", FigureKind.ExcessP99, false, 5 + Settled, 220, 30, true),
            new("utilisation", FigureKind.Utilisation, false, 5 + Settled, 220, 0.92, false),
        ],
    };

    private static Scenario DslUpload() => Basic("dsl-upload", 70, 95, 18) with
    {
        Summary = "4 uploads fill a DSL line for a minute",
        DownCapacity = Fixed(Track.Always(90 * Mbps)),
        UpCapacity = Fixed(Track.Always(17 * Mbps)),
        UpFlows = 4,
        Figures =
        [
            new("p95 excess (ms)", FigureKind.ExcessP95, true, 5 + Settled, 70, 8, true),
            new("utilisation", FigureKind.Utilisation, true, 5 + Settled, 70, 0.96, false),
        ],
    };

    private static Scenario Rrul(
        string name, double down, double up, double ceiling, double upCeiling, LineNoise noise) =>
        Basic(name, 70, ceiling, upCeiling) with
        {
            Summary = "4 downloads and 4 uploads for a minute (RRUL)",
            DownCapacity = Fixed(Track.Always(down * Mbps)),
            UpCapacity = Fixed(Track.Always(up * Mbps)),
            Noise = noise,
            DownFlows = 4,
            UpFlows = 4,
            Figures =
            [
                new("p99 excess (ms)", FigureKind.ExcessP99, false, 5 + Settled, 70, 30, true),
                new("download zone flaps a minute", FigureKind.FlapsPerMinute, false, 5, 70, 6, true),
                new("upload zone flaps a minute", FigureKind.FlapsPerMinute, true, 5, 70, 6, true),
            ],
        };

    private static Scenario LteWalk() => Basic("lte-walk", 120, 70, 24) with
    {
        Summary = "4 downloads on a radio line that jumps between 5 and 60 Mbit/s every 0.2 to 2 s",
        DownCapacity = seed => Track.Walk(seed, 120, 5 * Mbps, 60 * Mbps, 0.2, 2),
        Noise = LineNoise.Radio,
        DownFlows = 4,
        Figures =
        [
            new("p95 excess / cake-autorate's", FigureKind.ExcessP95OfPeer, false, 5 + Settled, 120, 0.5, true),
            new("goodput / cake-autorate's", FigureKind.GoodputOfPeer, false, 5 + Settled, 120, 1, false),
        ],
    };

    private static Scenario Satellite() => Basic("satellite", 150, 200, 20) with
    {
        Summary = "4 downloads over a satellite that is another one, 20 ms nearer or farther, every 15 s",
        DownCapacity = seed => Track.Walk(seed, 150, 60 * Mbps, 150 * Mbps, 15, 15),
        UpCapacity = Fixed(Track.Always(12 * Mbps)),
        Path = seed => Track.Walk(~seed, 150, 0, 40, 15, 15),
        Noise = LineNoise.Radio,
        BaseRttMs = 30,
        DownFlows = 4,
        Figures =
        [
            new("utilisation", FigureKind.Utilisation, false, 5 + Settled, 150, 0.8, false),
            // The path alone is up to 40 ms longer than at its shortest; the figure speaks of what is on top of +-20.
            new("p95 excess over the mean path (ms)", FigureKind.ExcessP95, false, 5 + Settled, 150, 60, true),
        ],
    };

    private static Scenario IdleCable() => Basic("idle-cable", 3600, 940, 38) with
    {
        Summary = "an hour of an idle cable line with 5 to 15 ms of jitter and bursts of delay",
        DownCapacity = Fixed(Track.Always(930 * Mbps)),
        UpCapacity = Fixed(Track.Always(36 * Mbps)),
        Noise = LineNoise.Cable,
        BlipsPerMinute = 2,
        Figures =
        [
            new("false cuts an hour, download", FigureKind.CutsPerHour, false, 0, 3600, 0, true),
            new("false cuts an hour, upload", FigureKind.CutsPerHour, true, 0, 3600, 0, true),
        ],
    };

    private static Scenario UploadBloat(string name, double paceMbps) => Basic(name, 60, 95, 18) with
    {
        Summary = "the upload falls from 17 to 8 Mbit/s under 4 uploads; " + (paceMbps > 0
            ? "4 video streams use a third of the download"
            : "4 downloads use all of theirs"),
        DownCapacity = Fixed(Track.Always(90 * Mbps)),
        UpCapacity = Fixed(Track.Steps((0, 17 * Mbps), (30, 8 * Mbps))),
        DownFlows = 4,
        DownPace = paceMbps * Mbps,
        UpFlows = 4,
        Figures = paceMbps > 0
            ?
            [
                new("download limit kept", FigureKind.LimitKept, false, 30, 60, 0.98, false),
                new("download delivery kept", FigureKind.DeliveryKept, false, 35, 55, 0.98, false),
            ]
            :
            [
                new("download limit kept", FigureKind.LimitKept, false, 30, 60, 0.98, false),
            ],
    };

    private static Scenario PathChange() => Basic("path-change", 80, 60, 24) with
    {
        Summary = "4 downloads while the path gets 15 ms longer for good",
        Path = Fixed(Track.Steps((0, 0), (30, 15))),
        DownFlows = 4,
        Figures =
        [
            new("limit back to 90 % of the capacity (s)", FigureKind.Rise, false, 32, 80, 18, true),
            new("utilisation after 20 s", FigureKind.Utilisation, false, 50, 80, 0.9, false),
        ],
    };

    private static Scenario OneReflector() => Basic("reflector-loss", 60, 60, 24) with
    {
        Summary = "4 downloads while one of three reflectors dies",
        Outages = [new ReflectorOutage(1, 30, 60)],
        DownFlows = 4,
        Figures =
        [
            new("download limit kept", FigureKind.LimitKept, false, 30, 60, 0.97, false),
            new("p95 excess (ms)", FigureKind.ExcessP95, false, 30, 60, 10, true),
        ],
    };

    private static Scenario NoReflector() => Basic("all-reflectors-silent", 60, 60, 24) with
    {
        Summary = "4 downloads while all reflectors are silent for 10 s",
        Outages = [new ReflectorOutage(-1, 30, 40)],
        DownFlows = 4,
        Figures =
        [
            new("cuts an hour while silent", FigureKind.CutsPerHour, false, 30.5, 40, 0, true),
            new("utilisation while silent", FigureKind.Utilisation, false, 30, 40, 0.9, false),
            new("p95 excess afterwards (ms)", FigureKind.ExcessP95, false, 41, 60, 10, true),
        ],
    };

    private static Scenario Router(string name, RouterTroubleKind kind) => Basic(name, 70, 60, 24) with
    {
        Summary = kind switch
        {
            RouterTroubleKind.Stall => "the router answers nothing for 5 s while the line falls from 50 to 30 Mbit/s",
            RouterTroubleKind.Away => "the connection is gone for 5 s while the line falls from 50 to 30 Mbit/s",
            _ => "the router restarts while the line falls from 50 to 30 Mbit/s",
        },
        DownCapacity = Fixed(Track.Steps((0, 50 * Mbps), (32, 30 * Mbps))),
        DownFlows = 4,
        Troubles = [new RouterTrouble(kind, 30, 35)],
        Figures =
        [
            new("newest value applied after return (s)", FigureKind.Applied, false, 35, 70, 1, true),
            new("drain after return (s)", FigureKind.Drain, false, 35, 70, 1.5, true),
        ],
    };

    private static Scenario LabStep() => LabLine("lab-step") with
    {
        Summary = "4 flows each way while the line goes 50/20, 20/8, 50/20, as in the lab with real CAKE",
        BaseRttMs = 25,
        FifoMs = 240,
        LoadFrom = 10,
        DownFlows = 4,
        UpFlows = 4,
        Figures = [.. LabFigures("first", 12, 50), .. LabFigures("second", 52, 90), .. LabFigures("third", 92, 130)],
    };

    private static FigureSpec[] LabFigures(string name, double from, double to) =>
    [
        new($"p95 excess, {name} part (ms)", FigureKind.ExcessP95, false, from, to, 10, true),
        new($"download utilisation, {name} part", FigureKind.Utilisation, false, from, to, 0.9, false),
        new($"upload utilisation, {name} part", FigureKind.Utilisation, true, from, to, 0.9, false),
    ];
}
