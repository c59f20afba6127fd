using System.IO;
using Wanctl.Report;

namespace Wanctl.Lab.Score;

/// <summary>What became of the packets of calls: a row for each scenario and controller that has one.</summary>
internal static class CallTable
{
    /// <summary>Makes it of all runs.</summary>
    public static ReportTable Of(IReadOnlyList<SeedGroup> groups)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (SeedGroup group in groups)
        {
            if (group.Runs[0].Scenario.Calls.Count == 0)
                continue;
            var row = new List<Cell> { new(group.Scenario), new(group.Controller), new($"{group.Runs.Count}") };
            foreach ((string direction, double pathMs) in Directions(group.Runs[0]))
            {
                var calls = new List<double[]>();
                foreach (LabRun run in group.Runs)
                    calls.Add(Delays(run.Folder, direction, pathMs));
                foreach (double share in (double[])[0.5, 0.95, 0.99])
                    row.Add(Spread.Of(calls.ConvertAll(call => Quantile(call, share)), highIsWorse: true).Cell);
                row.Add(Spread.Of(calls.ConvertAll(Lost), highIsWorse: true).Cell);
            }
            rows.Add(row);
        }
        return new ReportTable
        {
            Title = "Calls",
            Note = "Packets of speech, 64 a second each way. One-way delay over the idle path in ms, of those that "
                + "came, and lost in %; mean of the seeds, the worst of them in brackets.",
            Head =
            [
                "scenario", "controller", "seeds", "down p50", "p95", "p99", "lost %", "up p50", "p95", "p99", "lost %",
            ],
            TextColumns = 2,
            Rows = rows,
        };
    }

    /// <summary>The whole RTT of the path is added on the way to the user.</summary>
    private static (string Direction, double PathMs)[] Directions(LabRun run) =>
        [("down", run.Scenario.RttMs), ("up", 0)];

    /// <summary>The delays of a run's packets in rising order, those of lost ones at the end as NaN.</summary>
    private static double[] Delays(string folder, string direction, double pathMs)
    {
        var delays = new List<double>();
        foreach (string path in Directory.GetFiles(folder, $"call-*-{direction}.csv"))
        {
            foreach (string line in File.ReadAllLines(path)[1..])
            {
                string delay = line[(line.IndexOf(',') + 1)..];
                delays.Add(delay.Length == 0 ? double.NaN : Words.ToNumber(path, delay) - pathMs);
            }
        }
        double[] sorted = [.. delays];
        Array.Sort(sorted, (left, right) => double.IsNaN(left) || double.IsNaN(right)
            ? double.IsNaN(left).CompareTo(double.IsNaN(right))
            : left.CompareTo(right));
        return sorted;
    }

    private static int Came(double[] delays)
    {
        int lost = Array.FindIndex(delays, double.IsNaN);
        return lost < 0 ? delays.Length : lost;
    }

    private static double Quantile(double[] delays, double share) =>
        Came(delays) is var came and > 0 ? delays[(int)(share * (came - 1))] : double.NaN;

    private static double Lost(double[] delays) => 100.0 * (delays.Length - Came(delays)) / delays.Length;
}
