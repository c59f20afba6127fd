using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Demo;

/// <summary>
/// The settings of the demonstration's link: the cable profile under a law. Steps and thresholds are the
/// classic law's, with a load average fast enough to show congestion within half a second.
/// </summary>
internal static class DemoSettings
{
    public const string User = "wanctl";
    public const string Password = "demonstration";
    public const string DownloadQueue = "WAN-Download-Demo";
    public const string UploadQueue = "WAN-Upload-Demo";

    /// <summary>The link, on a simulated router that listens on a port of the loopback.</summary>
    public static LinkSettings Link(int port, RateLawKind law) => new()
    {
        Name = "demo",
        Interval = Duration.FromMillis(50),
        Law = law,
        Download = Direction(Rate.FromMbps(940), Rate.FromMbps(200), Rate.FromMbps(2), 0.93),
        Upload = Direction(Rate.FromMbps(38), Rate.FromMbps(8), Rate.FromMbps(0.1), 0.95),
        Thresholds = Thresholds,
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
            TokensReserved = 20,
        },
        Router = Router(port),
        DownloadQueue = DownloadQueue,
        UploadQueue = UploadQueue,
        LockFile = "",
        StateFile = "",
    };

    private static DirectionSettings Direction(Rate ceiling, Rate floor, Rate stepUp, double factorDown) => new()
    {
        Ceiling = ceiling,
        FloorGreen = floor,
        FloorYellow = floor,
        FloorSoftRed = floor,
        FloorRed = floor,
        StepUp = stepUp,
        FactorDown = factorDown,
        FactorDownYellow = 0.99,
        GreenRequired = 5,
    };

    private static ThresholdSettings Thresholds => new()
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
    };

    private static RouterSettings Router(int port) => new()
    {
        Transport = RouterTransport.Api,
        Host = "127.0.0.1",
        Port = port,
        User = User,
        Password = new Secret(Password),
        Queues = QueueKind.Tree,
        StatisticsInterval = Duration.FromMillis(100),
        StallLimit = Duration.FromSeconds(2),
    };
}
