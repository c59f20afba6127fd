using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Kit;

/// <summary>Settings of the two production links, to be varied with <c>with</c>.</summary>
internal static class Links
{
    public static DirectionSettings CableDownload { get; } = new()
    {
        Ceiling = Rate.FromMbps(940),
        FloorGreen = Rate.FromMbps(550),
        FloorYellow = Rate.FromMbps(350),
        FloorSoftRed = Rate.FromMbps(275),
        FloorRed = Rate.FromMbps(200),
        StepUp = Rate.FromMbps(10),
        FactorDown = 0.85,
        FactorDownYellow = 1,
        GreenRequired = 5,
    };

    public static DirectionSettings CableUpload { get; } = new()
    {
        Ceiling = Rate.FromMbps(38),
        FloorGreen = Rate.FromMbps(8),
        FloorYellow = Rate.FromMbps(8),
        FloorSoftRed = Rate.FromMbps(8),
        FloorRed = Rate.FromMbps(8),
        StepUp = Rate.FromMbps(1),
        FactorDown = 0.90,
        FactorDownYellow = 1,
        GreenRequired = 5,
    };

    public static ThresholdSettings CableThresholds { get; } = new()
    {
        TargetMs = 15,
        WarnMs = 45,
        HardRedMs = 80,
        SoftRedRequired = 3,
        AlphaLoad = 0.2,
        AlphaBaseline = 0.02,
        BaselineUpdateMs = 3,
        BaselineMinMs = 10,
        BaselineMaxMs = 60,
        BaselineInitialMs = 25,
    };

    public static LinkSettings Cable { get; } = new()
    {
        Name = "spectrum",
        Interval = Duration.FromMillis(50),
        Law = RateLawKind.Classic,
        Download = CableDownload,
        Upload = CableUpload,
        Thresholds = CableThresholds,
        Probe = new ProbeSettings
        {
            Reflectors = ["192.0.2.1"],
            Timeout = Duration.FromSeconds(1),
            MedianOfThree = false,
        },
        Fallback = new FallbackSettings
        {
            Enabled = true,
            TcpTargets = [],
            Mode = FallbackMode.GracefulDegradation,
            CyclesMax = 3,
        },
        Writes = new WriteBudgetSettings { Kind = WriteBudgetKind.Window },
        Router = new RouterSettings
        {
            Transport = RouterTransport.Api,
            Host = "127.0.0.1",
            Port = 8728,
            User = "wanctl",
            Password = new Secret("secret"),
            Queues = QueueKind.Tree,
            StatisticsInterval = Duration.FromMillis(100),
            StallLimit = Duration.FromSeconds(2),
        },
        DownloadQueue = "WAN-Download-Spectrum",
        UploadQueue = "WAN-Upload-Spectrum",
        LockFile = "/run/wanctl/spectrum.lock",
        StateFile = "/run/wanctl/spectrum_state.json",
    };
}
