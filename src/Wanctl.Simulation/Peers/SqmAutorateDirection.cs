using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Peers;

/// <summary>One direction of the sqm-autorate model.</summary>
internal sealed class SqmAutorateDirection
{
    private const int SafeRates = 100;
    private const double DelayMs = 15;
    private const double HighLoad = 0.8;
    private const double StartShare = 0.6;

    private readonly double _min;
    private readonly double _base;
    private readonly double[] _safe = new double[SafeRates];

    // One decision in half a second, one reading in 100 ms.
    private ReadingMeter _meter = new(readings: 5);
    private int _next;
    private double _rate;
    private Rate _asked;
    private Zone _zone = Zone.Unknown;
    private Reason _reason = Reason.Start;

    public SqmAutorateDirection(DirectionSettings settings)
    {
        _min = settings.FloorRed.BitsPerSecond;
        _base = settings.Ceiling.BitsPerSecond;
        _rate = Math.Max(_min, StartShare * _base);
        Array.Fill(_safe, _rate);
    }

    /// <summary>Takes the byte counters.</summary>
    public void Count(in DirectionReport report) => _meter.Take(in report);

    /// <summary>One decision.</summary>
    /// <param name="deltaMs">The delay above the baseline.</param>
    /// <param name="dice">A random number from 0 to 1, the latter excluded.</param>
    public void Decide(double deltaMs, double dice)
    {
        double carried = Math.Min(_rate, _meter.BitsPerSecond);
        _zone = deltaMs > DelayMs ? Zone.Red : Zone.Green;
        _reason = Reason.GreenHold;
        if (deltaMs > DelayMs)
        {
            _rate = Math.Max(_min, Math.Min(0.9 * carried, _safe[(int)(dice * SafeRates)]));
            _reason = _rate > _min ? Reason.RedCut : Reason.AtFloor;
        }
        else if (carried > HighLoad * _rate)
        {
            _safe[_next] = carried;
            _next = (_next + 1) % SafeRates;
            double highest = 0;
            foreach (double safe in _safe)
                highest = Math.Max(highest, safe);
            _rate = (_rate * (1 + (0.1 * Math.Max(0, 1 - (_rate / highest))))) + (0.03 * _base);
            _reason = Reason.Climb;
        }
    }

    /// <summary>Nobody answers: the lowest rate.</summary>
    public void Flee()
    {
        _rate = _min;
        _zone = Zone.Red;
        _reason = Reason.AtFloor;
    }

    /// <summary>Writes the decision down; a changed rate is written.</summary>
    public void Publish(in DirectionReport report, ref DirectionDecision decision)
    {
        var wanted = new Rate((long)_rate);
        decision.Wanted = wanted;
        decision.Write = wanted != _asked;
        decision.Blocker = decision.Write ? Blocker.None : Blocker.Unchanged;
        decision.Applied = report.Read ? report.Limit : _asked;
        decision.Asked = wanted;
        decision.Zone = _zone;
        decision.Reason = _reason;
        _asked = wanted;
    }
}
