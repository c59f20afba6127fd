using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// How often a shaper brings its byte counter up to date, learned from the readings in which it moved: echoes and their
/// answers pass both queues, so that a counter which is true moves with each reading. Fixed memory.
/// </summary>
public sealed class CounterCadence
{
    /// <summary>Intervals between moves that are remembered.</summary>
    private const int Kept = 20;

    /// <summary>The newest of them make the mean.</summary>
    private const int Meant = 8;

    /// <summary>So many intervals make a cadence.</summary>
    private const int Enough = 3;

    /// <summary>So many with unmoved readings in them make a slow one: a single one may have been a standstill.
    /// </summary>
    private const int SlowLeast = 2;

    /// <summary>A counter that has not moved for so many cadences stands: nothing passes.</summary>
    private const double StandsAfter = 2.5;

    /// <summary>So many intervals in a row that do not fit are another cadence.</summary>
    private const int OddMost = 3;

    /// <summary>A shorter cadence than so many readings cannot be told from a moment in which nothing passed.</summary>
    private const double ToldReadings = 1.4;

    /// <summary>A refresh that comes outside the time in which it was expected moves the period by this share.
    /// </summary>
    private const double Correction = 0.1;

    /// <summary>A period that is so far from the mean interval is replaced by it.</summary>
    private const double PeriodStray = 0.2;

    /// <summary>A refresh strays from its turn by so much of the period at most.</summary>
    private const double TurnStray = 0.3;

    /// <summary>The share of a pace that differs which is learned with each refresh.</summary>
    private const double PaceShare = 0.2;

    /// <summary>The share of what the gaps between readings change that is learned with each.</summary>
    private const double GapShare = 0.1;

    /// <summary>Before a cadence is known, a counter that has not moved for so long stands.</summary>
    private static readonly Duration Slowest = Duration.FromMillis(2600);

    private readonly (double Seconds, bool Unmoved)[] _intervals = new (double Seconds, bool Unmoved)[Kept];
    private Instant _readAt = Instant.Never;
    private Instant _movedAt = Instant.Never;
    private bool _unmoved;
    private bool _stood;
    private bool _begun;
    private int _next;
    private int _count;
    private int _odd;
    private double _mean;
    private double _period;
    private double _pace;
    private ulong _bytes;
    private double _gap;

    /// <summary>Whether this tick's reading says something about what has passed.</summary>
    public bool Tells { get; private set; }

    /// <summary>The moment of which the newest reading that says something tells.</summary>
    public Instant RefreshedAt { get; private set; } = Instant.Never;

    /// <summary>Whether enough has been seen.</summary>
    public bool Known => _count >= Enough;

    /// <summary>Whether readings come between two refreshes.</summary>
    public bool Slow { get; private set; }

    /// <summary>The mean time between two refreshes as far as readings show it; zero while it is not known.</summary>
    public Duration Every => Known ? Duration.FromSeconds(_mean) : Duration.Zero;

    /// <summary>
    /// What is worth telling: how often the counter is refreshed; zero where that is with each reading, or not known.
    /// </summary>
    public Duration Told => Slow && _mean > ToldReadings * _gap ? Every : Duration.Zero;

    /// <summary>By how much <see cref="RefreshedAt"/> may be wrong: a refresh between two readings is seen by the
    /// second alone. Zero where the counter is true at each reading.</summary>
    public Duration Doubt => Slow ? Duration.FromSeconds(_gap / 2) : Duration.Zero;

    /// <summary>Takes what the shaper said in a tick.</summary>
    /// <param name="report">What it said.</param>
    /// <param name="restarted">Whether its counters have begun anew: when they moved is forgotten, not how often.
    /// </param>
    public void Take(in DirectionReport report, bool restarted)
    {
        Tells = false;
        if (restarted)
        {
            _readAt = Instant.Never;
            _movedAt = Instant.Never;
            RefreshedAt = Instant.Never;
        }
        if (!report.Read || report.ReadAt <= _readAt)
            return;
        // A kernel's own counters are true whenever they are read.
        Tells = report.Detailed || Take(report.ReadAt, report.Bytes);
        if (!report.Detailed)
            return;
        RefreshedAt = report.ReadAt;
        _readAt = report.ReadAt;
    }

    private bool Take(Instant readAt, ulong bytes)
    {
        double passed = bytes >= _bytes ? bytes - _bytes : 0;
        bool moved = bytes != _bytes;
        _bytes = bytes;
        Instant before = _readAt;
        _readAt = readAt;
        if (before == Instant.Never)
        {
            _movedAt = readAt;
            RefreshedAt = readAt;
            _unmoved = false;
            _begun = false;
            return true;
        }
        double gap = (readAt - before).Seconds;
        _gap = _gap <= 0 ? gap : _gap + (Math.Min(gap, 2 * _gap) - _gap) * GapShare;
        if (!moved)
        {
            _unmoved = true;
            // A counter that has moved with each reading says at once that nothing passes.
            _stood = (Known && !Slow) || Stands(readAt);
            if (_stood)
                RefreshedAt = readAt;
            return _stood;
        }
        // Until it has moved once, nothing tells how long ago it did before the first reading.
        if (_begun)
            Learn((readAt - _movedAt).Seconds);
        _begun = true;
        Instant refreshed = Slow && !_stood ? Refreshed(before, readAt, passed) : readAt;
        _pace += (passed / (refreshed - RefreshedAt).Seconds - _pace) * PaceShare;
        RefreshedAt = refreshed;
        _movedAt = readAt;
        _unmoved = false;
        _stood = false;
        return true;
    }

    /// <summary>Whether a counter that did not move has been found where it was for too long to be late.</summary>
    private bool Stands(Instant readAt)
    {
        Duration patience = Known ? Duration.FromSeconds(StandsAfter * Math.Max(_mean, _gap)) : Slowest;
        return readAt - _movedAt > patience;
    }

    private void Learn(double seconds)
    {
        double expected = Math.Max(_mean, _gap);
        bool odd = seconds > (Known ? StandsAfter * expected : Slowest.Seconds);
        _odd = odd ? _odd + 1 : 0;
        if (odd && _odd < OddMost)
            return;
        if (odd)
        {
            _count = 0;
            _odd = 0;
        }
        _intervals[_next] = (seconds, _unmoved);
        _next = (_next + 1) % Kept;
        _count = Math.Min(_count + 1, Kept);
        double sum = 0;
        int slow = 0;
        for (int age = 1; age <= _count; age++)
        {
            (double interval, bool unmoved) = _intervals[(_next - age + Kept) % Kept];
            sum += age <= Meant ? interval : 0;
            slow += unmoved ? 1 : 0;
        }
        _mean = sum / Math.Min(_count, Meant);
        Slow = Known && slow >= (Slow ? 1 : SlowLeast);
        if (Math.Abs(_period - _mean) > PeriodStray * _mean)
            _period = _mean;
    }

    /// <summary>
    /// When the refresh was that came between two readings: at its turn where that lies between them, as near to it as
    /// can be where not. Where two turns may lie between them, what passed tells which one it was.
    /// </summary>
    private Instant Refreshed(Instant after, Instant until, double passed)
    {
        double least = Math.Max(1, Math.Ceiling((after - RefreshedAt).Seconds / _period - TurnStray));
        double most = Math.Max(least, Math.Floor((until - RefreshedAt).Seconds / _period + TurnStray));
        double likely = _pace > 0 ? Math.Round(passed / (_pace * _period)) : most;
        double turns = Math.Clamp(likely, least, most);
        Instant expected = RefreshedAt + Duration.FromSeconds(turns * _period);
        Instant first = after > RefreshedAt ? after : RefreshedAt + Duration.FromMillis(1);
        Instant refreshed = expected < first ? first : expected > until ? until : expected;
        _period += Correction * (refreshed - expected).Seconds / turns;
        return refreshed;
    }
}
