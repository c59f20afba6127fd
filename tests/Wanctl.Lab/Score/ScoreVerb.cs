using System.IO;
using System.Text;
using Wanctl.Report;
using Wanctl.Simulate;

namespace Wanctl.Lab.Score;

/// <summary>
/// <c>score FOLDER...</c> prints the tables of recorded runs and writes them as a page, as Markdown and as CSV.
/// </summary>
internal static class ScoreVerb
{
    /// <summary>Runs it.</summary>
    public static int Run(Words words)
    {
        var runs = new List<LabRun>();
        foreach (string folder in words.Plain)
            runs.Add(LabRun.Read(folder));
        if (runs.Count == 0)
            throw new LabException("found nothing where the folders of runs belong");
        var laws = new List<string>();
        var outcomes = new List<TunnelOutcome>();
        bool plotted = words.Text("report") is not null;
        foreach (LabRun run in runs)
        {
            if (!laws.Contains(run.Run.Law))
                laws.Add(run.Run.Law);
            var job = new TunnelJob(run.Run.Scenario, run.Run.Law, run.Run.Seed, Asked: true, plotted);
            ReportPanel? panel = plotted ? TunnelPanel.Of(run.Run, open: true) : null;
            outcomes.Add(new TunnelOutcome(
                job,
                run.Run.Score,
                panel is null ? null : panel with { Name = $"{run.Run.Law}, seed {run.Run.Seed}" }));
        }
        List<SeedGroup> groups = SeedGroup.Of(runs);
        List<ReportTable> tables =
        [
            SeedTable.Of(groups), StretchTable.Of(groups), ScoreTables.Measured(outcomes, "Means of the seeds."),
            ScoreTables.Figures(outcomes, laws, "Mean of the seeds, the worst of them, and how many miss."),
            CallTable.Of(groups), UsageTable.Of(runs),
        ];
        tables.RemoveAll(table => table.Rows.Count == 0);
        foreach (ReportTable table in tables)
        {
            TableText.Write(Console.Out, table);
            Console.Out.WriteLine();
        }
        string subtitle = words.Text("subtitle") ?? "";
        if (words.Text("report") is { } report)
            WritePage(report, subtitle, tables, outcomes);
        if (words.Text("markdown") is { } markdown)
            MarkdownFile.Write(markdown, subtitle, tables);
        if (words.Text("csv") is { } csv)
            WriteTables(csv, runs, tables);
        return 0;
    }

    private static void WriteTables(string folder, List<LabRun> runs, List<ReportTable> tables)
    {
        foreach (LabRun run in runs)
        {
            string name = $"{run.Run.Scenario.Name}-{Path.GetFileName(run.Folder)}.csv";
            TableFile.Write(Path.Combine(folder, name), run);
        }
        foreach (ReportTable table in tables)
            TableFile.Write(Path.Combine(folder, table.Title.ToLowerInvariant().Replace(' ', '-') + ".csv"), table);
    }

    private static void WritePage(
        string path, string subtitle, List<ReportTable> tables, List<TunnelOutcome> outcomes)
    {
        var panels = new List<ReportPanel>();
        foreach (TunnelOutcome outcome in outcomes)
            panels.Add(outcome.Panel!);
        using var page = new StreamWriter(path, append: false, new UTF8Encoding(false));
        PageWriter.Write(page, new ReportPage
        {
            Title = "wanctl in the lab",
            Subtitle = subtitle,
            Tables = tables,
            Panels = panels,
        });
    }
}
