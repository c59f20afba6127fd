using System.IO;
using Wanctl.Report;

namespace Wanctl.Lab.Score;

/// <summary>Writes tables as Markdown.</summary>
internal static class MarkdownFile
{
    /// <summary>Writes them, each under its title.</summary>
    public static void Write(string path, string subtitle, IReadOnlyList<ReportTable> tables)
    {
        using var file = new StreamWriter(path);
        file.WriteLine(subtitle);
        foreach (ReportTable table in tables)
        {
            file.WriteLine($"\n## {table.Title}\n{table.Note}\n");
            file.WriteLine($"| {string.Join(" | ", table.Head)} |");
            for (int i = 0; i < table.Head.Count; i++)
                file.Write(i < table.TextColumns ? "|---" : "|---:");
            file.WriteLine("|");
            foreach (IReadOnlyList<Cell> row in table.Rows)
            {
                foreach (Cell cell in row)
                    file.Write($"| {cell.Text}{(cell.Reached == false ? " missed" : "")} ");
                file.WriteLine("|");
            }
        }
    }
}
