using Wanctl.Report;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Score;

/// <summary>
/// The figures of each stretch of a run in which the line carried the same; a run whose line never rests for five
/// seconds is one stretch.
/// </summary>
internal static class PhaseTable
{
    private const double ShortestSeconds = 5;

    /// <summary>After a load has begun, or the line has changed, so many seconds do not count as settled.</summary>
    private const double SettleSeconds = 2;

    /// <summary>Makes it of all runs.</summary>
    public static ReportTable Of(IReadOnlyList<LabRun> runs)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (LabRun run in runs)
        {
            foreach ((int first, int end) in Stretches(run.Run.Truth, run.Run.Scenario.LoadFrom))
                rows.Add(Row(run, first, end));
        }
        return new ReportTable
        {
            Title = "Stretches of a constant line",
            Note = $"Without the first {SettleSeconds} s of each. RTT and its excess over the idle line in ms; share "
                + "of the line used, all bytes behind the bottleneck, in %; mean limit of the shaper, and what "
                + "programs got of their flows, in Mbit/s.",
            Head =
            [
                "scenario", "controller", "seed", "line", "seconds", "RTT p50", "p95", "p99", "max", "excess p95",
                "used % down", "up", "limit down", "up", "goodput down", "up",
            ],
            TextColumns = 5,
            Rows = rows,
        };
    }

    private static List<(int First, int End)> Stretches(IReadOnlyList<TruthSample> truth, double loadFrom)
    {
        var found = new List<(int First, int End)>();
        int start = Math.Min(truth.Count, (int)(loadFrom * 1000 / Grid.StepMillis));
        int settle = (int)(SettleSeconds * 1000 / Grid.StepMillis);
        int loaded = start;
        for (int i = start + 1; i <= truth.Count; i++)
        {
            if (i < truth.Count && truth[i].Down.Capacity == truth[start].Down.Capacity
                && truth[i].Up.Capacity == truth[start].Up.Capacity)
                continue;
            if ((i - start) * Grid.StepMillis >= ShortestSeconds * 1000)
                found.Add((start + settle, i));
            start = i;
        }
        if (found.Count == 0 && truth.Count > loaded + settle)
            found.Add((loaded + settle, truth.Count));
        return found;
    }

    private static List<Cell> Row(LabRun run, int first, int end)
    {
        IReadOnlyList<TruthSample> truth = run.Run.Truth;
        double[] excess = new double[end - first];
        Mean downUsed = default;
        Mean upUsed = default;
        Mean downLine = default;
        Mean upLine = default;
        Mean downLimit = default;
        Mean upLimit = default;
        for (int i = first; i < end; i++)
        {
            excess[i - first] = truth[i].ExcessMs;
            downUsed.Add(truth[i].Down.Delivered);
            upUsed.Add(truth[i].Up.Delivered);
            downLine.Add(truth[i].Down.Capacity);
            upLine.Add(truth[i].Up.Capacity);
            downLimit.Add(truth[i].Down.Limit);
            upLimit.Add(truth[i].Up.Limit);
        }
        Array.Sort(excess);
        double rtt = run.Scenario.RttMs;
        return
        [
            new(run.Scenario.Name),
            new(run.Run.Law),
            new($"{run.Run.Seed}"),
            new($"{downLine.Value / 1e6:0.#}/{upLine.Value / 1e6:0.#}"),
            new($"{truth[first].Seconds:0}-{truth[end - 1].Seconds:0}"),
            new(Markup.Number(rtt + Quantile(excess, 0.5))),
            new(Markup.Number(rtt + Quantile(excess, 0.95))),
            new(Markup.Number(rtt + Quantile(excess, 0.99))),
            new(Markup.Number(rtt + Quantile(excess, 1))),
            new(Markup.Number(Quantile(excess, 0.95))),
            new(Markup.Number(100 * downUsed.Value / downLine.Value)),
            new(Markup.Number(100 * upUsed.Value / upLine.Value)),
            new(Markup.Number(downLimit.Value / 1e6)),
            new(Markup.Number(upLimit.Value / 1e6)),
            new(Markup.Number(Goodput(run.Line.DownGoods, truth, first, end))),
            new(Markup.Number(Goodput(run.Line.UpGoods, truth, first, end))),
        ];
    }

    private static double Goodput(double[] bytes, IReadOnlyList<TruthSample> truth, int first, int end) =>
        (bytes[end - 1] - bytes[first]) * 8e-6 / (truth[end - 1].Seconds - truth[first].Seconds);

    private static double Quantile(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private struct Mean
    {
        private double _sum;
        private int _count;

        public readonly double Value => _sum / _count;

        public void Add(double value)
        {
            _sum += value;
            _count++;
        }
    }
}
