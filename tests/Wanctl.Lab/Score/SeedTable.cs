using Wanctl.Report;

namespace Wanctl.Lab.Score;

/// <summary>The figures of whole runs that documents state: a row for each scenario and controller.</summary>
internal static class SeedTable
{
    /// <summary>Makes it of all runs.</summary>
    public static ReportTable Of(IReadOnlyList<SeedGroup> groups)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (SeedGroup group in groups)
        {
            bool asked = group.Runs[0].Run.Score.Figures.Count > 0;
            rows.Add(
            [
                new(group.Scenario),
                new(group.Controller),
                new($"{group.Runs.Count}"),
                group.Spread(run => 100 * run.Run.Score.Down.Utilisation, highIsWorse: false).Cell,
                group.Spread(run => 100 * run.Run.Score.Up.Utilisation, highIsWorse: false).Cell,
                group.Spread(run => run.Run.Score.ExcessP50, highIsWorse: true).Cell,
                group.Spread(run => run.Run.Score.ExcessP95, highIsWorse: true).Cell,
                group.Spread(run => run.Run.Score.ExcessP99, highIsWorse: true).Cell,
                group.Spread(ChangesPerMinute, highIsWorse: true).Cell,
                new(asked ? $"{group.Missed}/{group.Runs.Count}" : "-", asked ? group.Missed == 0 : null),
            ]);
        }
        return new ReportTable
        {
            Title = "Runs over seeds",
            Note = "Mean of the seeds, the worst of them in brackets. Share of the line used under load in %, all "
                + "bytes behind the bottleneck; excess over the idle line's RTT in ms; changes of both limits a "
                + "minute; missed: so many seeds miss a figure that the scenario asks for.",
            Head =
            [
                "scenario", "controller", "seeds", "used % down", "up", "excess p50", "p95", "p99", "changes/min",
                "missed",
            ],
            TextColumns = 2,
            Rows = rows,
        };
    }

    private static double ChangesPerMinute(LabRun run) =>
        run.Run.Score.Down.CutsPerMinute + run.Run.Score.Up.CutsPerMinute
        + run.Run.Score.Down.RisesPerMinute + run.Run.Score.Up.RisesPerMinute;
}
