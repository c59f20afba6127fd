using System.Globalization;
using System.IO;
using Wanctl.Report;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Score;

/// <summary>Writes runs and their tables as CSV.</summary>
internal static class TableFile
{
    /// <summary>What really was in a run, a row each 10 ms.</summary>
    public static void Write(string path, LabRun run)
    {
        using var file = new StreamWriter(path);
        file.Write("seconds,excess_ms");
        foreach (string direction in (string[])["down", "up"])
        {
            foreach (string column in (string[])["capacity", "limit", "delivered"])
                file.Write($",{direction}_{column}_bps");
            file.Write($",{direction}_line_queue_ms,{direction}_shaper_queue_bytes,{direction}_flows");
        }
        file.WriteLine();
        for (int i = 0; i < run.Line.Truth.Count; i++)
        {
            TruthSample sample = run.Line.Truth[i];
            string down = Text(in sample.Down, run.Line.DownWaiting[i]);
            string up = Text(in sample.Up, run.Line.UpWaiting[i]);
            file.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{sample.Seconds:F2},{sample.ExcessMs:F3},{down},{up}"));
        }
    }

    /// <summary>A table as it is shown.</summary>
    public static void Write(string path, ReportTable table)
    {
        using var file = new StreamWriter(path);
        file.WriteLine(string.Join(',', table.Head));
        foreach (IReadOnlyList<Cell> row in table.Rows)
        {
            var texts = new List<string>();
            foreach (Cell cell in row)
                texts.Add(cell.Text);
            file.WriteLine(string.Join(',', texts));
        }
    }

    private static string Text(in DirectionTruth direction, double waiting) => string.Create(
        CultureInfo.InvariantCulture,
        $"{direction.Capacity:F0},{Number(direction.Limit)},{direction.Delivered:F0},{direction.QueueMs:F3},"
            + $"{waiting:F0},{direction.Flows}");

    private static string Number(double value) =>
        double.IsFinite(value) ? value.ToString("F0", CultureInfo.InvariantCulture) : "";
}
