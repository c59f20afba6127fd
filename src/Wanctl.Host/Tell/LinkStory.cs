using Microsoft.Extensions.Logging;
using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Loop;
using Wanctl.Host.Watch;

namespace Wanctl.Host.Tell;

/// <summary>Follows one link's journal and tells what changed.</summary>
internal sealed class LinkStory
{
    /// <summary>A rise that has waited for so long is worth a line.</summary>
    private static readonly Duration BudgetPatience = Duration.FromSeconds(2);

    private readonly Link _link;
    private readonly ILogger _log;
    private readonly DirectionStory _down;
    private readonly DirectionStory _up;
    private readonly ReflectorHealth[] _health;
    private readonly CountWatch _counts = new();
    private readonly CadenceStory _downCadence;
    private readonly CadenceStory _upCadence;
    private JournalRecord _last;
    private EchoCounters _countersBefore;
    private Instant _answeredAt = Instant.Never;
    private long _position;
    private long _samples;
    private double _rttSum;
    private int _rttMax;
    private long _writes;
    private long _held;
    private bool _begun;
    private int _heldTicks;
    private int _sendTrouble;

    public LinkStory(Link link, ILogger log)
    {
        _link = link;
        _log = log;
        _down = new DirectionStory(link, "download", settings => settings.Download, log);
        _up = new DirectionStory(link, "upload", settings => settings.Upload, log);
        _downCadence = new CadenceStory(link.Settings.Name, "download", log);
        _upCadence = new CadenceStory(link.Settings.Name, "upload", log);
        _health = new ReflectorHealth[link.Settings.Probe.Reflectors.Count];
    }

    /// <summary>Ticks that could not be followed because the reader was too slow.</summary>
    public long Untold { get; private set; }

    /// <summary>Follows the journal to its end.</summary>
    public void Follow()
    {
        long expected = _position;
        while (_link.Journal.TryRead(ref _position, out JournalRecord record))
        {
            Untold += _position - 1 - expected;
            expected = _position;
            Follow(in record);
        }
        FollowSnapshot();
    }

    /// <summary>The link in one line.</summary>
    public string Status(Instant now)
    {
        ref readonly Decision chosen = ref _last.Chosen;
        KnownZone down = _down.Known(now), up = _up.Known(now);
        string zones = down.Told(now) == up.Told(now) ? down.Told(now) : $"{down.Told(now)}/{up.Told(now)}";
        string delta = Words.Millis(KnownZone.IsCurrent(_answeredAt, now) ? chosen.DeltaMs : double.NaN);
        return $"{_link.Settings.Name} {zones}, {Words.Known(chosen.Down.Applied)}/{Words.Known(chosen.Up.Applied)} "
            + $"Mbit/s, delta {delta}, line {Words.Of(chosen.Line)}" + (_link.Settings.DryRun ? ", dry run" : "");
    }

    /// <summary>Tells what has been since the last time.</summary>
    public void Summarise(Instant now)
    {
        if (!_begun)
            return;
        string name = _link.Settings.Name;
        ref readonly Decision chosen = ref _last.Chosen;
        _link.TryGetSnapshot(out LinkSnapshot snapshot);
        ref readonly EchoCounters counters = ref snapshot.Counters;
        bool any = _samples > 0;
        Sentences.EchoSummary(
            _log, name, Amount.Of(_samples, "sample"), Words.Millis(any ? _rttSum / _samples / 1000 : double.NaN),
            Words.Millis(any ? _rttMax / 1000.0 : double.NaN), Words.Millis(any ? chosen.LoadMs : double.NaN),
            Words.Millis(chosen.BaselineMs), counters.Lost - _countersBefore.Lost,
            counters.Late - _countersBefore.Late, counters.Duplicate - _countersBefore.Duplicate);
        long forged = counters.Forged - _countersBefore.Forged;
        long malformed = counters.Malformed - _countersBefore.Malformed;
        long stepped = counters.ClockStepped - _countersBefore.ClockStepped;
        if (forged + malformed + stepped > 0)
            Sentences.OddEchoes(_log, name, forged, malformed, stepped);
        Sentences.RateSummary(
            _log, name, Words.Limit(chosen.Down.Applied), _down.Known(now).Told(now), Words.Limit(chosen.Up.Applied),
            _up.Known(now).Told(now), Amount.Of(_writes, "write"), Amount.Of(_held, "tick"));
        _down.Summarise();
        _up.Summarise();
        _countersBefore = counters;
        _samples = 0;
        _rttSum = 0;
        _rttMax = 0;
        _writes = 0;
        _held = 0;
    }

    private void Follow(in JournalRecord record)
    {
        Count(in record);
        LineState before = _begun ? _last.Chosen.Line : LineState.Starting;
        if (record.Chosen.Line != before)
            TellLine(record.Chosen.Line);
        ShaperState shaperBefore = _begun ? _last.Seen.Shaper.State : ShaperState.Away;
        ShaperState shaper = record.Seen.Shaper.State;
        string subject = _link.Settings.Router.Transport == RouterTransport.LinuxCake ? "the kernel" : "the router";
        if (shaper != shaperBefore && shaper is ShaperState.Ready)
            Sentences.Shaper(_log, _link.Settings.Name, subject, "is " + Words.Of(shaper));
        else if (shaper != shaperBefore && shaper is ShaperState.QueueTrouble)
            Sentences.Shaper(_log, _link.Settings.Name, subject, Words.Of(shaper));
        FollowCounts(in record);
        ref readonly ShaperReport said = ref record.Seen.Shaper;
        double deltaMs = KnownZone.IsCurrent(_answeredAt, record.Seen.Now) ? record.Chosen.DeltaMs : double.NaN;
        ref readonly CauseShares causes = ref record.Chosen.Causes;
        _down.Follow(in said.Down, in record.Chosen.Down, in causes, deltaMs, _answeredAt, record.Seen.Now);
        _up.Follow(in said.Up, in record.Chosen.Up, in causes, deltaMs, _answeredAt, record.Seen.Now);
        _down.Count(in record.Seen.Shaper.Down);
        _up.Count(in record.Seen.Shaper.Up);
        _last = record;
        _begun = true;
    }

    private void Count(in JournalRecord record)
    {
        for (int i = 0; i < record.Seen.Echoes.Count; i++)
        {
            EchoSample sample = record.Seen.Echoes[i];
            if (!sample.Answered)
                continue;
            _answeredAt = record.Seen.Now;
            _samples++;
            _rttSum += sample.RttMicros;
            _rttMax = Math.Max(_rttMax, sample.RttMicros);
        }
        ref readonly Decision chosen = ref record.Chosen;
        _writes += chosen.Down.Write || chosen.Up.Write ? 1 : 0;
        bool held = chosen.Down.Blocker == Blocker.Budget || chosen.Up.Blocker == Blocker.Budget;
        _held += held ? 1 : 0;
        // Told once an episode, which ends when a write goes out again. To hold a rise for a moment is what a budget is
        // for, and no news.
        bool written = chosen.Down.Write || chosen.Up.Write;
        _heldTicks = written ? 0 : _heldTicks + (held ? 1 : 0);
        if (held && _heldTicks == BudgetPatience.Nanos / _link.Settings.Interval.Nanos)
            Sentences.BudgetUsedUp(_log, _link.Settings.Name, chosen.Down.Applied.Mbps, chosen.Up.Applied.Mbps);
    }

    private void FollowCounts(in JournalRecord record)
    {
        (bool down, bool up) = (_counts.DownBlind, _counts.UpBlind);
        _counts.Take(in record.Seen);
        LinkSettings settings = _link.Settings;
        TellCounts("download", settings.DownloadQueue, down, _counts.DownBlind);
        TellCounts("upload", settings.UploadQueue, up, _counts.UpBlind);
        _downCadence.Follow(_counts.Down, record.Chosen.Down.Counters, record.Seen.Now);
        _upCadence.Follow(_counts.Up, record.Chosen.Up.Counters, record.Seen.Now);
    }

    private void TellCounts(string direction, string queue, bool before, bool blind)
    {
        if (blind == before)
            return;
        if (blind)
            Sentences.CountsNothing(_log, _link.Settings.Name, direction, queue, CountWatch.Patience.Seconds);
        else
            Sentences.CountsAgain(_log, _link.Settings.Name, direction, queue);
    }

    private void TellLine(LineState line)
    {
        if (line is LineState.Silent or LineState.EchoesBlocked or LineState.Down)
            Sentences.LineSilent(_log, _link.Settings.Name, Words.Of(line));
        else
            Sentences.Line(_log, _link.Settings.Name, Words.Of(line));
    }

    private void FollowSnapshot()
    {
        if (!_link.TryGetSnapshot(out LinkSnapshot snapshot))
            return;
        string name = _link.Settings.Name;
        if (snapshot.SendTrouble != _sendTrouble)
        {
            if (snapshot.SendTrouble != 0)
                Sentences.CannotSend(_log, name, Libc.Explain(snapshot.SendTrouble));
            else
                Sentences.CanSend(_log, name);
            _sendTrouble = snapshot.SendTrouble;
        }
        for (int i = 0; i < snapshot.ReflectorCount; i++)
        {
            ReflectorHealth health = snapshot.ReflectorAt(i).Health;
            if (health == _health[i])
                continue;
            _health[i] = health;
            string word = health == ReflectorHealth.Good
                ? "good again"
                : "failing: asked every two seconds until it answers";
            Sentences.Reflector(_log, name, _link.Settings.Probe.Reflectors[i], word);
        }
    }
}
