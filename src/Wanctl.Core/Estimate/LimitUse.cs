using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// How one direction uses its limit: what it carries, which limit is in force, and how full the shaper is. Fixed
/// memory; rates in bit/s.
/// </summary>
public sealed class LimitUse
{
    /// <summary>Carrying more than this share of the limit, a direction uses what it has.</summary>
    private const double LoadedShare = 0.95;

    /// <summary>It did a moment ago, if its peak then was this share: a queue elsewhere may slow it since.</summary>
    private const double WasLoadedShare = 0.7;

    /// <summary>
    /// Below this share of the ceiling (and below <see cref="QuietBits"/> on slow lines) a direction makes no queue
    /// that could be told from noise.
    /// </summary>
    private const double QuietShare = 0.015;

    /// <summary>No operator's floor is below this share of the ceiling.</summary>
    private const double PlausibleShare = 0.01;

    /// <summary>Echoes, name queries and keep-alives together stay below this, in bit/s.</summary>
    private const double QuietBits = 64_000;

    /// <summary>The bits of a full packet, line overhead included.</summary>
    private const double PacketBits = 12_000;

    /// <summary>What a shaper shows in which packets wait is learned over readings of a limit that has been in force
    /// for so long.</summary>
    private static readonly Duration InForceLeast = Duration.FromMillis(400);

    /// <summary>So many readings in a row, a second at least, with bytes waiting in the shaper: then its limit is
    /// filled, whatever its counter shows. Cells of an ATM line make it show 14 % less than the limit.</summary>
    private const int FilledReadings = 10;

    /// <summary>A shaper with no more bytes than this holds nothing back: one packet may just be leaving.</summary>
    private const uint EmptyBytes = 1600;

    /// <summary>CAKE's own delay is a mean over some 256 packets. It is asked where those pass within a fifth of a
    /// second, for else it tells of what is long gone; and a processor alone delays packets by less than this.
    /// </summary>
    private const double MeanPackets = 256;
    private const double MeanSeconds = 0.2;
    private const double WaitLeastMicros = 500;

    /// <summary>A limit this near the wanted rate is that rate: shapers round.</summary>
    private const double SameRate = 0.005;

    /// <summary>The window of the achieved rate: long enough for two readings, short enough to follow.</summary>
    private static readonly Duration RateWindow = Duration.FromMillis(200);

    /// <summary>Over so long the readings' own jitter is a fraction of a per cent.</summary>
    private static readonly Duration UseWindow = Duration.FromSeconds(1);

    /// <summary>Slow counters tell a rate over so long.</summary>
    private static readonly Duration SlowRate = Duration.FromMillis(450);

    private readonly CounterChoice _counters;
    private readonly LimitAccount _limit;
    private readonly CounterTrack _queue;
    private readonly CounterTrack _interface;
    private readonly double _quietBelow;
    private readonly double _plausible;
    private int _waitingReadings;
    private Instant _waitingSince = Instant.Never;

    /// <summary>Knows nothing.</summary>
    /// <param name="ceiling">The highest limit, in bit/s.</param>
    /// <param name="counters">Which counter tells what passes; has taken each tick before.</param>
    /// <param name="limit">Which limit is in force; has taken each tick before.</param>
    public LimitUse(double ceiling, CounterChoice counters, LimitAccount limit)
    {
        _limit = limit;
        _counters = counters;
        _queue = new CounterTrack(counters.Queue);
        _interface = new CounterTrack(counters.Interface);
        _quietBelow = Math.Max(QuietBits, QuietShare * ceiling);
        _plausible = PlausibleShare * ceiling;
    }

    /// <summary>Shorter than this a reading says more of single packets than of a rate.</summary>
    public static Duration LeastReading => Duration.FromMillis(90);

    /// <summary>What has passed.</summary>
    public ByteMeter Meter => Used.Meter;

    /// <summary>How often the counter is brought up to date.</summary>
    public CounterCadence Cadence => Used.Cadence;

    private AllowedBits Allowed { get; } = new();

    /// <summary>What the chosen counter tells. The other is followed all the same, so that a change of counters takes
    /// up what the other has told since long, and no rate is ever taken across it.</summary>
    private CounterTrack Used => _counters.Source == CounterSource.Interface ? _interface : _queue;

    /// <summary>A counter that has told nothing for so long says nothing about this moment.</summary>
    private Duration Stale
    {
        get
        {
            Duration slow = Cadence.Every * 3;
            return slow > ByteMeter.Stale ? slow : ByteMeter.Stale;
        }
    }

    /// <summary>
    /// The limit in force in bit/s, as the account has it; the last that was known where that does not know it, and the
    /// wanted rate before any was.
    /// </summary>
    public double Applied { get; private set; }

    /// <summary>
    /// Since when the wanted rate has been in force; <see cref="Instant.Never"/> while it is not.
    /// </summary>
    public Instant InForceSince { get; private set; } = Instant.Never;

    /// <summary>What it carried lately.</summary>
    public double Achieved { get; private set; }

    /// <summary>The most it carried lately; forgets with a time constant of a second.</summary>
    public double RecentPeak { get; private set; }

    /// <summary>Whether its counters are known.</summary>
    public bool Known { get; private set; }

    /// <summary>Whether a reading came with this tick.</summary>
    public bool FreshReading { get; private set; }

    /// <summary>
    /// How many readings in a row have found nothing waiting in the shaper: no bytes, and where CAKE tells its own
    /// delay, no longer than a packet takes.
    /// </summary>
    public int EmptyReadings { get; private set; }

    /// <summary>Whether it uses what it has.</summary>
    public bool Loaded => Known && (Cadence.Slow
        ? Since(Meter.ReadAt) >= LoadedShare
        : AsLimit(Achieved) >= LoadedShare * Applied);

    /// <summary>Whether it used what it had a moment ago, before a queue elsewhere slowed it.</summary>
    public bool WasLoaded => Known && RecentPeak >= WasLoadedShare * Applied;

    /// <summary>Whether it surely carries too little to make a queue.</summary>
    public bool Quiet => Known && RecentPeak < _quietBelow;

    /// <summary>
    /// How long one full packet takes at the limit, in milliseconds; at a hundredth of the ceiling at most, for a limit
    /// that was misread must not excuse a queue.
    /// </summary>
    public double PacketMs => 1000 * PacketBits / Math.Max(_plausible, Applied);

    /// <summary>Takes what the shaper said.</summary>
    /// <param name="report">What it said of this direction.</param>
    /// <param name="restarted">Whether its counters have begun anew.</param>
    /// <param name="wanted">The rate that is wanted.</param>
    /// <param name="now">This tick.</param>
    /// <param name="passed">Since the tick before.</param>
    public void Take(in DirectionReport report, bool restarted, double wanted, Instant now, Duration passed)
    {
        Allowed.Pass(Applied, now, passed);
        Read(in report, restarted);
        FreshReading = Used.Fresh;
        if (_queue.Fresh)
            CountWaiting(Waits(in report), now);
        if (_limit.Applied > Rate.Zero)
            Applied = _limit.Applied.BitsPerSecond;
        else if (Applied <= 0)
            Applied = wanted;
        bool inForce = Is(wanted);
        InForceSince = !inForce ? Instant.Never : InForceSince > Instant.Never ? InForceSince : now;
        Known = Meter.Known(now, Stale);
        Achieved = Known ? Meter.RateOver(Cadence.Slow ? UseWindow : RateWindow) : 0;
        Instant? filled = FilledSince(now);
        _queue.Learn(filled, UseWindow, now, passed);
        _interface.Learn(filled, UseWindow, now, passed);
        if (Used == _queue)
            _interface.LearnFrom(_queue, _counters.LeastShare);
        RecentPeak = Math.Max(Achieved, RecentPeak * Math.Exp(-passed.Seconds));
    }

    /// <summary>Another rate is wanted from now on.</summary>
    public void Want(double rate)
    {
        if (!Is(rate))
            InForceSince = Instant.Never;
    }

    /// <summary>Bits that passed between two moments; zero while nothing is known.</summary>
    public double BitsBetween(Instant from, Instant to) => Cadence.Slow
        ? Meter.BitsBetween(from, to, Allowed, Used.FullUse)
        : Meter.BitsBetween(from, to);

    /// <summary>
    /// How much of what the limit allowed was used, as a share of what a filled shaper uses; NaN where it is not known.
    /// </summary>
    public double Between(Instant from, Instant to) => Meter.UseBetween(from, to) / Used.FullUse;

    /// <summary>The same since a moment; at least over the newest reading.</summary>
    public double Since(Instant from) => Cadence.Slow ? SinceAtMost(from) : Meter.UseSince(from) / Used.FullUse;

    /// <summary>
    /// The most that may have been used since a moment, of a counter that is not true at each reading. Over a second at
    /// least, so that the doubt about when it was is a small share.
    /// </summary>
    private double SinceAtMost(Instant from)
    {
        Instant second = Meter.ReadAt - UseWindow;
        Instant begin = from < second ? from : second;
        double seconds = Math.Max(UseWindow.Seconds, (Meter.ReadAt - begin).Seconds);
        return Meter.UseSince(begin) / Used.FullUse * (1 + Cadence.Doubt.Seconds / seconds);
    }

    /// <summary>Whether the counter has told of so much of the time since a moment that something can be judged by it.
    /// </summary>
    public bool TellsOf(Instant since) => Meter.ReadAt - since >= LeastReading;

    /// <summary>Whether slow counters have not told of the time since a moment yet.</summary>
    public bool UntoldSince(Instant since) => Cadence.Slow && !TellsOf(since);

    /// <summary>What passed over the newest reading; of slow counters over so many that a rate can be told.</summary>
    public double NewestRate
    {
        get
        {
            if (!Cadence.Slow)
                return Meter.NewestRate;
            Instant lately = Meter.ReadAt - SlowRate;
            return Math.Min(Meter.RateSince(InForceSince > lately ? InForceSince : lately), Applied * Used.FullUse);
        }
    }

    /// <summary>
    /// The same since the limit is in force; NaN while nothing was read since. Where a single reading came since, what
    /// passed before is taken to have passed as it did before that.
    /// </summary>
    public double SinceInForce()
    {
        if (InForceSince == Instant.Never || Meter.ReadAt - InForceSince < LeastReading)
            return double.NaN;
        double exact = Between(InForceSince, Meter.ReadAt);
        if (Cadence.Slow)
        {
            double seconds = (Meter.ReadAt - InForceSince).Seconds;
            return exact * (1 + Cadence.Doubt.Seconds / seconds);
        }
        if (!double.IsNaN(exact))
            return exact;
        return AsLimit(Meter.BitsAfter(InForceSince) / (Meter.ReadAt - InForceSince).Seconds) / Applied;
    }

    /// <summary>A rate of counted bytes as the limit that would just let it pass.</summary>
    public double AsLimit(double counted) => counted / Used.FullUse;

    private void Read(in DirectionReport report, bool restarted)
    {
        _queue.Take(in report, restarted, Allowed);
        DirectionReport carried = CounterChoice.OfInterface(in report);
        _interface.Take(in carried, _counters.InterfaceBegins, Allowed);
    }

    private bool Is(double wanted) => Math.Abs(Applied - wanted) <= SameRate * wanted;

    /// <summary>
    /// Whether packets wait in the shaper. The backlog is a moment's: it may be found empty just between two bursts,
    /// while CAKE's delay says that they had to wait.
    /// </summary>
    private bool Waits(in DirectionReport report)
    {
        bool lasting = report.Detailed && MeanSeconds * Applied >= MeanPackets * PacketBits;
        return report.QueuedBytes > EmptyBytes
            || (lasting && report.DelayMicros > Math.Max(WaitLeastMicros, 1000 * PacketMs));
    }

    private void CountWaiting(bool waits, Instant now)
    {
        EmptyReadings = waits ? 0 : EmptyReadings + 1;
        _waitingReadings = waits ? _waitingReadings + 1 : 0;
        if (!waits)
            _waitingSince = Instant.Never;
        else if (_waitingSince == Instant.Never)
            _waitingSince = now;
    }

    /// <summary>
    /// Since when what is used of the limit is what a filled one shows, a second ago at the most; null where packets do
    /// not wait in the shaper for sure. Only while the limit has been in force, because what it allowed around a change
    /// is known less well than what passed.
    /// </summary>
    private Instant? FilledSince(Instant now)
    {
        bool waits = _waitingReadings >= FilledReadings && now - _waitingSince >= UseWindow;
        if (!waits || InForceSince == Instant.Never || now - InForceSince < InForceLeast)
            return null;
        return now - InForceSince > UseWindow ? now - UseWindow : InForceSince;
    }
}
