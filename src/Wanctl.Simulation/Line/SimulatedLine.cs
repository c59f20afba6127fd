using System.Diagnostics;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Line;

/// <summary>
/// A line with bufferbloat on a virtual clock: the same seed, scripts and limits give the same bytes and delays, in
/// whatever portions the time is told. Not thread-safe.
/// </summary>
/// <remarks>
/// A fluid model: it knows rates, queues and windows, no packets. That is enough to show queues that build up and
/// drain at the right pace; it is not enough to compare queueing disciplines.
/// </remarks>
public sealed class SimulatedLine
{
    /// <summary>A tenth of the shortest round trip that is of interest.</summary>
    private const double StepSeconds = 0.002;

    /// <summary>The memory of the capacity's wandering: it looks different every few seconds.</summary>
    private const double WanderSeconds = 3;

    private const double BlipSecondsMin = 0.1;
    private const double BlipSecondsMax = 0.3;
    private const double BitsPerByte = 8;

    private static readonly Duration StepLength = Duration.FromSeconds(StepSeconds);

    private readonly LineProfile _profile;
    private readonly LineScript _script;
    private readonly TrafficScript _traffic;
    private readonly Instant _start;
    private readonly LineDirection _down;
    private readonly LineDirection _up;
    private SeededNoise _lineNoise;
    private SeededNoise _echoNoise;
    private Instant _now;
    private double _wander;
    private double _blipLeft;
    private double _blipDelay;
    private ulong _downTaken;
    private ulong _upTaken;

    /// <summary>A line that is idle at <paramref name="start"/>, where both scripts begin.</summary>
    public SimulatedLine(LineProfile profile, LineScript script, TrafficScript traffic, ulong seed, Instant start)
    {
        _profile = profile;
        _script = script;
        _traffic = traffic;
        _start = start;
        _now = start;
        _down = new LineDirection(profile.DownBufferBytes);
        _up = new LineDirection(profile.UpBufferBytes);
        _lineNoise = new SeededNoise(seed);
        // Echoes draw from a sequence of their own, so that asking more often does not change the line.
        _echoNoise = new SeededNoise(~seed);
    }

    /// <summary>
    /// Lets the line run until <paramref name="now"/>, with the shaper's limits as they are meanwhile.
    /// </summary>
    /// <param name="now">Not before the previous call's; the line moves in whole steps of 2 ms.</param>
    /// <param name="downLimit">Limit of the download queue; zero for none.</param>
    /// <param name="upLimit">Limit of the upload queue; zero for none.</param>
    public void Advance(Instant now, Rate downLimit, Rate upLimit)
    {
        while (now - _now >= StepLength)
        {
            _now += StepLength;
            Step(downLimit, upLimit);
        }
    }

    /// <summary>What an echo that is sent now will experience.</summary>
    /// <param name="reflector">Index into the profile's reflectors.</param>
    /// <param name="delay">Its round-trip time.</param>
    /// <returns>False where it gets lost.</returns>
    public bool TryEcho(int reflector, out Duration delay)
    {
        Debug.Assert(reflector < _profile.ReflectorDelays.Count, "the line knows its reflectors");
        // Both are drawn every time, so that a loss does not shift what follows.
        bool lost = _echoNoise.Share() < _profile.LossShare;
        double jitter = _echoNoise.Exponential() * _profile.JitterMean.Seconds;
        double queues = _down.FifoSeconds + _up.FifoSeconds;
        double blip = _blipLeft > 0 ? _blipDelay : 0;
        delay = _profile.ReflectorDelays[reflector] + Duration.FromSeconds(queues + jitter + blip);
        return !lost;
    }

    /// <summary>Bytes that have passed the download queue since the last call.</summary>
    public ulong TakeDownBytes() => Take((ulong)_down.Shaped, ref _downTaken);

    /// <summary>Bytes that have passed the upload queue since the last call.</summary>
    public ulong TakeUpBytes() => Take((ulong)_up.Shaped, ref _upTaken);

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
            Down = ViewOf(_down),
            Up = ViewOf(_up),
        };
    }

    private void Step(Rate downLimit, Rate upLimit)
    {
        Duration elapsed = _now - _start;
        Wander();
        Blip();
        (double down, double up) = _script.CapacityAt(elapsed);
        double calls = _traffic.CountAt(TrafficKind.Call, elapsed) * _profile.CallRate.BitsPerSecond / BitsPerByte;
        // Each direction's flows feel the other's queue too: their acknowledgements wait in it.
        double trip = _profile.FlowRoundTrip.Seconds;
        double downTrip = trip + _up.FifoSeconds;
        double upTrip = trip + _down.FifoSeconds;
        int downloads = _traffic.CountAt(TrafficKind.Download, elapsed) * _profile.FlowsPerTransfer;
        int uploads = _traffic.CountAt(TrafficKind.Upload, elapsed) * _profile.FlowsPerTransfer;
        double share = 1 + _wander;
        _down.Step(StepSeconds, down * share / BitsPerByte, Bytes(downLimit), downloads, calls, downTrip);
        _up.Step(StepSeconds, up * share / BitsPerByte, Bytes(upLimit), uploads, calls, upTrip);
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

    private static double Bytes(Rate rate) => rate.BitsPerSecond / BitsPerByte;

    private static ulong Take(ulong total, ref ulong taken)
    {
        ulong fresh = total - taken;
        taken = total;
        return fresh;
    }

    private static DirectionView ViewOf(LineDirection direction) => new()
    {
        Capacity = new Rate((long)(direction.Capacity * BitsPerByte)),
        OfferedBytes = (ulong)direction.Offered,
        ShapedBytes = (ulong)direction.Shaped,
        DeliveredBytes = (ulong)direction.Delivered,
        DroppedBytes = (ulong)direction.Dropped,
        CakeDroppedBytes = (ulong)direction.DroppedByCake,
        CakeBytes = (ulong)direction.CakeBytes,
        FifoBytes = (ulong)direction.FifoBytes,
        FifoDelay = Duration.FromSeconds(direction.FifoSeconds),
    };
}
