using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Report;

/// <summary>Makes a panel of a run in the wind tunnel, where the truth is known.</summary>
internal static class TunnelPanel
{
    /// <summary>What flows deliver is shown as the mean of 100 ms: single samples are all noise.</summary>
    private const int Together = 10;

    /// <summary>Makes it.</summary>
    public static ReportPanel Of(TunnelRun run, bool open)
    {
        var down = new DirectionTrail("download");
        var up = new DirectionTrail("upload");
        Instant begin = default;
        for (int i = 0; i < run.Ticks.Count; i++)
        {
            JournalRecord tick = run.Ticks[i];
            if (i == 0)
                begin = tick.Seen.Now;
            double seconds = (tick.Seen.Now - begin).Seconds;
            down.Take(seconds, in tick.Chosen.Down);
            up.Take(seconds, in tick.Chosen.Up);
        }
        var excess = new Series("sparse flow", "exc");
        foreach (TruthSample sample in run.Truth)
            excess.Add(sample.Seconds, sample.ExcessMs);
        return new ReportPanel
        {
            Group = run.Scenario.Name,
            Summary = run.Scenario.Summary,
            Name = run.Law,
            Facts = Facts(run.Score),
            Open = open,
            Seconds = run.Truth.Count == 0 ? 0 : run.Scenario.Length.Seconds,
            Charts =
            [
                Rates("Download, Mbit/s", run.Truth, sample => sample.Down),
                Rates("Upload, Mbit/s", run.Truth, sample => sample.Up),
                PanelCharts.Excess(excess),
            ],
            Trails = [down, up],
        };
    }

    private static Chart Rates(
        string title, IReadOnlyList<TruthSample> truth, Func<TruthSample, DirectionTruth> direction)
    {
        var capacity = new Series("capacity", "cap") { Filled = true };
        var limit = new Series("limit", "lim");
        var delivered = new Series("delivered", "got");
        double sum = 0;
        for (int i = 0; i < truth.Count; i++)
        {
            DirectionTruth sample = direction(truth[i]);
            capacity.Add(truth[i].Seconds, sample.Capacity / 1e6);
            limit.Add(truth[i].Seconds, sample.Limit / 1e6);
            sum += sample.Delivered / 1e6;
            if (i % Together != Together - 1)
                continue;
            delivered.Add(truth[i - Together + 1].Seconds, sum / Together);
            sum = 0;
        }
        return new Chart { Title = title, Series = [capacity, delivered, limit] };
    }

    private static string Facts(Score score) =>
        $"utilisation {Markup.Percent(score.Down.Utilisation)} / {Markup.Percent(score.Up.Utilisation)} %, "
        + $"excess p50 {Markup.Number(score.ExcessP50)}, p95 {Markup.Number(score.ExcessP95)}, "
        + $"p99 {Markup.Number(score.ExcessP99)}, max {Markup.Number(score.ExcessMax)} ms, "
        + $"{Markup.Percent(score.Over30)} % over 30 ms";
}
