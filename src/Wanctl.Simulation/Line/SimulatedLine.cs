using System.Diagnostics;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Line;

/// <summary>
/// A line for spectators: its capacity and its traffic follow scripts that repeat, chance adds what chance adds. Time
/// is told from outside; the same seed and the same limits give the same line.
/// </summary>
public sealed class SimulatedLine
{
    private static readonly Duration s_step = Duration.FromMillis(1);
    private const double StepSeconds = 0.001;
    private const double BlipSecondsMin = 0.08;
    private const double BlipSecondsMax = 0.3;

    /// <summary>How long the capacity remembers where it strayed to.</summary>
    private const double WanderSeconds = 3;

    /// <summary>An acknowledgement of 66 bytes for each two packets.</summary>
    private const double AckShare = 0.022;

    private readonly LineProfile _profile;
    private readonly LineScript _script;
    private readonly TrafficScript _traffic;
    private readonly Instant _start;
    private readonly LinePair _line;
    private readonly FlowGroup _downloads;
    private readonly FlowGroup _uploads;
    private SeededNoise _lineNoise;
    private SeededNoise _echoNoise;
    private Instant _now;
    private double _wander;
    private double _blipLeft;
    private double _blipDelay;

    /// <summary>A line that is idle at <paramref name="start"/>, where both scripts begin.</summary>
    public SimulatedLine(LineProfile profile, LineScript script, TrafficScript traffic, ulong seed, Instant start)
    {
        _profile = profile;
        _script = script;
        _traffic = traffic;
        _start = start;
        _now = start;
        _line = new LinePair(
            Direction(TrafficKind.Download, true, profile.DownBufferBytes, seed, out _downloads),
            Direction(TrafficKind.Upload, false, profile.UpBufferBytes, seed + 1, out _uploads),
            AckShare);
        _lineNoise = new SeededNoise(seed);
        // Echoes draw from a sequence of their own, so that asking more often does not change the line.
        _echoNoise = new SeededNoise(~seed);
    }

    /// <summary>
    /// Lets the line run until <paramref name="now"/>, with the shaper's limits as they are meanwhile.
    /// </summary>
    /// <param name="now">Not before the previous call's; the line moves in whole milliseconds.</param>
    /// <param name="downLimit">Limit of the download queue; zero for none.</param>
    /// <param name="upLimit">Limit of the upload queue; zero for none.</param>
    public void Advance(Instant now, Rate downLimit, Rate upLimit)
    {
        while (now - _now >= s_step)
        {
            _now += s_step;
            Step(downLimit, upLimit);
        }
    }

    /// <summary>What an echo that is sent now will experience, as the queues stand.</summary>
    /// <param name="reflector">Index into the profile's reflectors.</param>
    /// <param name="delay">Its round-trip time.</param>
    /// <returns>False where it gets lost.</returns>
    public bool TryEcho(int reflector, out Duration delay)
    {
        Debug.Assert(reflector < _profile.ReflectorDelays.Count, "the line knows its reflectors");
        // Both are drawn every time, so that a loss does not shift what follows.
        bool lost = _echoNoise.Share() < _profile.LossShare;
        double jitter = _echoNoise.Exponential() * _profile.JitterMean.Millis;
        double queues = _line.Down.Fifo.DelayMs + _line.Up.Fifo.DelayMs;
        double blip = _blipLeft > 0 ? _blipDelay : 0;
        delay = _profile.ReflectorDelays[reflector] + Duration.FromMillis(queues + jitter + blip * 1000);
        return !lost;
    }

    /// <summary>What it is doing now.</summary>
    public LineView View()
    {
        Duration elapsed = _now - _start;
        return new LineView
        {
            Title = _script.SegmentAt(elapsed).Title,
            Downloads = _traffic.CountAt(TrafficKind.Download, elapsed),
            Uploads = _traffic.CountAt(TrafficKind.Upload, elapsed),
            Calls = _traffic.CountAt(TrafficKind.Call, elapsed),
            Blip = _blipLeft > 0,
            Down = ViewOf(_line.Down),
            Up = ViewOf(_line.Up),
        };
    }

    private LineDirection Direction(
        TrafficKind kind, bool towardUser, int bufferBytes, ulong seed, out FlowGroup group)
    {
        var flows = new FlowSet(_profile.FlowRoundTrip.Millis);
        group = flows.Add(_traffic.MostOf(kind) * _profile.FlowsPerTransfer);
        var direction = new LineDirection(towardUser, flows.Flows, seed);
        direction.Fifo.Most = bufferBytes;
        return direction;
    }

    private void Step(Rate downLimit, Rate upLimit)
    {
        Duration elapsed = _now - _start;
        Wander();
        Blip();
        (double down, double up) = _script.CapacityAt(elapsed);
        _line.Down.Fifo.Capacity = down * (1 + _wander);
        _line.Up.Fifo.Capacity = up * (1 + _wander);
        _line.Down.Cake.Limit = LimitOf(downLimit);
        _line.Up.Cake.Limit = LimitOf(upLimit);
        _line.Down.Run(_downloads, _traffic.CountAt(TrafficKind.Download, elapsed) * _profile.FlowsPerTransfer);
        _line.Up.Run(_uploads, _traffic.CountAt(TrafficKind.Upload, elapsed) * _profile.FlowsPerTransfer);
        int calls = _traffic.CountAt(TrafficKind.Call, elapsed);
        _line.Step(0, calls * _profile.CallRate.BitsPerSecond / 8 * StepSeconds);
    }

    /// <summary>An Ornstein-Uhlenbeck process: it strays, and is drawn back.</summary>
    private void Wander()
    {
        const double Pull = StepSeconds / WanderSeconds;
        double push = _profile.CapacityWander * Math.Sqrt(2 * Pull);
        _wander = Math.Clamp(_wander * (1 - Pull) + push * _lineNoise.Normal(), -0.9, 0.9);
    }

    private void Blip()
    {
        _blipLeft -= StepSeconds;
        bool begins = _lineNoise.Share() < _profile.BlipsPerMinute / 60 * StepSeconds;
        double length = BlipSecondsMin + (BlipSecondsMax - BlipSecondsMin) * _lineNoise.Share();
        double delay = _profile.BlipDelayMax.Seconds * (0.5 + 0.5 * _lineNoise.Share());
        if (!begins || _blipLeft > 0)
            return;
        _blipLeft = length;
        _blipDelay = delay;
    }

    /// <summary>A queue without a limit passes all that any line here carries.</summary>
    private static double LimitOf(Rate rate) => rate > Rate.Zero ? rate.BitsPerSecond : 1e12;

    private static DirectionView ViewOf(LineDirection direction) => new()
    {
        Capacity = new Rate((long)direction.Fifo.Capacity),
        SentBytes = (ulong)direction.Sent,
        ShapedBytes = (ulong)direction.Cake.Passed,
        DeliveredBytes = (ulong)direction.Delivered,
        OverflownBytes = (ulong)direction.Overflown,
        CakeDroppedBytes = (ulong)direction.Dropped,
        CakeBytes = (ulong)direction.Cake.Bytes,
        FifoBytes = (ulong)direction.Fifo.Bytes,
        FifoSparseBytes = (ulong)Math.Max(0, direction.Fifo.SparseBytes),
        FifoDelay = Duration.FromMillis(direction.Fifo.DelayMs),
    };
}
