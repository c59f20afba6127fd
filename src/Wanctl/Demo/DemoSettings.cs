using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Demo;

/// <summary>
/// The settings of the demonstration's link: the cable profile with a load average fast enough to show congestion
/// within half a second. The production files' 10 s average would keep the spectator waiting.
/// </summary>
internal static class DemoSettings
{
    public const string User = "wanctl";
    public const string Password = "demonstration";
    public const string DownloadQueue = "WAN-Download-Demo";
    public const string UploadQueue = "WAN-Upload-Demo";

    /// <summary>The link, on a simulated router that listens on a port of the loopback.</summary>
    public static LinkSettings Link(int port) => new()
    {
        Name = "demo",
        Interval = Duration.FromMillis(50),
        Law = RateLawKind.Classic,
        Download = new DirectionSettings
        {
            Ceiling = Rate.FromMbps(940),
            FloorGreen = Rate.FromMbps(200),
            FloorYellow = Rate.FromMbps(200),
            FloorSoftRed = Rate.FromMbps(200),
            FloorRed = Rate.FromMbps(200),
            StepUp = Rate.FromMbps(2),
            FactorDown = 0.93,
            FactorDownYellow = 0.99,
            GreenRequired = 5,
        },
        Upload = new DirectionSettings
        {
            Ceiling = Rate.FromMbps(38),
            FloorGreen = Rate.FromMbps(8),
            FloorYellow = Rate.FromMbps(8),
            FloorSoftRed = Rate.FromMbps(8),
            FloorRed = Rate.FromMbps(8),
            StepUp = Rate.FromMbps(0.1),
            FactorDown = 0.95,
            FactorDownYellow = 0.99,
            GreenRequired = 5,
        },
        Thresholds = new ThresholdSettings
        {
            TargetMs = 15,
            WarnMs = 45,
            HardRedMs = 80,
            SoftRedRequired = 1,
            // A load average of 0.25 s and a baseline of 50 s at 50 ms.
            AlphaLoad = 0.2,
            AlphaBaseline = 0.001,
            BaselineUpdateMs = 3,
            BaselineMinMs = 5,
            BaselineMaxMs = 60,
            BaselineInitialMs = 14,
        },
        Probe = new ProbeSettings
        {
            // Addresses set apart for documentation (RFC 5737): nobody is asked in truth.
            Reflectors = ["192.0.2.1", "198.51.100.1", "203.0.113.1"],
            Timeout = Duration.FromSeconds(1),
            MedianOfThree = true,
        },
        Fallback = new FallbackSettings
        {
            Enabled = false,
            TcpTargets = [],
            Mode = FallbackMode.Freeze,
            CyclesMax = 3,
        },
        Writes = new WriteBudgetSettings
        {
            Kind = WriteBudgetKind.Tokens,
            TokensPerSecond = 5,
            TokensMax = 30,
            TokensForCuts = 20,
        },
        Router = new RouterSettings
        {
            Transport = RouterTransport.Api,
            Host = "127.0.0.1",
            Port = port,
            User = User,
            Password = new Secret(Password),
            Queues = QueueKind.Tree,
            StatisticsInterval = Duration.FromMillis(100),
            StallLimit = Duration.FromSeconds(2),
        },
        DownloadQueue = DownloadQueue,
        UploadQueue = UploadQueue,
        LockFile = "",
        StateFile = "",
    };
}
