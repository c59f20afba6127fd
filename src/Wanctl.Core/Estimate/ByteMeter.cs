using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// How much one direction has carried: remembers the last readings of the shaper's byte counter and says what passed
/// between any two moments. Fixed memory.
/// </summary>
public sealed class ByteMeter
{
    /// <summary>Readings kept: more than three seconds at one reading per 100 ms.</summary>
    private const int Capacity = 32;

    private const double BitsPerByte = 8;

    /// <summary>A counter that has not been read for so long says nothing about this moment.</summary>
    private static readonly Duration Stale = Duration.FromMillis(1000);

    private readonly Reading[] _readings = new Reading[Capacity];
    private int _newest = -1;
    private int _count;
    private ulong _counter;

    /// <summary>Whether the counter was read lately and at least twice.</summary>
    public bool Known(Instant now) => _count >= 2 && now - _readings[_newest].At < Stale;

    /// <summary>Takes what the shaper said; without a reading nothing happens.</summary>
    public void Take(in DirectionReport report, bool restarted)
    {
        if (restarted)
            _count = 0;
        if (!report.Read)
            return;
        if (_count > 0 && report.ReadAt <= _readings[_newest].At)
            return;
        // A counter that went back has begun anew; what it shows is what passed since.
        bool anew = _count == 0 || report.Bytes < _counter;
        double passed = anew ? 0 : report.Bytes - _counter;
        double total = _count > 0 ? _readings[_newest].Total + passed : 0;
        _counter = report.Bytes;
        _newest = (_newest + 1) % Capacity;
        _readings[_newest] = new Reading(report.ReadAt, total);
        if (_count < Capacity)
            _count++;
    }

    /// <summary>
    /// Bits that passed between two moments, with an even pace between readings and the last pace after the newest.
    /// Zero while nothing is known.
    /// </summary>
    public double BitsBetween(Instant from, Instant to) =>
        _count < 2 || to <= from ? 0 : Math.Max(0, TotalAt(to) - TotalAt(from)) * BitsPerByte;

    /// <summary>Mean rate in bit/s between the newest two readings; zero while there are none.</summary>
    public double NewestRate => _count < 2 ? 0
        : (_readings[_newest].Total - Back(1).Total) * BitsPerByte / (_readings[_newest].At - Back(1).At).Seconds;

    /// <summary>Mean rate in bit/s over the last <paramref name="window"/>.</summary>
    public double RateOver(Instant now, Duration window)
    {
        Instant end = _count > 0 ? _readings[_newest].At : now;
        return BitsBetween(new Instant(end.Nanos - window.Nanos), end) / window.Seconds;
    }

    private double TotalAt(Instant at)
    {
        Reading later = _readings[_newest];
        Reading earlier = Back(1);
        for (int age = 1; age < _count - 1 && earlier.At > at; age++)
        {
            later = earlier;
            earlier = Back(age + 1);
        }
        double span = (later.At - earlier.At).Seconds;
        double share = Math.Max(0, (at - earlier.At).Seconds / span);
        return earlier.Total + share * (later.Total - earlier.Total);
    }

    private Reading Back(int age) => _readings[(_newest - age + Capacity) % Capacity];

    private readonly record struct Reading(Instant At, double Total);
}
