using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>Holds what is said of one direction's queue against what it was, probe by probe.</summary>
internal sealed class SplitSideMeter
{
    private const double QueueMs = 10;
    private const double CalmMs = 4;

    /// <summary>Probes in a row that make a queue, or a time without one.</summary>
    private const int Lasting = 5;

    private readonly List<double> _seen = [];
    private double _sum;
    private double _squares;
    private long _count;
    private long _calmCount;
    private long _falseCount;
    private int _calm;
    private int _standing;
    private int _missed;
    private Instant _since;
    private Instant _seenAt = Instant.Never;

    /// <summary>Takes one probe.</summary>
    /// <param name="sentAt">When it was sent.</param>
    /// <param name="now">When its answer was looked at.</param>
    /// <param name="wasMs">What it waited.</param>
    /// <param name="saidMs">What is said of it; NaN where its directions are not known.</param>
    /// <param name="fusedMs">What is said of the direction; NaN where that is not known.</param>
    public void Take(Instant sentAt, Instant now, double wasMs, double saidMs, double fusedMs)
    {
        if (!double.IsNaN(saidMs))
        {
            _sum += saidMs - wasMs;
            _squares += (saidMs - wasMs) * (saidMs - wasMs);
            _count++;
        }
        bool alarm = fusedMs > QueueMs;
        _calm = wasMs < CalmMs ? _calm + 1 : 0;
        if (wasMs >= QueueMs)
        {
            if (_standing == 0)
                _since = sentAt;
            _standing++;
        }
        if (_standing > 0 && alarm && _seenAt == Instant.Never)
            _seenAt = now;
        if (_calm < Lasting)
            return;
        _calmCount++;
        _falseCount += alarm ? 1 : 0;
        End();
    }

    /// <summary>The figures; the run is over.</summary>
    public SplitSide Finish()
    {
        End();
        double bias = _count > 0 ? _sum / _count : double.NaN;
        _seen.Sort();
        return new SplitSide(
            bias,
            Math.Sqrt(Math.Max(0, _squares / _count - bias * bias)),
            _calmCount > 0 ? (double)_falseCount / _calmCount : double.NaN,
            _seen.Count + _missed,
            _missed,
            _seen.Count > 0 ? _seen[_seen.Count / 2] : double.NaN);
    }

    private void End()
    {
        if (_standing >= Lasting && _seenAt > Instant.Never)
            _seen.Add((_seenAt - _since).Seconds);
        else if (_standing >= Lasting)
            _missed++;
        _standing = 0;
        _seenAt = Instant.Never;
    }
}
