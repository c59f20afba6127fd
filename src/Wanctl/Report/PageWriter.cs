using System.IO;

namespace Wanctl.Report;

/// <summary>Writes a whole page into one file that needs no other: style, drawings and script are inside.</summary>
internal static class PageWriter
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, ReportPage page)
    {
        string title = Markup.Escape(page.Title);
        output.Write("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n");
        output.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        output.Write("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
        output.Write($"<title>{title}</title>\n<style>{PageLook.Style}</style></head>\n");
        output.Write($"<body><header><h1>{title}</h1><p>{Markup.Escape(page.Subtitle)}</p></header>\n<main>\n");
        foreach (ReportTable table in page.Tables)
            WriteTable(output, table);
        string group = "";
        for (int i = 0; i < page.Panels.Count; i++)
        {
            ReportPanel panel = page.Panels[i];
            if (i == 0 || panel.Group != group)
            {
                output.Write(i == 0 ? "<section" : "</section><section");
                output.Write($" id=\"{Markup.Anchor(panel.Group)}\"><h2>{Markup.Escape(panel.Group)}</h2>");
                output.Write($"<p>{Markup.Escape(panel.Summary)}</p>\n");
                group = panel.Group;
            }
            PanelWriter.Write(output, panel);
        }
        output.Write(page.Panels.Count > 0 ? "</section>\n" : "");
        output.Write($"</main>\n<script>{PageLook.Script}</script></body></html>\n");
    }

    private static void WriteTable(TextWriter output, ReportTable table)
    {
        output.Write($"<section><h2>{Markup.Escape(table.Title)}</h2><p>{Markup.Escape(table.Note)}</p>");
        output.Write("<div class=\"s\"><table><thead><tr>");
        for (int i = 0; i < table.Head.Count; i++)
            output.Write($"<th{Align(table, i)}>{Markup.Escape(table.Head[i])}</th>");
        output.Write("</tr></thead><tbody>\n");
        string group = "";
        foreach (IReadOnlyList<Cell> row in table.Rows)
        {
            bool first = row[0].Text != group;
            group = row[0].Text;
            output.Write(first ? "<tr class=\"n\">" : "<tr>");
            for (int i = 0; i < row.Count; i++)
                WriteCell(output, row[i], Align(table, i), isGroup: i == 0, first);
            output.Write("</tr>\n");
        }
        output.Write("</tbody></table></div></section>\n");
    }

    private static void WriteCell(TextWriter output, Cell cell, string align, bool isGroup, bool first)
    {
        string text = Markup.Escape(cell.Text);
        if (isGroup)
            output.Write(first ? $"<td{align}><a href=\"#{Markup.Anchor(cell.Text)}\">{text}</a></td>" : "<td></td>");
        else if (cell.Reached is { } reached)
            output.Write($"<td class=\"{(reached ? "ok\">&#10003; " : "no\">&#10007; ")}{text}</td>");
        else
            output.Write($"<td{align}>{text}</td>");
    }

    private static string Align(ReportTable table, int column) => column < table.TextColumns ? " class=\"a\"" : "";
}
