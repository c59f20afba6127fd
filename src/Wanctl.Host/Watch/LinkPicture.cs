using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;

namespace Wanctl.Host.Watch;

/// <summary>
/// Follows one link's journal from outside and keeps what people ask for: the present, counters, the last decisions,
/// two minutes at full rate and a day in minutes. Fixed memory, some 300 KiB a link at 50 ms. One thread.
/// </summary>
public sealed class LinkPicture
{
    /// <summary>What the fine view shows.</summary>
    public static readonly Duration FineSpan = Duration.FromSeconds(120);

    private readonly Link _link;
    private readonly ReflectorPicture[] _reflectors;
    private readonly DayKeeper _day = new();
    private LinkSnapshot _snapshot;
    private ExcessCounts _excess;
    private JournalRecord _last;
    private long _position;

    /// <summary>Watches a link from its next tick on.</summary>
    public LinkPicture(Link link)
    {
        _link = link;
        _reflectors = new ReflectorPicture[link.Settings.Probe.Reflectors.Count];
        Array.Fill(_reflectors, new ReflectorPicture { AnsweredAt = Instant.Never });
        Fine = new History<FinePoint>((int)(FineSpan.Nanos / link.Settings.Interval.Nanos));
    }

    /// <summary>What the link runs on at present.</summary>
    public LinkSettings Settings => _link.Epoch.Settings;

    /// <summary>Whether there has been a tick.</summary>
    public bool Begun { get; private set; }

    /// <summary>The latest tick, once <see cref="Begun"/>.</summary>
    public ref readonly JournalRecord Last => ref _last;

    /// <summary>The link's slow facts, as of the last second.</summary>
    public ref readonly LinkSnapshot Snapshot => ref _snapshot;

    /// <summary>Ticks seen since start.</summary>
    public long Ticks { get; private set; }

    /// <summary>Ticks in a row without anybody answering.</summary>
    public long SilentTicks { get; private set; }

    /// <summary>The latest round-trip time in milliseconds; NaN before the first.</summary>
    public double RttMs { get; private set; } = double.NaN;

    /// <summary>When the last echo was answered; <see cref="Instant.Never"/> before the first.</summary>
    public Instant AnsweredAt { get; private set; } = Instant.Never;

    /// <summary>When the first tick was.</summary>
    public Instant Start { get; private set; } = Instant.Never;

    /// <summary>Since when the line is in its state.</summary>
    public Instant LineSince { get; private set; } = Instant.Never;

    /// <summary>Since when somebody answers, or nobody does.</summary>
    public Instant AnsweringSince { get; private set; } = Instant.Never;

    /// <summary>Since when the conversation with the shaper is in its state.</summary>
    public Instant ShaperSince { get; private set; } = Instant.Never;

    /// <summary>Since when the shaper can be written, or cannot.</summary>
    public Instant ReadySince { get; private set; } = Instant.Never;

    /// <summary>Toward the user.</summary>
    public DirectionPicture Down { get; } = new(down: true);

    /// <summary>Toward the Internet.</summary>
    public DirectionPicture Up { get; } = new(down: false);

    /// <summary>Whether the queues count what passes.</summary>
    public CountWatch Counts { get; } = new();

    /// <summary>The last decisions worth reading.</summary>
    public Notes Notes { get; } = new();

    /// <summary>Two minutes at full rate.</summary>
    public History<FinePoint> Fine { get; }

    /// <summary>A day in minutes, those that are complete.</summary>
    public History<DayBucket> Day => _day.Steps;

    /// <summary>The minute that is being filled.</summary>
    public DayBucket PresentMinute => _day.Present;

    /// <summary>How far samples lay above their reflectors' baselines.</summary>
    public ref readonly ExcessCounts Excess => ref _excess;

    /// <summary>How many reflectors there are.</summary>
    public int ReflectorCount => _reflectors.Length;

    /// <summary>What is known of a reflector from its samples.</summary>
    public ref readonly ReflectorPicture ReflectorAt(int index) => ref _reflectors[index];

    /// <summary>Whether echoes are answered.</summary>
    public bool Answering => _last.Chosen.Line is LineState.Starting or LineState.Answering;

    /// <summary>Whether the shaper can be written.</summary>
    public bool ShaperReady => _last.Seen.Shaper.State == ShaperState.Ready;

    /// <summary>
    /// How far the load lies above the baseline, in milliseconds and never below 0; NaN where no echo tells it now.
    /// </summary>
    public double ExcessMs(Instant now) =>
        KnownZone.IsCurrent(AnsweredAt, now) ? Math.Max(0, _last.Chosen.DeltaMs) : double.NaN;

    /// <summary>The shaper's words on why it refused the last write of a direction.</summary>
    public string Refusal(bool ofDown) => _link.Refusal(ofDown);

    /// <summary>Follows the journal to its end.</summary>
    public void Follow()
    {
        if (_link.TryGetSnapshot(out LinkSnapshot snapshot))
            _snapshot = snapshot;
        while (_link.Journal.TryRead(ref _position, out JournalRecord record))
            Take(in record);
    }

    /// <summary>Takes one tick.</summary>
    internal void Take(in JournalRecord record)
    {
        Instant now = record.Seen.Now;
        ref readonly Decision chosen = ref record.Chosen;
        Since(in record, now);
        Counts.Take(in record.Seen);
        _last = record;
        Begun = true;
        Ticks++;
        SilentTicks = Answering ? 0 : SilentTicks + 1;
        var point = new FinePoint { At = now, RttMs = float.NaN, ExcessMs = float.NaN, Silent = !Answering };
        for (int i = 0; i < record.Seen.Echoes.Count; i++)
            Sample(record.Seen.Echoes[i], now, ref point);
        Down.Take(in record.Seen.Shaper.Down, in chosen.Down, chosen.DeltaMs, AnsweredAt, now, Notes);
        Up.Take(in record.Seen.Shaper.Up, in chosen.Up, chosen.DeltaMs, AnsweredAt, now, Notes);
        point.Down = Direction(in chosen.Down, Down, _snapshot.DownCapacity);
        point.Up = Direction(in chosen.Up, Up, _snapshot.UpCapacity);
        Fine.Add(in point);
        _day.Tick(in point);
    }

    /// <summary>Takes slow facts, as if the link had told them.</summary>
    internal void Take(in LinkSnapshot snapshot) => _snapshot = snapshot;

    private void Since(in JournalRecord record, Instant now)
    {
        bool answering = record.Chosen.Line is LineState.Starting or LineState.Answering;
        bool ready = record.Seen.Shaper.State == ShaperState.Ready;
        if (!Begun)
            Start = now;
        if (!Begun || record.Chosen.Line != _last.Chosen.Line)
            LineSince = now;
        if (!Begun || answering != Answering)
            AnsweringSince = now;
        if (!Begun || record.Seen.Shaper.State != _last.Seen.Shaper.State)
            ShaperSince = now;
        if (!Begun || ready != ShaperReady)
            ReadySince = now;
    }

    private void Sample(in EchoSample sample, Instant now, ref FinePoint point)
    {
        ref ReflectorPicture reflector = ref _reflectors[sample.Reflector];
        if (!sample.Answered)
        {
            reflector.Lost++;
            _day.Loss();
            return;
        }
        reflector.Answered++;
        reflector.LastMicros = sample.RttMicros;
        reflector.AnsweredAt = now;
        AnsweredAt = now;
        RttMs = sample.RttMicros / 1000.0;
        double baseline = sample.Reflector < _snapshot.ReflectorCount
            ? _snapshot.ReflectorAt(sample.Reflector).IdleMicros
            : 0;
        // The baseline is a second old at most; before the first there is nothing to exceed.
        double excess = baseline > 0 ? Math.Max(0, (sample.RttMicros - baseline) / 1000) : 0;
        if (!(point.RttMs > RttMs))
        {
            point.RttMs = (float)RttMs;
            point.ExcessMs = (float)excess;
        }
        if (baseline <= 0)
            return;
        _excess.Add(excess);
        _day.Sample(RttMs, excess);
    }

    private static FineDirection Direction(
        in DirectionDecision chosen, DirectionPicture picture, Rate capacity) => new()
    {
        Asked = (float)chosen.Asked.Mbps,
        Applied = (float)chosen.Applied.Mbps,
        Achieved = (float)picture.Achieved.Mbps,
        Capacity = (float)capacity.Mbps,
        Zone = picture.Zone,
    };
}
