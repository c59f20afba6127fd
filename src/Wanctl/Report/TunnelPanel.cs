using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Report;

/// <summary>
/// Makes a panel of a run in the wind tunnel, where the truth is known. It sees the run as it goes, so that a day needs
/// no more memory than a minute.
/// </summary>
internal sealed class TunnelPanel : ITunnelObserver
{
    private readonly DirectionTrail _downTrail = new("download");
    private readonly DirectionTrail _upTrail = new("upload");
    private readonly BeliefCurves _downBelief = new("download", "lim");
    private readonly BeliefCurves _upBelief = new("upload", "got");
    private readonly TruthCurves _down = new();
    private readonly TruthCurves _up = new();
    private readonly Series _excess = new("sparse flow", "exc");
    private Instant? _begin;
    private bool _any;

    /// <summary>The panel of a run whose trace was kept.</summary>
    public static ReportPanel Of(TunnelRun run, bool open)
    {
        var panel = new TunnelPanel();
        foreach (JournalRecord tick in run.Ticks)
            panel.Decided(in tick);
        foreach (TruthSample sample in run.Truth)
            panel.Saw(in sample);
        return panel.Finish(run, open);
    }

    /// <inheritdoc/>
    public void Saw(in TruthSample truth)
    {
        _any = true;
        _down.Take(truth.Seconds, in truth.Down);
        _up.Take(truth.Seconds, in truth.Up);
        _excess.Add(truth.Seconds, truth.ExcessMs);
    }

    /// <inheritdoc/>
    public void Decided(in JournalRecord tick)
    {
        _begin ??= tick.Seen.Now;
        double seconds = (tick.Seen.Now - _begin.Value).Seconds;
        _downTrail.Take(seconds, in tick.Chosen.Down, in tick.Chosen.Causes);
        _upTrail.Take(seconds, in tick.Chosen.Up, in tick.Chosen.Causes);
        _downBelief.Take(seconds, in tick.Chosen.Down.Belief);
        _upBelief.Take(seconds, in tick.Chosen.Up.Belief);
    }

    /// <summary>Makes the panel of the run that it has seen.</summary>
    /// <param name="run">Its scorecard and its names.</param>
    /// <param name="open">Whether the panel is unfolded.</param>
    public ReportPanel Finish(TunnelRun run, bool open) => new()
    {
        Group = run.Scenario.Name,
        Summary = run.Scenario.Summary,
        Name = run.Law,
        Facts = Facts(run.Score),
        Open = open,
        Seconds = _any ? run.Scenario.Length.Seconds : 0,
        Charts = PanelCharts.Of(
            _down.Chart("Download, Mbit/s"), _up.Chart("Upload, Mbit/s"), PanelCharts.Excess(_excess),
            _downBelief, _upBelief),
        Trails = [_downTrail, _upTrail],
    };

    private static string Facts(Score score) =>
        $"utilisation {Markup.Percent(score.Down.Utilisation)} / {Markup.Percent(score.Up.Utilisation)} %, "
        + $"excess p50 {Markup.Number(score.ExcessP50)}, p95 {Markup.Number(score.ExcessP95)}, "
        + $"p99 {Markup.Number(score.ExcessP99)}, max {Markup.Number(score.ExcessMax)} ms, "
        + $"{Markup.Percent(score.Over30)} % over 30 ms";
}
