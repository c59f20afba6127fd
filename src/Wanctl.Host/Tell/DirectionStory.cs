using Microsoft.Extensions.Logging;
using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Watch;

namespace Wanctl.Host.Tell;

/// <summary>
/// Tells the changes of one direction: zones (at most one line a second, and in the long run one in two minutes), a
/// floor that holds, a foreign hand.
/// </summary>
/// <param name="link">The link.</param>
/// <param name="direction">What the log calls the direction.</param>
/// <param name="bounds">
/// Which of the link's bounds are the direction's; asked anew, because a reload may change them.
/// </param>
/// <param name="log">The log.</param>
internal sealed class DirectionStory(
    Link link, string direction, Func<LinkSettings, DirectionSettings> bounds, ILogger log)
{
    /// <summary>Zone lines that may come a second apart; each two minutes that pass allow one more.</summary>
    private const int ZoneLinesMax = 30;

    private static readonly Duration ZonePause = Duration.FromSeconds(1);

    /// <summary>On a restless evening zones last seconds: a line for each would bury the others.</summary>
    private static readonly Duration ZoneLinePace = Duration.FromSeconds(120);

    /// <summary>
    /// A floor that holds for this long is worth a line: a moment at the floor is what floors are for.
    /// </summary>
    private static readonly Duration FloorPatience = Duration.FromSeconds(10);

    private static readonly Duration WishPause = Duration.FromSeconds(10);

    /// <summary>Excess in milliseconds that hurts, whatever the zone says.</summary>
    private const double HurtMs = 15;

    private readonly DirectionTrouble _trouble = new();
    private Zone _law;
    private Instant _answeredAt = Instant.Never;
    private Instant _readAt = Instant.Never;
    private bool _begun;
    private Zone _zone;
    private Zone _toldZone;
    private Rate _rate;
    private Rate _wanted;
    private Reason _fell;
    private Reason _rose;
    private Instant _toldAt = Instant.Never;
    private int _untold;
    private int _zoneLines = ZoneLinesMax;
    private Instant _zoneLineAt = Instant.Never;
    private long _floorTicks;
    private bool _wished;
    private Reason _wishReason;
    private Instant _wishToldAt = Instant.Never;
    private bool _refusalTold;
    private bool _fightTold;
    private bool _floorTold;
    private PassedRate _passed;
    private CakeCount _cake;
    private BeliefCount _beliefs;

    /// <summary>What is known of the zone at a moment.</summary>
    public KnownZone Known(Instant now) => KnownZone.Of(_law, _answeredAt, _readAt, now);

    /// <summary>Follows one tick.</summary>
    /// <param name="report">What the shaper said.</param>
    /// <param name="now">What was decided.</param>
    /// <param name="causes">What the latest excess likely came from.</param>
    /// <param name="deltaMs">The excess in milliseconds; NaN where no echo tells it now.</param>
    /// <param name="answeredAt">When an echo was last answered.</param>
    /// <param name="at">When the tick was.</param>
    public void Follow(
        in DirectionReport report, in DirectionDecision now, in CauseShares causes, double deltaMs,
        Instant answeredAt, Instant at)
    {
        _law = now.Zone;
        _answeredAt = answeredAt;
        _readAt = report.Read ? report.ReadAt : _readAt;
        Zone known = Known(at).Zone;
        Start(in now);
        if (now.Wanted < _wanted)
            _fell = now.Reason;
        else if (now.Wanted > _wanted)
            _rose = now.Reason;
        Beliefs(in now, in causes, deltaMs);
        _wanted = now.Wanted;
        Zones(in now, known, deltaMs, at);
        Wish(in now, at);
        _trouble.Take(in report, in now, at);
        Refusals(in now, at);
        Fights(in now, at);
        Floor(in now, known, deltaMs);
    }

    /// <summary>Counts what the shaper told this tick, where it tells.</summary>
    public void Count(in DirectionReport report)
    {
        _cake.Take(in report);
        _passed.Take(in report);
    }

    /// <summary>Tells what CAKE has done since the last time, and what the law believes, where they tell.</summary>
    public void Summarise()
    {
        if (_cake.Readings > 0)
        {
            Sentences.CakeSummary(
                log, link.Settings.Name, direction, Amount.Of((long)_cake.Packets, "packet"),
                Amount.Of((long)_cake.Dropped, "drop"), Amount.Of((long)_cake.Marked, "ECN mark"), _cake.DelayMs,
                _cake.PeakDelayMs, _cake.BacklogMax);
        }
        _cake.Begin();
        if (_beliefs.Latest is { Known: true } belief)
        {
            Sentences.BeliefSummary(
                log, link.Settings.Name, direction, BeliefWords.Of(in belief), Amount.Of(_beliefs.Tries, "try"),
                Amount.Of(_beliefs.Queues, "queue"));
        }
        _beliefs.Begin();
    }

    /// <summary>Tells what an excess is put down to where the direction is cut for it.</summary>
    private void Beliefs(in DirectionDecision now, in CauseShares causes, double deltaMs)
    {
        if (!_beliefs.Take(in now.Belief))
            return;
        string mode = link.Settings.DryRun ? "dry run: " : "";
        Sentences.CutAttributed(
            log, link.Settings.Name, mode, direction, _wanted.Mbps, now.Wanted.Mbps, Words.Millis(deltaMs),
            BeliefWords.Of(in causes));
    }

    /// <summary>Says where a direction begins; a state of an earlier run may have it far from the ceiling.</summary>
    private void Start(in DirectionDecision now)
    {
        if (_begun)
            return;
        _begun = true;
        _rate = now.Wanted;
        DirectionSettings limits = bounds(link.Settings);
        (double rate, double ceiling, double floor) = (now.Wanted.Mbps, limits.Ceiling.Mbps, limits.FloorRed.Mbps);
        if (link.Settings.DryRun)
            Sentences.WouldStart(log, link.Settings.Name, direction, rate, ceiling, floor);
        else
            Sentences.Starts(log, link.Settings.Name, direction, rate, ceiling, floor);
    }

    /// <summary>
    /// Where zones change faster than they are told, the last one is told when the pause is over, with the number left
    /// out. That nothing is known is told of the line and the router, and a first GREEN is no change.
    /// </summary>
    private void Zones(in DirectionDecision now, Zone known, double deltaMs, Instant at)
    {
        if (known == Zone.Unknown)
            return;
        if (_toldZone == Zone.Unknown && known == Zone.Green)
            _zone = _toldZone = known;
        _untold += known == _zone ? 0 : 1;
        _zone = known;
        if (_zone == _toldZone || at - _toldAt < ZonePause || !MayTell(at))
            return;
        string more = _untold <= 1 ? "" : $"; {Amount.Of(_untold - 1, "change")} in between";
        // A rate that is only wanted must not look like one that is in force.
        if (now.Blocker is Blocker.RefusedLately or Blocker.ShaperAway)
            more += $"; not set: {Words.Of(now.Blocker)}";
        string why = Words.Of(Why(in now, link.Settings.DryRun ? now.Applied : _rate));
        string delta = Words.Millis(deltaMs);
        if (link.Settings.DryRun)
        {
            Sentences.ZoneOfDryRun(
                log, link.Settings.Name, direction, Words.Of(_toldZone), Words.Of(_zone), delta, now.Wanted.Mbps,
                Words.Known(now.Applied), why, more);
        }
        else
        {
            Sentences.ZoneChanged(
                log, link.Settings.Name, direction, Words.Of(_toldZone), Words.Of(_zone), delta, _rate.Mbps,
                now.Wanted.Mbps, why, more);
        }
        _toldZone = _zone;
        _toldAt = at;
        _untold = 0;
        _rate = now.Wanted;
    }

    /// <summary>What a dry run would set, where it differs; a climb's many wishes are one piece of news.</summary>
    private void Wish(in DirectionDecision now, Instant at)
    {
        bool wishes = now.Blocker == Blocker.DryRun;
        bool same = wishes == _wished && (!wishes || now.Reason == _wishReason);
        if (same || !wishes || at - _wishToldAt < WishPause)
        {
            _wished &= wishes;
            return;
        }
        (_wished, _wishReason, _wishToldAt) = (true, now.Reason, at);
        Sentences.WouldSet(
            log, link.Settings.Name, direction, now.Wanted.Mbps, Words.Known(now.Applied),
            Words.Of(Why(in now, now.Applied)));
    }

    /// <summary>
    /// What brought the rate from one that may be minutes old, or is the shaper's, to the present one: the last reason
    /// that led this way.
    /// </summary>
    private Reason Why(in DirectionDecision now, Rate before) =>
        now.Wanted < before ? _fell : now.Wanted > before ? _rose : now.Reason;

    /// <summary>Takes one of the lines that may be written, where there is one.</summary>
    private bool MayTell(Instant at)
    {
        if (_zoneLineAt == Instant.Never || at - _zoneLineAt >= ZoneLinePace)
        {
            long more = _zoneLineAt == Instant.Never ? 0 : (at - _zoneLineAt).Nanos / ZoneLinePace.Nanos;
            _zoneLines = (int)Math.Min(ZoneLinesMax, _zoneLines + more);
            _zoneLineAt = at;
        }
        if (_zoneLines == 0)
            return false;
        _zoneLines--;
        return true;
    }

    private void Refusals(in DirectionDecision now, Instant at)
    {
        bool refused = _trouble.Refused(at);
        if (refused == _refusalTold)
            return;
        _refusalTold = refused;
        if (refused)
        {
            bool down = direction == "download";
            Sentences.WritesRefused(log, link.Settings.Name, RefusalWords.Of(
                link.Settings, down, _trouble.RefusedRate, now.Applied, link.Refusal(down)));
        }
        else if (now.Blocker != Blocker.ShaperAway)
        {
            Sentences.WritesTaken(log, link.Settings.Name, direction, now.Applied.Mbps);
        }
    }

    /// <summary>Each foreign change for itself; a fight once, and its end.</summary>
    private void Fights(in DirectionDecision now, Instant at)
    {
        bool fought = _trouble.Fought(at);
        if (now.ForeignChange && !fought)
            Sentences.ForeignChange(log, link.Settings.Name, direction, now.Applied.Mbps);
        if (fought == _fightTold)
            return;
        _fightTold = fought;
        if (fought)
            Sentences.Fight(log, link.Settings.Name, direction, _trouble.Found.Mbps);
        else
            Sentences.FightOver(log, link.Settings.Name, direction);
    }

    /// <summary>
    /// A floor is news while the delay says that it hurts: then the line delivers less, or the delay is elsewhere. A
    /// moment between, in which the law tries what more would do, does not end it.
    /// </summary>
    private void Floor(in DirectionDecision now, Zone known, double deltaMs)
    {
        LinkSettings settings = link.Settings;
        DirectionSettings limits = bounds(settings);
        bool hurts = deltaMs > settings.ExcessMs && (known >= Zone.Yellow || deltaMs > HurtMs);
        bool held = now.Wanted == limits.FloorRed && now.Applied == limits.FloorRed
            && now.Blocker != Blocker.DryRun && limits.FloorRed != limits.Ceiling;
        long patience = FloorPatience.Nanos / settings.Interval.Nanos;
        if (held && hurts)
            _floorTicks++;
        else if (_floorTicks > 0 && --_floorTicks == 0)
            _floorTold = false;
        if (_floorTicks < patience)
            return;
        _floorTicks = patience;
        if (_floorTold)
            return;
        _floorTold = true;
        Sentences.AtFloor(
            log, settings.Name, direction, limits.FloorRed.Mbps, (int)FloorPatience.Seconds,
            Words.Millis(deltaMs),
            FloorWords.Cure(limits, _passed.Rate));
    }
}
