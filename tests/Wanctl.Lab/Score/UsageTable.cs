using System.IO;
using Wanctl.Report;

namespace Wanctl.Lab.Score;

/// <summary>What each controller cost, by the account of its control group; for runs in real time alone.</summary>
internal static class UsageTable
{
    /// <summary>A program's start is not its work.</summary>
    private const double StartSeconds = 3;

    /// <summary>Makes it of all runs; no rows where no controller ran in real time.</summary>
    public static ReportTable Of(IReadOnlyList<LabRun> runs)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (LabRun run in runs)
        {
            double[][] usage = Read(Path.Combine(run.Folder, "usage.csv"));
            if (run.Notes["clock"] != "real" || usage.Length < 2 || usage[^1][4] == 0)
                continue;
            double memory = 0;
            double processes = 0;
            foreach (double[] row in usage)
            {
                processes = Math.Max(processes, row[4]);
                memory = Math.Max(memory, row[5]);
            }
            double from = run.Run.Scenario.LoadFrom;
            rows.Add(
            [
                new(run.Run.Scenario.Name),
                new(run.Run.Law),
                new(Markup.Number(Cpu(usage, 1, StartSeconds, from))),
                new(Markup.Number(Cpu(usage, 1, from, double.PositiveInfinity))),
                new(Markup.Number(Cpu(usage, 2, from, double.PositiveInfinity))),
                new(Markup.Number(Cpu(usage, 3, from, double.PositiveInfinity))),
                new(Markup.Number(memory / 1024)),
                new(Markup.Number(processes)),
            ]);
        }
        return new ReportTable
        {
            Title = "Cost",
            Note = "CPU in % of one core before and under load, and the latter apart; the most memory in MiB, pages "
                + "that processes share counted once. A guest inflates system calls: compare ratios.",
            Head = ["scenario", "controller", "CPU idle", "CPU loaded", "user", "system", "memory", "processes"],
            TextColumns = 2,
            Rows = rows,
        };
    }

    private static double Cpu(double[][] usage, int column, double from, double to)
    {
        double[]? first = Array.Find(usage, row => row[0] >= from);
        double[]? last = Array.FindLast(usage, row => row[0] < to);
        return first is null || last is null || last[0] <= first[0]
            ? double.NaN
            : (last[column] - first[column]) / 1e4 / (last[0] - first[0]);
    }

    private static double[][] Read(string path)
    {
        if (!File.Exists(path))
            return [];
        string[] lines = File.ReadAllLines(path);
        return lines.Length < 2
            ? []
            : Array.ConvertAll(lines[1..], Row);

        double[] Row(string line) => Array.ConvertAll(line.Split(','), text => Words.ToNumber(path, text));
    }
}
