using System.Text;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Screen;

/// <summary>
/// The same facts as lines of plain text, for a file, a pipe or a terminal that can do no more: one a second, one for
/// each change of zone, one for each event. The first word after the time says which; fields are <c>name=value</c>.
/// </summary>
internal sealed class PlainReport
{
    private static readonly Duration Interval = Duration.FromSeconds(1);

    private readonly LinkWatch _link;
    private readonly StringBuilder _lines = new();
    private Instant _nextStatus = Instant.Never;
    private long _eventsTold;
    private Zone? _downZone;
    private Zone? _upZone;

    /// <summary>Reports on a link.</summary>
    public PlainReport(LinkWatch link)
    {
        _link = link;
        link.Ticked = Zones;
    }

    /// <summary>
    /// The lines since the last call, each with its line feed; empty where there is nothing to report.
    /// </summary>
    /// <param name="scene">What a simulation knows, or null.</param>
    public string Take(Scene? scene)
    {
        Events();
        if (_link.Begun && _link.Last.Seen.Now >= _nextStatus)
        {
            Instant due = _nextStatus == Instant.Never ? _link.Start : _nextStatus;
            // Whole seconds of the link's time; those that nobody was there to report are left out.
            while (due <= _link.Last.Seen.Now)
                due += Interval;
            _nextStatus = due;
            Status(scene);
        }
        string lines = _lines.ToString();
        _lines.Clear();
        return lines;
    }

    private void Zones()
    {
        ref readonly JournalRecord last = ref _link.Last;
        Instant now = last.Seen.Now;
        Change("download", ref _downZone, _link.DownZone(now).Zone, in last.Chosen.Down, in last);
        Change("upload", ref _upZone, _link.UpZone(now).Zone, in last.Chosen.Up, in last);
    }

    private void Change(string name, ref Zone? told, Zone zone, in DirectionDecision now, in JournalRecord record)
    {
        if (told == zone)
            return;
        Zone? before = told;
        told = zone;
        if (before is not { } left)
            return;
        Begin(record.Seen.Now, "zone");
        _lines.Append(name).Append(' ').Append(Words.Of(left)).Append(" -> ").Append(Words.Of(zone));
        _lines.Append(" delta_ms=").Append(Figure.Millis(record.Chosen.DeltaMs));
        _lines.Append(" wanted=").Append(Words.Mbps(now.Wanted));
        _lines.Append(" reason=\"").Append(Words.Of(now.Reason)).Append("\"\n");
    }

    private void Events()
    {
        ScreenEvents events = _link.Events;
        long untold = Math.Min(events.Written - _eventsTold, events.Count);
        for (int age = (int)untold - 1; age >= 0; age--)
        {
            Begin(events[age].At, "event");
            _lines.Append(events[age].Text).Append('\n');
        }
        _eventsTold = events.Written;
    }

    private void Status(Scene? scene)
    {
        ref readonly JournalRecord last = ref _link.Last;
        Begin(last.Seen.Now, "status");
        _lines.Append("rtt_ms=").Append(Figure.Millis(_link.RttMillis));
        _lines.Append(" baseline_ms=").Append(Figure.Millis(last.Chosen.BaselineMs));
        _lines.Append(" delta_ms=").Append(Figure.Millis(last.Chosen.DeltaMs));
        Direction("down", _link.DownZone(last.Seen.Now).Zone, in last.Chosen.Down, _link.DownAchieved);
        Direction("up", _link.UpZone(last.Seen.Now).Zone, in last.Chosen.Up, _link.UpAchieved);
        _lines.Append(" line=\"").Append(Words.Of(last.Chosen.Line)).Append('"');
        _lines.Append(" router=\"").Append(Words.Of(last.Seen.Shaper.State)).Append('"');
        if (scene is { } known)
            _lines.Append(" scene=\"").Append(known.Words).Append('"');
        _lines.Append('\n');
    }

    private void Direction(string name, Zone zone, in DirectionDecision now, Rate achieved)
    {
        _lines.Append(' ').Append(name).Append('=').Append(Words.Of(zone));
        _lines.Append(' ').Append(name).Append("_asked=").Append(Figure.Known(now.Asked));
        _lines.Append(' ').Append(name).Append("_applied=").Append(Figure.Known(now.Applied));
        _lines.Append(' ').Append(name).Append("_achieved=").Append(Words.Mbps(achieved));
        _lines.Append(' ').Append(name).Append("_reason=\"").Append(Words.Of(now.Reason)).Append('"');
        if (now.Belief.Known)
            _lines.Append(' ').Append(name).Append("_belief=\"").Append(BeliefWords.Of(in now.Belief)).Append('"');
    }

    private void Begin(Instant at, string kind) =>
        _lines.Append(Figure.Seconds(at - _link.Start)).Append(' ').Append(kind).Append(' ');
}
