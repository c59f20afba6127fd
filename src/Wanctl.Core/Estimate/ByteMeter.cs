using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// How much one direction has carried, and how much its limit allowed: remembers the last readings of the shaper's byte
/// counter and says what passed between any two moments. Fixed memory.
/// </summary>
public sealed class ByteMeter
{
    /// <summary>
    /// Readings kept: those of <see cref="Memory"/> where a shaper in this machine's kernel is read at each tick, and
    /// ticks are as short as they may be, 20 ms.
    /// </summary>
    private const int Capacity = 160;

    /// <summary>So many are kept however old they are: a pace takes three, on either side of a change of the limit.
    /// </summary>
    private const int LeastReadings = 6;

    private const double BitsPerByte = 8;

    /// <summary>
    /// What is older than this before the newest reading is forgotten, so that a shaper that is read more often is not
    /// judged by other moments: the time of a full <see cref="DelayTrace"/> at twenty answers a second.
    /// </summary>
    private static readonly Duration Memory = Duration.FromMillis(3150);

    private readonly Reading[] _readings = new Reading[Capacity];
    private int _newest = -1;
    private int _count;
    private ulong _counter;

    /// <summary>A counter that is true at each reading and has not been read for so long says nothing any more.
    /// </summary>
    public static Duration Stale => Duration.FromMillis(1000);

    /// <summary>Whether the counter was read lately and at least twice.</summary>
    public bool Known(Instant now) => Known(now, Stale);

    /// <summary>Whether the counter was read at least twice, and less than <paramref name="stale"/> ago.</summary>
    public bool Known(Instant now, Duration stale) => _count >= 2 && now - _readings[_newest].At < stale;

    /// <summary>When the newest reading was made; <see cref="Instant.Never"/> before any.</summary>
    public Instant ReadAt => _count > 0 ? _readings[_newest].At : Instant.Never;

    /// <summary>Whether what passed until a moment is known from readings before and after it, or from the newest.
    /// </summary>
    internal bool Reaches(Instant at) => _count >= 2 && at >= Back(_count - 1).At;

    /// <summary>Takes what the shaper said; without a reading nothing happens.</summary>
    /// <param name="report">What it said.</param>
    /// <param name="restarted">Whether its counters have begun anew.</param>
    /// <param name="allowed">Bits that the limit has allowed until the reading, on a scale that never falls.</param>
    /// <returns>Whether there was a reading.</returns>
    public bool Take(in DirectionReport report, bool restarted, double allowed)
    {
        if (restarted)
            _count = 0;
        if (!report.Read)
            return false;
        if (_count > 0 && report.ReadAt <= _readings[_newest].At)
            return false;
        // A counter that went back has begun anew; what passed since is not known.
        bool anew = _count == 0 || report.Bytes < _counter;
        double passed = anew ? 0 : (report.Bytes - _counter) * BitsPerByte;
        double total = _count > 0 ? _readings[_newest].Passed + passed : 0;
        _counter = report.Bytes;
        _newest = (_newest + 1) % Capacity;
        _readings[_newest] = new Reading(report.ReadAt, total, allowed);
        if (_count < Capacity)
            _count++;
        while (_count > LeastReadings && report.ReadAt - Back(_count - 1).At > Memory)
            _count--;
        return true;
    }

    /// <summary>
    /// Bits that passed between two moments, with an even pace between readings and the last pace after the newest.
    /// Zero while nothing is known.
    /// </summary>
    public double BitsBetween(Instant from, Instant to) =>
        _count < 2 || to <= from ? 0 : Math.Max(0, PassedAt(to) - PassedAt(from));

    /// <summary>
    /// The same of a counter that is brought up to date at times only: between readings in proportion to what the limit
    /// allowed, after the newest as much as it allows.
    /// </summary>
    /// <param name="from">The one moment.</param>
    /// <param name="to">The other.</param>
    /// <param name="allowed">What the limit has allowed.</param>
    /// <param name="fullUse">The share of it that a filled shaper counts.</param>
    internal double BitsBetween(Instant from, Instant to, AllowedBits allowed, double fullUse) =>
        _count < 2 || to <= from ? 0
            : Math.Max(0, PassedAt(to, allowed, fullUse) - PassedAt(from, allowed, fullUse));

    /// <summary>
    /// Bits that passed from a moment between the newest two readings until the newest, where the pace until that
    /// moment was that of the reading before; zero while too little is known.
    /// </summary>
    public double BitsAfter(Instant from)
    {
        if (_count < 3)
            return 0;
        double pace = (Back(1).Passed - Back(2).Passed) / (Back(1).At - Back(2).At).Seconds;
        return Math.Max(0, _readings[_newest].Passed - Back(1).Passed - pace * (from - Back(1).At).Seconds);
    }

    /// <summary>Mean rate in bit/s between the newest two readings; zero while there are none.</summary>
    public double NewestRate => _count < 2 ? 0
        : (_readings[_newest].Passed - Back(1).Passed) / (_readings[_newest].At - Back(1).At).Seconds;

    /// <summary>Mean rate in bit/s over the last <paramref name="window"/> that was read.</summary>
    public double RateOver(Duration window)
    {
        if (_count < 2)
            return 0;
        Instant end = _readings[_newest].At;
        return BitsBetween(end - window, end) / window.Seconds;
    }

    /// <summary>
    /// Mean rate in bit/s over whole readings since <paramref name="from"/>, at least the newest two; zero while there
    /// are none.
    /// </summary>
    public double RateSince(Instant from)
    {
        if (_count < 2)
            return 0;
        Reading first = Back(Readings(from));
        return (_readings[_newest].Passed - first.Passed) / (_readings[_newest].At - first.At).Seconds;
    }

    /// <summary>
    /// How much of what the limit allowed since <paramref name="from"/> was used, over whole readings, at least the
    /// newest two; 1 is all, 0 while nothing is known.
    /// </summary>
    public double UseSince(Instant from)
    {
        if (_count < 2)
            return 0;
        Reading first = Back(Readings(from));
        double allowed = _readings[_newest].Allowed - first.Allowed;
        return allowed > 0 ? (_readings[_newest].Passed - first.Passed) / allowed : 0;
    }

    /// <summary>
    /// How much of what the limit allowed was used between two moments, over whole readings; NaN where there are not
    /// two.
    /// </summary>
    public double UseBetween(Instant from, Instant to)
    {
        int last = 0;
        while (last < _count - 1 && Back(last).At > to)
            last++;
        int first = last;
        while (first < _count - 1 && Back(first + 1).At >= from)
            first++;
        double allowed = first > last ? Back(last).Allowed - Back(first).Allowed : 0;
        return allowed > 0 ? (Back(last).Passed - Back(first).Passed) / allowed : double.NaN;
    }

    /// <summary>How many whole readings lie between <paramref name="from"/> and the newest; at least one.</summary>
    private int Readings(Instant from)
    {
        int age = 1;
        while (age < _count - 1 && Back(age + 1).At >= from)
            age++;
        return age;
    }

    /// <summary>Bits that passed until a moment that is reached, on a scale that begins anywhere.</summary>
    internal double PassedAt(Instant at)
    {
        int age = AgeBefore(at);
        Reading later = Back(age - 1);
        Reading earlier = Back(age);
        double span = (later.At - earlier.At).Seconds;
        double share = Math.Max(0, (at - earlier.At).Seconds / span);
        return earlier.Passed + share * (later.Passed - earlier.Passed);
    }

    private double PassedAt(Instant at, AllowedBits allowed, double fullUse)
    {
        Reading newest = _readings[_newest];
        if (at >= newest.At)
            return newest.Passed + fullUse * (allowed.At(at) - newest.Allowed);
        int age = AgeBefore(at);
        Reading later = Back(age - 1);
        Reading earlier = Back(age);
        double whole = later.Allowed - earlier.Allowed;
        double share = whole > 0 ? Math.Max(0, (allowed.At(at) - earlier.Allowed) / whole) : 0;
        return earlier.Passed + share * (later.Passed - earlier.Passed);
    }

    /// <summary>The age of the newest reading that is no later, but the newest; the oldest where none is.</summary>
    private int AgeBefore(Instant at)
    {
        int age = 1;
        while (age < _count - 1 && Back(age).At > at)
            age++;
        return age;
    }

    private Reading Back(int age) => _readings[(_newest - age + Capacity) % Capacity];

    /// <summary>One reading: totals in bits, on scales that begin anywhere.</summary>
    private readonly record struct Reading(Instant At, double Passed, double Allowed);
}
