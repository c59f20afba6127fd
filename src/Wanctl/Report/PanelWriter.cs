using System.IO;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Report;

/// <summary>Writes one panel: its plots and the table of its decisions.</summary>
internal static class PanelWriter
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, ReportPanel panel)
    {
        output.Write(FormattableString.Invariant($"<details class=\"pn\" data-t=\"{panel.Seconds:0.###}\""));
        output.Write($"{(panel.Open ? " open=\"\"" : "")}>");
        output.Write($"<summary><h3>{Markup.Escape(panel.Name)}</h3> {Markup.Escape(panel.Facts)}</summary>\n");
        if (panel.Seconds > 0)
        {
            var charts = new ChartWriter(output, panel.Seconds);
            foreach (Chart chart in panel.Charts)
                charts.Write(chart);
            foreach (DirectionTrail trail in panel.Trails)
                charts.Write(trail);
            charts.WriteTime();
            foreach (DirectionTrail trail in panel.Trails)
            {
                if (trail.Beliefs is { } beliefs)
                    output.Write($"<p>{Markup.Escape(beliefs)}</p>\n");
            }
            WriteDecisions(output, panel);
        }
        else
        {
            output.Write("<p>Nothing was recorded.</p>\n");
        }
        output.Write("</details>\n");
    }

    /// <summary>A decision in one line.</summary>
    public static string Sentence(DecisionRow row, bool minutes)
    {
        string when = Markup.Moment(row.Seconds, minutes) + (minutes ? "" : " s");
        string what = row.Steps == 0
            ? $"at {Markup.Mbps(row.To)}"
            : $"{Markup.Mbps(row.From)} to {Markup.Mbps(row.To)}";
        string belief = row.Belief.Length == 0 ? "" : $"; {row.Belief}";
        return $"{when}: {Words.Of(row.Reason)}, {what} Mbit/s{belief}";
    }

    private static void WriteDecisions(TextWriter output, ReportPanel panel)
    {
        int seen = 0, kept = 0;
        bool believed = false;
        foreach (DirectionTrail trail in panel.Trails)
        {
            seen += trail.Seen;
            kept += trail.Rows.Count;
            believed |= trail.Beliefs is not null;
        }
        if (kept == 0)
            return;
        string all = Amount.Of(seen, "decision");
        string which = kept < seen ? $"the {kept} largest of {all}" : all;
        output.Write($"<details><summary>{which}</summary><div class=\"s\"><table><thead><tr><th>time</th>");
        output.Write("<th>direction</th><th>reason</th><th>from Mbit/s</th><th>to Mbit/s</th><th>over s</th>");
        output.Write(believed ? "<th class=\"a\">believed</th></tr>" : "</tr>");
        output.Write("</thead><tbody>\n");
        foreach (DirectionTrail trail in panel.Trails)
        {
            foreach (DecisionRow row in trail.Rows)
                WriteRow(output, trail.Name, row, panel.Seconds > 120, believed);
        }
        output.Write("</tbody></table></div></details>\n");
    }

    private static void WriteRow(TextWriter output, string direction, DecisionRow row, bool minutes, bool believed)
    {
        output.Write($"<tr><td>{Markup.Moment(row.Seconds, minutes)}</td><td>{Markup.Escape(direction)}</td>");
        output.Write($"<td>{Markup.Escape(Words.Of(row.Reason))}</td><td>{Markup.Mbps(row.From)}</td>");
        output.Write($"<td>{Markup.Mbps(row.To)}</td><td>{Markup.Number(row.Until - row.Seconds)}</td>");
        output.Write(believed ? $"<td class=\"a\">{Markup.Escape(row.Belief)}</td></tr>\n" : "</tr>\n");
    }
}
