using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The settings of links in the wind tunnel: the defaults that a user gets, with a line's own bounds.
/// </summary>
public static class TunnelSettings
{
    /// <summary>A link with the default law's settings.</summary>
    /// <param name="name">The link's name.</param>
    /// <param name="downMbps">Ceiling toward the user; the floor is a tenth of it.</param>
    /// <param name="upMbps">Ceiling toward the Internet; the floor is a tenth of it.</param>
    public static LinkSettings Link(string name, double downMbps, double upMbps) => new()
    {
        Name = name,
        Interval = Duration.FromMillis(50),
        Law = RateLawKind.Adaptive,
        Download = Direction(downMbps),
        Upload = Direction(upMbps),
        Thresholds = Thresholds,
        Probe = new ProbeSettings
        {
            Reflectors = Reflectors(3),
            Timeout = Duration.FromSeconds(1),
            MedianOfThree = false,
        },
        Fallback = new FallbackSettings
        {
            Enabled = false,
            TcpTargets = [],
            Mode = FallbackMode.GracefulDegradation,
            CyclesMax = 3,
        },
        Writes = new WriteBudgetSettings { Kind = WriteBudgetKind.Tokens },
        Router = new RouterSettings
        {
            Transport = RouterTransport.Api,
            Host = "192.0.2.254",
            Port = 8728,
            User = "wanctl",
            Password = new Secret(""),
            Queues = QueueKind.Tree,
            StatisticsInterval = Duration.FromMillis(100),
            StallLimit = Duration.FromSeconds(2),
        },
        DownloadQueue = "download",
        UploadQueue = "upload",
        LockFile = "",
        StateFile = "",
    };

    /// <summary>So many reflectors' addresses, 1 to <see cref="ProbeSettings.ReflectorsMax"/>.</summary>
    public static IReadOnlyList<string> Reflectors(int count)
    {
        var addresses = new string[count];
        for (int i = 0; i < count; i++)
            addresses[i] = $"192.0.2.{i + 1}";
        return addresses;
    }

    /// <summary>The original's production values, which the classic law runs on.</summary>
    private static ThresholdSettings Thresholds { get; } = new()
    {
        TargetMs = 15,
        WarnMs = 45,
        HardRedMs = 80,
        SoftRedRequired = 3,
        AlphaLoad = 0.005,
        AlphaBaseline = 0.0005,
        BaselineUpdateMs = 3,
        BaselineMinMs = 5,
        BaselineMaxMs = 200,
        BaselineInitialMs = 20,
    };

    private static DirectionSettings Direction(double ceilingMbps) => new()
    {
        Ceiling = Rate.FromMbps(ceilingMbps),
        FloorGreen = Rate.FromMbps(ceilingMbps * 0.1),
        FloorYellow = Rate.FromMbps(ceilingMbps * 0.1),
        FloorSoftRed = Rate.FromMbps(ceilingMbps * 0.1),
        FloorRed = Rate.FromMbps(ceilingMbps * 0.1),
        StepUp = Rate.FromMbps(ceilingMbps / 95),
        FactorDown = 0.85,
        FactorDownYellow = 1,
        GreenRequired = 5,
    };
}
