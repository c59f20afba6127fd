using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Host.Watch;

namespace Wanctl.Screen;

/// <summary>
/// Follows one link's journal and keeps what a page needs: the present, a minute of round-trip times, and the events.
/// </summary>
internal sealed class LinkWatch
{
    private readonly RateMeter _down = new();
    private readonly RateMeter _up = new();
    private readonly DirectionTale _downTale;
    private readonly DirectionTale _upTale;
    private JournalRecord _last;
    private Instant _answeredAt = Instant.Never;
    private Instant _downReadAt = Instant.Never;
    private Instant _upReadAt = Instant.Never;
    private long _position;

    /// <summary>Watches a link that runs on these settings.</summary>
    public LinkWatch(LinkSettings settings)
    {
        Settings = settings;
        _downTale = new DirectionTale("download", settings.Download, Events);
        _upTale = new DirectionTale("upload", settings.Upload, Events);
    }

    /// <summary>What the link runs on.</summary>
    public LinkSettings Settings { get; }

    /// <summary>The last minute.</summary>
    public RttTrace Trace { get; } = new();

    /// <summary>What happened.</summary>
    public ScreenEvents Events { get; } = new();

    /// <summary>The latest tick, once <see cref="Begun"/>.</summary>
    public ref readonly JournalRecord Last => ref _last;

    /// <summary>Whether there has been a tick.</summary>
    public bool Begun { get; private set; }

    /// <summary>When the first tick was.</summary>
    public Instant Start { get; private set; }

    /// <summary>The latest round-trip time in milliseconds; NaN before the first.</summary>
    public double RttMillis { get; private set; } = double.NaN;

    /// <summary>What passes toward the user.</summary>
    public Rate DownAchieved => _down.Rate;

    /// <summary>What passes toward the Internet.</summary>
    public Rate UpAchieved => _up.Rate;

    /// <summary>What is known of the zone toward the user at a moment.</summary>
    public KnownZone DownZone(Instant now) => KnownZone.Of(_last.Chosen.Down.Zone, _answeredAt, _downReadAt, now);

    /// <summary>What is known of the zone toward the Internet at a moment.</summary>
    public KnownZone UpZone(Instant now) => KnownZone.Of(_last.Chosen.Up.Zone, _answeredAt, _upReadAt, now);

    /// <summary>Is told of each tick after it has been taken in.</summary>
    public Action? Ticked { get; set; }

    /// <summary>Follows the journal to its end.</summary>
    public void Follow(JournalFeed journal)
    {
        while (journal.TryRead(ref _position, out JournalRecord record))
            Take(in record);
    }

    /// <summary>Takes one tick.</summary>
    public void Take(in JournalRecord record)
    {
        JournalRecord before = _last;
        if (!Begun)
            Start = record.Seen.Now;
        _last = record;
        _downReadAt = record.Seen.Shaper.Down.Read ? record.Seen.Shaper.Down.ReadAt : _downReadAt;
        _upReadAt = record.Seen.Shaper.Up.Read ? record.Seen.Shaper.Up.ReadAt : _upReadAt;
        _down.Take(in record.Seen.Shaper.Down);
        _up.Take(in record.Seen.Shaper.Up);
        Samples(in record);
        States(in record, in before);
        Instant now = record.Seen.Now;
        _downTale.Follow(in record.Chosen.Down, DownZone(now).Zone, record.Chosen.DeltaMs, now);
        _upTale.Follow(in record.Chosen.Up, UpZone(now).Zone, record.Chosen.DeltaMs, now);
        Begun = true;
        Ticked?.Invoke();
    }

    private void Samples(in JournalRecord record)
    {
        Zone down = record.Chosen.Down.Zone;
        Zone up = record.Chosen.Up.Zone;
        for (int i = 0; i < record.Seen.Echoes.Count; i++)
        {
            EchoSample sample = record.Seen.Echoes[i];
            if (!sample.Answered)
                continue;
            _answeredAt = record.Seen.Now;
            RttMillis = sample.RttMicros / 1000.0;
            Trace.Add(record.Seen.Now, RttMillis, down > up ? down : up);
        }
    }

    private void States(in JournalRecord record, in JournalRecord before)
    {
        Instant at = record.Seen.Now;
        LineState line = record.Chosen.Line;
        if (line != before.Chosen.Line)
        {
            bool fine = line is LineState.Starting or LineState.Answering;
            Events.Add(new ScreenEvent(at, fine ? Ink.Green : Ink.Red, $"the line is {Words.Of(line)}"));
        }
        ShaperState shaper = record.Seen.Shaper.State;
        if (shaper == before.Seen.Shaper.State)
            return;
        Ink ink = shaper == ShaperState.Ready ? Ink.Green : shaper == ShaperState.Preparing ? Ink.Plain : Ink.Red;
        Events.Add(new ScreenEvent(at, ink, RouterWords(shaper)));
    }

    /// <summary>A sentence about the router; some states are verbs and some are adjectives.</summary>
    private static string RouterWords(ShaperState state) => state switch
    {
        ShaperState.QueueTrouble or ShaperState.Refused => "the router " + Words.Of(state),
        _ => "the router is " + Words.Of(state),
    };
}
