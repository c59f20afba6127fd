using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Report;

/// <summary>
/// Makes a panel of a link's journal, record by record, so that a day of it needs no more memory than a minute. There
/// is no truth in it: the excess is what echoes took above the law's baseline, the rates come from byte counters.
/// </summary>
/// <param name="settings">What the link ran on.</param>
/// <param name="openLoop">Whether its decisions only stand beside: then limits are what they want, never in force.
/// </param>
internal sealed class JournalPanel(LinkSettings settings, bool openLoop = false)
{
    private readonly Series _excess = new("echoes", "exc");
    private readonly Series _downLimit = new(openLoop ? "wanted" : "limit", "lim");
    private readonly Series _upLimit = new(openLoop ? "wanted" : "limit", "lim");
    private readonly CounterRate _downRate = new();
    private readonly CounterRate _upRate = new();
    private readonly DirectionTrail _down = new("download");
    private readonly DirectionTrail _up = new("upload");
    private readonly BeliefCurves _downBelief = new("download", "lim");
    private readonly BeliefCurves _upBelief = new("upload", "got");
    private Instant _begin;
    private Instant _end;
    private long _records;
    private long _lost;
    private long _answered;

    /// <summary>Takes the next record.</summary>
    public void Take(in JournalRecord record)
    {
        if (_records++ == 0)
            _begin = record.Seen.Now;
        _end = record.Seen.Now;
        double seconds = (_end - _begin).Seconds;
        TakeEchoes(in record, seconds);
        TakeDirection(seconds, in record.Seen.Shaper.Down, in record.Chosen.Down, _downLimit, _downRate);
        TakeDirection(seconds, in record.Seen.Shaper.Up, in record.Chosen.Up, _upLimit, _upRate);
        _down.Take(seconds, in record.Chosen.Down, in record.Chosen.Causes);
        _up.Take(seconds, in record.Chosen.Up, in record.Chosen.Causes);
        _downBelief.Take(seconds, in record.Chosen.Down.Belief);
        _upBelief.Take(seconds, in record.Chosen.Up.Belief);
    }

    /// <summary>The panel of all records so far.</summary>
    public ReportPanel Build(string name) => new()
    {
        Group = settings.Name,
        Summary = $"{Amount.Of(_records, "tick")}, {Amount.Of(_answered, "echo")} answered, {_lost} lost",
        Name = name,
        Seconds = (_end - _begin).Seconds,
        Charts = PanelCharts.Of(
            new Chart { Title = "Download, Mbit/s", Series = [_downRate.Series, _downLimit] },
            new Chart { Title = "Upload, Mbit/s", Series = [_upRate.Series, _upLimit] },
            PanelCharts.Excess(_excess), _downBelief, _upBelief),
        Trails = [_down, _up],
    };

    private void TakeEchoes(in JournalRecord record, double seconds)
    {
        for (int i = 0; i < record.Seen.Echoes.Count; i++)
        {
            EchoSample echo = record.Seen.Echoes[i];
            _answered += echo.Answered ? 1 : 0;
            _lost += echo.Answered ? 0 : 1;
            if (echo.Answered)
                _excess.Add(seconds, Math.Max(0, echo.RttMicros / 1000.0 - record.Chosen.BaselineMs));
        }
        if (record.Chosen.Line is LineState.Silent or LineState.EchoesBlocked or LineState.Down)
            _excess.Add(seconds, double.NaN);
    }

    private void TakeDirection(
        double seconds,
        in DirectionReport report,
        in DirectionDecision chosen,
        Series limit,
        CounterRate rate)
    {
        Rate known = openLoop ? chosen.Wanted : chosen.Applied == Rate.Zero ? chosen.Asked : chosen.Applied;
        limit.Add(seconds, known == Rate.Zero ? double.NaN : known.Mbps);
        if (report.Read)
            rate.Take((report.ReadAt - _begin).Seconds, report.Bytes);
    }
}
