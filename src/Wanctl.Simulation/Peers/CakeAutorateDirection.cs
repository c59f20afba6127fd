using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Peers;

/// <summary>One direction of the cake-autorate model.</summary>
internal sealed class CakeAutorateDirection
{
    private const int Window = 6;
    private const int DelayedForBloat = 3;
    private const double PacketBits = 1500 * 8;
    private const double ActiveBitsPerSecond = 2_000_000;
    private const double HighLoad = 0.75;
    private const double BaseShare = 0.6;
    private const double DriftFactor = 0.01;
    private static readonly Duration s_cutPause = Duration.FromMillis(300);
    private static readonly Duration s_driftPause = Duration.FromSeconds(1);

    private readonly CakeAutorateThresholds _thresholds;
    private readonly double _min;
    private readonly double _base;
    private readonly double _max;
    private readonly double[] _deltas = new double[Window];
    private readonly bool[] _delayed = new bool[Window];

    // cake-autorate reads the interface's counters every 200 ms; the tunnel offers a reading every 100 ms.
    private ReadingMeter _meter = new(readings: 2);
    private int _next;
    private bool _freshLoad;
    private Instant _lastCut = Instant.Never;
    private Instant _lastDrift = Instant.Never;
    private double _rate;
    private Rate _asked;
    private bool _bloated;
    private Reason _reason = Reason.Start;

    public CakeAutorateDirection(DirectionSettings settings, CakeAutorateThresholds thresholds)
    {
        _thresholds = thresholds;
        _min = settings.FloorRed.BitsPerSecond;
        _max = settings.Ceiling.BitsPerSecond;
        _base = Math.Clamp(settings.Base?.BitsPerSecond ?? BaseShare * _max, _min, _max);
        _rate = _base;
    }

    /// <summary>Whether the direction carries more than what counts as idle.</summary>
    public bool Active => _meter.BitsPerSecond > ActiveBitsPerSecond;

    /// <summary>Mean of the window's deltas in milliseconds.</summary>
    public double AverageMs { get; private set; }

    /// <summary>Takes the byte counters.</summary>
    public void Count(in DirectionReport report)
    {
        if (_meter.Take(in report))
            _freshLoad = true;
    }

    /// <summary>Takes one delay above the baseline and decides.</summary>
    public void Take(double deltaMs, Instant now)
    {
        // At low rates one packet alone takes a while; that is no queue.
        double packetMs = PacketBits / _rate * 1000;
        _deltas[_next] = deltaMs;
        _delayed[_next] = deltaMs > _thresholds.DelayedMs + packetMs;
        _next = (_next + 1) % Window;
        int delayed = 0;
        double sum = 0;
        for (int i = 0; i < Window; i++)
        {
            delayed += _delayed[i] ? 1 : 0;
            sum += _deltas[i];
        }
        AverageMs = sum / Window;
        _bloated = delayed >= DelayedForBloat;
        bool pausing = now - _lastCut < s_cutPause;
        if (_bloated)
            Cut(packetMs, pausing, now);
        else if (_meter.BitsPerSecond > HighLoad * _rate)
            Climb(packetMs, pausing);
        else
            Drift(now);
        _rate = Math.Clamp(_rate, _min, _max);
    }

    /// <summary>
    /// Writes the decision down; a changed rate is written, as tc costs nothing on the router itself.
    /// </summary>
    public void Publish(in DirectionReport report, ref DirectionDecision decision)
    {
        var wanted = new Rate((long)_rate);
        decision.Wanted = wanted;
        decision.Write = wanted != _asked;
        decision.Blocker = decision.Write ? Blocker.None : Blocker.Unchanged;
        decision.Applied = report.Read ? report.Limit : _asked;
        decision.Asked = wanted;
        decision.Zone = _bloated ? Zone.Red : Zone.Green;
        decision.Reason = _reason;
        _asked = wanted;
    }

    private void Cut(double packetMs, bool pausing, Instant now)
    {
        _reason = Reason.SoftRedHold;
        if (pausing)
            return;
        double depth = Share(AverageMs, _thresholds.DelayedMs + packetMs, _thresholds.FullCutMs + packetMs);
        _rate *= 0.99 - (0.24 * depth);
        _lastCut = now;
        _reason = _rate > _min ? Reason.RedCut : Reason.AtFloor;
    }

    private void Climb(double packetMs, bool pausing)
    {
        _reason = Reason.GreenHold;
        if (pausing || !_freshLoad)
            return;
        double doubt = Share(AverageMs, _thresholds.FullClimbMs + packetMs, _thresholds.DelayedMs + packetMs);
        _rate *= 1 + (0.04 * (1 - doubt));
        _freshLoad = false;
        _reason = _rate < _max ? Reason.Climb : Reason.AtCeiling;
    }

    private void Drift(Instant now)
    {
        _reason = _rate == _base ? Reason.NotLoaded : Reason.BaseDrift;
        if (now - _lastDrift < s_driftPause)
            return;
        _lastDrift = now;
        _rate = _rate > _base
            ? Math.Max(_base, _rate * (1 - DriftFactor))
            : Math.Min(_base, _rate * (1 + DriftFactor));
    }

    private static double Share(double value, double low, double high) =>
        Math.Clamp((value - low) / (high - low), 0, 1);
}
