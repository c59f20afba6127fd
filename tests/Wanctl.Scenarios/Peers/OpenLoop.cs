using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Scenarios.Peers;

/// <summary>
/// Shows a controller a delay and a load that do not depend on what it decides: one echo each 50 ms, three reflectors
/// in turn, byte counters each 100 ms.
/// </summary>
internal sealed class OpenLoop(ITunnelController controller)
{
    private static readonly Duration s_tick = Duration.FromMillis(50);

    private long _tick;
    private double _downBytes;
    private DirectionDecision _down;

    /// <summary>A line of 5 to 60 Mbit/s with base 20 and an upload of 2 to 20, for three reflectors.</summary>
    public static LinkSettings Settings { get; } = new()
    {
        Name = "lab",
        Interval = s_tick,
        Law = RateLawKind.Adaptive,
        Download = Bounds(5, 20, 60),
        Upload = Bounds(2, 10, 20),
        Thresholds = new ThresholdSettings
        {
            TargetMs = 15, WarnMs = 45, HardRedMs = 80, SoftRedRequired = 1, AlphaLoad = 0.2, AlphaBaseline = 0.001,
            BaselineUpdateMs = 3, BaselineMinMs = 5, BaselineMaxMs = 100, BaselineInitialMs = 20,
        },
        Probe = new ProbeSettings
        {
            Reflectors = ["192.0.2.1", "192.0.2.2", "192.0.2.3"],
            Timeout = Duration.FromSeconds(1),
            MedianOfThree = false,
        },
        Fallback = new FallbackSettings { Enabled = false, TcpTargets = [], Mode = FallbackMode.Freeze, CyclesMax = 1 },
        Writes = new WriteBudgetSettings { Kind = WriteBudgetKind.Unlimited },
        Router = new RouterSettings
        {
            Transport = RouterTransport.Api, Host = "127.0.0.1", Port = 8728, User = "wanctl",
            Password = new Secret(""), Queues = QueueKind.Tree, StatisticsInterval = Duration.FromMillis(100),
            StallLimit = Duration.FromSeconds(2),
        },
        DownloadQueue = "down",
        UploadQueue = "up",
        LockFile = "",
        StateFile = "",
    };

    /// <summary>How often the download limit was written since the beginning.</summary>
    public int Writes { get; private set; }

    /// <summary>The last download limit in Mbit/s.</summary>
    public double Mbps => _down.Wanted.Mbps;

    /// <summary>The last download zone.</summary>
    public Zone Zone => _down.Zone;

    /// <summary>The download limits, one a tick, of a stretch of time.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="rttMs">The RTT of each echo; null for none.</param>
    /// <param name="loadMbps">What the download carries; the upload carries nothing.</param>
    public double[] Run(double seconds, double? rttMs, double loadMbps)
    {
        int ticks = (int)Math.Round(seconds / s_tick.Seconds);
        var limits = new double[ticks];
        for (int i = 0; i < ticks; i++)
        {
            Step(rttMs, loadMbps);
            limits[i] = Mbps;
        }
        return limits;
    }

    private void Step(double? rttMs, double loadMbps)
    {
        var seen = new Observation { Tick = _tick, Now = new Instant(0) + s_tick * _tick };
        _downBytes += loadMbps * 1e6 / 8 * s_tick.Seconds;
        if (rttMs is { } rtt)
        {
            var sent = new Instant(seen.Now.Nanos - Duration.FromMillis(rtt).Nanos);
            seen.Echoes.Add(new EchoSample
            {
                SentAt = sent, Sequence = (uint)_tick, RttMicros = (int)(rtt * 1000), Reflector = (byte)(_tick % 3),
            });
        }
        seen.Shaper.State = ShaperState.Ready;
        if (_tick % 2 == 0)
        {
            seen.Shaper.Down = Reading(_downBytes, seen.Now);
            seen.Shaper.Up = Reading(0, seen.Now);
        }
        _tick++;
        Decision decision = controller.Step(in seen);
        _down = decision.Down;
        Writes += decision.Down.Write ? 1 : 0;
    }

    private DirectionReport Reading(double bytes, Instant now) =>
        new() { Read = true, Bytes = (ulong)bytes, Limit = _down.Wanted, ReadAt = now };

    private static DirectionSettings Bounds(double floor, double home, double ceiling) => new()
    {
        Ceiling = Rate.FromMbps(ceiling),
        Base = Rate.FromMbps(home),
        FloorGreen = Rate.FromMbps(floor),
        FloorYellow = Rate.FromMbps(floor),
        FloorSoftRed = Rate.FromMbps(floor),
        FloorRed = Rate.FromMbps(floor),
        StepUp = Rate.FromMbps(1),
        FactorDown = 0.85,
        FactorDownYellow = 0.96,
        GreenRequired = 5,
    };
}
