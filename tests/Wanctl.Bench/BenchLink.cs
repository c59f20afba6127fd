using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Bench;

/// <summary>A cable link for measurements.</summary>
internal static class BenchLink
{
    public static LinkSettings Settings { get; } = new()
    {
        Name = "bench",
        Interval = Duration.FromMillis(50),
        Law = RateLawKind.Classic,
        Download = Direction(940, 200),
        Upload = Direction(38, 8),
        Thresholds = new ThresholdSettings
        {
            TargetMs = 15, WarnMs = 45, HardRedMs = 80, SoftRedRequired = 1, AlphaLoad = 0.2, AlphaBaseline = 0.001,
            BaselineUpdateMs = 3, BaselineMinMs = 10, BaselineMaxMs = 60, BaselineInitialMs = 25,
        },
        Probe = new ProbeSettings
        {
            Reflectors = ["192.0.2.1", "192.0.2.2", "192.0.2.3"],
            Timeout = Duration.FromSeconds(1),
            MedianOfThree = true,
        },
        Fallback = new FallbackSettings { Enabled = false, TcpTargets = [], Mode = FallbackMode.Freeze, CyclesMax = 3 },
        Writes = new WriteBudgetSettings { Kind = WriteBudgetKind.Tokens },
        Router = new RouterSettings
        {
            Transport = RouterTransport.Api, Host = "127.0.0.1", Port = 8728,
            User = "wanctl", Password = new Secret(""), Queues = QueueKind.Tree,
            StatisticsInterval = Duration.FromMillis(100), StallLimit = Duration.FromSeconds(2),
        },
        DownloadQueue = "WAN-Download-Spectrum",
        UploadQueue = "WAN-Upload-Spectrum",
        LockFile = "/run/wanctl/bench.lock",
        StateFile = "/run/wanctl/bench_state.json",
    };

    private static DirectionSettings Direction(double ceiling, double floor) => new()
    {
        Ceiling = Rate.FromMbps(ceiling), FloorGreen = Rate.FromMbps(floor), FloorYellow = Rate.FromMbps(floor),
        FloorSoftRed = Rate.FromMbps(floor), FloorRed = Rate.FromMbps(floor),
        StepUp = Rate.FromMbps(1), FactorDown = 0.85, FactorDownYellow = 0.96, GreenRequired = 5,
    };
}
