using System.IO;
using Wanctl.Report;

namespace Wanctl.Simulate;

/// <summary>Writes a table as aligned text.</summary>
internal static class TableText
{
    /// <summary>Writes it; names of groups are not repeated.</summary>
    public static void Write(TextWriter output, ReportTable table)
    {
        int[] widths = new int[table.Head.Count];
        for (int i = 0; i < widths.Length; i++)
        {
            widths[i] = table.Head[i].Length;
            foreach (IReadOnlyList<Cell> row in table.Rows)
                widths[i] = Math.Max(widths[i], Text(row[i]).Length);
        }
        output.WriteLine(table.Title);
        if (table.Note.Length > 0)
            output.WriteLine(table.Note);
        output.WriteLine(Line(table, widths, i => table.Head[i]));
        string group = "";
        foreach (IReadOnlyList<Cell> row in table.Rows)
        {
            bool same = row[0].Text == group;
            group = row[0].Text;
            output.WriteLine(Line(table, widths, i => i == 0 && same ? "" : Text(row[i])));
        }
    }

    private static string Line(ReportTable table, int[] widths, Func<int, string> text)
    {
        string line = "";
        for (int i = 0; i < widths.Length; i++)
        {
            string cell = i < table.TextColumns ? text(i).PadRight(widths[i]) : text(i).PadLeft(widths[i]);
            line += i == 0 ? cell : "  " + cell;
        }
        return line.TrimEnd();
    }

    private static string Text(Cell cell) => cell.Reached switch
    {
        null => cell.Text,
        true => cell.Text + " ok    ",
        false => cell.Text + " missed",
    };
}
