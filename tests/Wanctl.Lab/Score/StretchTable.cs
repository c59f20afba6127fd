using Wanctl.Report;

namespace Wanctl.Lab.Score;

/// <summary>The figures of each stretch of a scenario in which the line carried the same, over its seeds.</summary>
internal static class StretchTable
{
    /// <summary>Makes it of all runs.</summary>
    public static ReportTable Of(IReadOnlyList<SeedGroup> groups)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (SeedGroup group in groups)
        {
            var runs = new List<List<Stretch>>();
            int most = 0;
            foreach (LabRun run in group.Runs)
            {
                runs.Add(Stretch.Of(run));
                most = Math.Max(most, runs[^1].Count);
            }
            for (int i = 0; i < most; i++)
                rows.Add(Row(group, [.. Nth(runs, i)]));
        }
        return new ReportTable
        {
            Title = "Stretches of a constant line",
            Note = $"Without the first {Stretch.SettleSeconds} s of each; mean of the seeds, the worst of them in "
                + "brackets. RTT and its excess over the idle line in ms; share of the line used, all bytes behind the "
                + "bottleneck, in %; mean limit of the shaper, and what programs got of their flows, in Mbit/s.",
            Head =
            [
                "scenario", "controller", "line", "seconds", "seeds", "RTT p50", "p95", "p99", "max", "excess p95",
                "used % down", "up", "limit down", "up", "goodput down", "up",
            ],
            TextColumns = 4,
            Rows = rows,
        };
    }

    /// <summary>The stretch with this number of each seed that has as many.</summary>
    private static IEnumerable<Stretch> Nth(List<List<Stretch>> runs, int number)
    {
        foreach (List<Stretch> run in runs)
        {
            if (number < run.Count)
                yield return run[number];
        }
    }

    private static List<Cell> Row(SeedGroup group, List<Stretch> seeds)
    {
        double rtt = group.Runs[0].Scenario.RttMs;
        Stretch first = seeds[0];
        bool same = seeds.TrueForAll(seed => seed.Line == first.Line);
        return
        [
            new(group.Scenario),
            new(group.Controller),
            // A line that the seed draws has a rate for each.
            new(same ? $"{first.Line.Down:0.#}/{first.Line.Up:0.#}" : "drawn"),
            new($"{first.From:0}-{first.To:0}"),
            new($"{seeds.Count}"),
            Most(seed => rtt + seed.Quantile(0.5)),
            Most(seed => rtt + seed.Quantile(0.95)),
            Most(seed => rtt + seed.Quantile(0.99)),
            Most(seed => rtt + seed.Quantile(1)),
            Most(seed => seed.Quantile(0.95)),
            Least(seed => seed.Used.Down),
            Least(seed => seed.Used.Up),
            new(Markup.Number(Spread.Of(seeds.ConvertAll(seed => seed.Limit.Down), highIsWorse: false).Mean)),
            new(Markup.Number(Spread.Of(seeds.ConvertAll(seed => seed.Limit.Up), highIsWorse: false).Mean)),
            Least(seed => seed.Goodput.Down),
            Least(seed => seed.Goodput.Up),
        ];

        Cell Most(Converter<Stretch, double> of) => Spread.Of(seeds.ConvertAll(of), highIsWorse: true).Cell;
        Cell Least(Converter<Stretch, double> of) => Spread.Of(seeds.ConvertAll(of), highIsWorse: false).Cell;
    }
}
