using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Host.Watch;

/// <summary>What is known of one direction of a link beyond its latest tick.</summary>
public sealed class DirectionPicture
{
    /// <summary>Equal decisions that follow within this time are one row: a climb makes several a second.</summary>
    private static readonly Duration RowPause = Duration.FromSeconds(3);

    private readonly long[] _zoneTicks = new long[(int)Zone.Red + 1];
    private readonly RateMeter _meter = new();
    private readonly bool _down;
    private Zone _law;
    private Instant _answeredAt = Instant.Never;
    private Rate _wanted;
    private Blocker _blocker;
    private long _row = -1;

    internal DirectionPicture(bool down) => _down = down;

    /// <summary>What passes, over the last second.</summary>
    public Rate Achieved => _meter.Rate;

    /// <summary>When the shaper was last read; <see cref="Instant.Never"/> before that.</summary>
    public Instant ReadAt { get; private set; } = Instant.Never;

    /// <summary>The last reading.</summary>
    public DirectionReport Reading { get; private set; }

    /// <summary>Since when <see cref="Zone"/> is what it is.</summary>
    public Instant ZoneSince { get; private set; } = Instant.Never;

    /// <summary>What was known of the zone at the latest tick.</summary>
    public Zone Zone { get; private set; }

    /// <summary>Limits sent to the shaper.</summary>
    public long Writes { get; private set; }

    /// <summary>Decisions that lowered the wanted rate.</summary>
    public long Cuts { get; private set; }

    /// <summary>Times that the write budget began to hold a rate back.</summary>
    public long BudgetHolds { get; private set; }

    /// <summary>What keeps the wanted limit from being in force.</summary>
    public DirectionTrouble Trouble { get; } = new();

    /// <summary>Ticks in a zone since start; of the unknown one, those in which nothing was known.</summary>
    public long TicksIn(Zone zone) => _zoneTicks[(int)zone];

    /// <summary>What is known of the zone at a moment, which may be later than the latest tick.</summary>
    public KnownZone Known(Instant now) => KnownZone.Of(_law, _answeredAt, ReadAt, now);

    internal void Take(
        in DirectionReport report, in DirectionDecision chosen, double deltaMs, Instant answeredAt, Instant now,
        Notes notes)
    {
        _meter.Take(in report);
        if (report.Read)
        {
            ReadAt = report.ReadAt;
            Reading = report;
        }
        _law = chosen.Zone;
        _answeredAt = answeredAt;
        Zone known = Known(now).Zone;
        if (known != Zone || ZoneSince == Instant.Never)
            ZoneSince = now;
        Zone = known;
        _zoneTicks[(int)known]++;
        Writes += chosen.Write ? 1 : 0;
        Trouble.Take(in report, in chosen, now);
        bool budget = chosen.Blocker == Blocker.Budget && _blocker != Blocker.Budget;
        BudgetHolds += budget ? 1 : 0;
        Note(in chosen, known, deltaMs, now, notes);
        Cuts += chosen.Wanted < _wanted ? 1 : 0;
        _wanted = chosen.Wanted;
        _blocker = chosen.Blocker;
    }

    private void Note(in DirectionDecision chosen, Zone known, double deltaMs, Instant now, Notes notes)
    {
        // The very first tick changes nothing, and every router is away then.
        bool first = _wanted == Rate.Zero;
        bool hindered = Hinders(chosen.Blocker) && chosen.Blocker != _blocker;
        if (first || (chosen.Wanted == _wanted && !hindered && !chosen.ForeignChange))
            return;
        // Waiting for an answer or for a value in force is the way of every write, and no hindrance.
        Blocker told = Hinders(chosen.Blocker) ? chosen.Blocker : Blocker.None;
        if (notes.TryFind(_row, out DecisionNote last)
            && last.Reason == chosen.Reason && last.Blocker == told && !chosen.ForeignChange && !last.Foreign
            && last.Zone == known && (last.To > last.From) == (chosen.Wanted > _wanted)
            && now - last.Last < RowPause)
        {
            last.Last = now;
            last.To = chosen.Wanted;
            last.Count++;
            notes.Replace(_row, in last);
            return;
        }
        _row = notes.Add(new DecisionNote
        {
            At = now,
            Last = now,
            Down = _down,
            Zone = known,
            Reason = chosen.Reason,
            Blocker = told,
            Foreign = chosen.ForeignChange,
            From = _wanted,
            To = chosen.Wanted,
            DeltaMs = deltaMs,
            Count = 1,
        });
    }

    private static bool Hinders(Blocker blocker) =>
        blocker is Blocker.Budget or Blocker.ShaperAway or Blocker.RefusedLately or Blocker.DryRun;
}
