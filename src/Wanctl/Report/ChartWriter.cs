using System.IO;
using System.Text;
using Wanctl.Core.Decide;
using Wanctl.Host.Tell;

namespace Wanctl.Report;

/// <summary>
/// Draws charts. A drawing is stretched to its box, so that it fills any screen; texts stand beside it as ordinary
/// HTML, so that they are never stretched. Lines go in steps and need no more than the columns have.
/// </summary>
internal sealed class ChartWriter(TextWriter output, double seconds)
{
    private const int ValueMarks = 4;

    private readonly Scale _time = new(Math.Max(seconds, 0.001), 0);

    /// <summary>Draws one chart.</summary>
    public void Write(Chart chart)
    {
        double top = chart.TopAtLeast;
        foreach (Series series in chart.Series)
            top = Math.Max(top, series.Highest * 1.04);
        var scale = new Scale(top, chart.Knee);
        output.Write($"<figure><figcaption>{Markup.Escape(chart.Title)}");
        foreach (Series series in chart.Series)
            output.Write($" <span class=\"k {series.Look}\">{Markup.Escape(series.Label)} <b></b></span>");
        output.Write("</figcaption><div class=\"pl\"><svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" ");
        output.Write(FormattableString.Invariant($"data-m=\"{top:0.###}\" data-k=\"{chart.Knee:0.###}\" "));
        output.Write($"role=\"img\" aria-label=\"{Markup.Escape(chart.Title)}\">");
        WriteGrid(chart, scale);
        foreach (Series series in chart.Series)
        {
            string filled = series.Filled ? " f" : "";
            output.Write($"<path class=\"l {series.Look}{filled}\" d=\"{Path(series, scale)}\"/>\n");
        }
        output.Write("</svg>");
        foreach (double mark in scale.Marks(ValueMarks))
            output.Write(FormattableString.Invariant(
                $"<i style=\"top:{100 - scale.Place(mark) / 10.0:0.#}%\">{Markup.Number(mark)}</i>"));
        output.Write("</div></figure>\n");
    }

    /// <summary>Draws the zones and the decisions of one direction.</summary>
    public void Write(DirectionTrail trail)
    {
        string name = Markup.Escape(trail.Name);
        output.Write($"<figure><figcaption>{name}: zone and decisions");
        for (Zone zone = Zone.Green; zone <= Zone.Red; zone++)
            output.Write($" <span class=\"k q z{(int)zone}\">{Words.Of(zone)}</span>");
        output.Write(" <span class=\"k dc\">cut</span> <span class=\"k dr\">rise</span>");
        output.Write(" <b class=\"w\"></b></figcaption>");
        output.Write("<div class=\"pl z\"><svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" role=\"img\" ");
        output.Write($"aria-label=\"{name}: zone and decisions\">");
        WriteMoments();
        WriteZones(trail.Zones);
        WriteMarks(trail.Rows);
        output.Write("</svg></div></figure>\n");
    }

    /// <summary>Writes the time axis.</summary>
    public void WriteTime()
    {
        output.Write("<div class=\"t\">");
        bool minutes = seconds > 120;
        foreach (double moment in _time.Moments())
            output.Write(FormattableString.Invariant(
                $"<i style=\"left:{_time.Place(moment) / 10.0:0.#}%\">{Markup.Moment(moment, minutes)}</i>"));
        output.Write(seconds >= 3600 ? "<u>h:min:s</u>" : minutes ? "<u>min:s</u>" : "<u>s</u>");
        output.Write("<b></b></div>\n");
    }

    private void WriteGrid(Chart chart, Scale scale)
    {
        WriteMoments();
        output.Write("<path class=\"g\" d=\"");
        foreach (double mark in scale.Marks(ValueMarks))
            output.Write($"M0 {Scale.Span - scale.Place(mark)}H1000");
        output.Write("\"/>");
        foreach (double limit in chart.Limits)
            output.Write($"<path class=\"lim\" d=\"M0 {Scale.Span - scale.Place(limit)}H1000\"/>");
    }

    private void WriteMoments()
    {
        output.Write("<path class=\"g\" d=\"");
        foreach (double moment in _time.Moments())
            output.Write($"M{_time.Place(moment)} 0V1000");
        output.Write("\"/>");
    }

    /// <summary>
    /// A line in steps: over to the column, then to the extreme that lies farther from where the column ended, then to
    /// the other one.
    /// </summary>
    private string Path(Series series, Scale scale)
    {
        var path = new StringBuilder();
        bool down = false;
        int at = 0, begun = 0;
        for (int i = 0; i < series.Columns.Length; i++)
        {
            ref readonly Column column = ref series.Columns[i];
            int x = _time.Place(i * series.ColumnSeconds);
            if (!column.Any)
            {
                if (column.Gap && down)
                    End(path, series.Filled, x, begun);
                down &= !column.Gap;
                continue;
            }
            int low = Scale.Span - scale.Place(column.Min), high = Scale.Span - scale.Place(column.Max);
            bool lowLast = column.Last - column.Min < column.Max - column.Last;
            int first = lowLast ? high : low, second = lowLast ? low : high;
            if (!down)
            {
                path.Append(series.Filled ? $"M{x} 1000V{first}" : $"M{x} {first}");
                begun = x;
            }
            else if (first == at && second == at)
            {
                continue;
            }
            else
            {
                path.Append($"H{x}V{first}");
            }
            if (second != first)
                path.Append($"V{second}");
            (down, at) = (true, second);
        }
        if (down)
            End(path, series.Filled, Scale.Span, begun);
        return path.ToString();
    }

    private static void End(StringBuilder path, bool filled, int x, int begun) =>
        path.Append(filled ? $"H{Math.Max(x, begun)}V1000" : $"H{Math.Max(x, begun)}");

    /// <summary>One drawing for each zone: a law that flaps has hundreds of spells.</summary>
    private void WriteZones(Series zones)
    {
        for (Zone zone = Zone.Green; zone <= Zone.Red; zone++)
        {
            string spells = Spells(zones, (int)zone);
            if (spells.Length > 0)
                output.Write($"<path class=\"z{(int)zone}\" d=\"{spells}\"/>");
        }
    }

    private string Spells(Series zones, int zone)
    {
        var path = new StringBuilder();
        int from = 0, at = 0;
        for (int i = 0; i <= zones.Columns.Length; i++)
        {
            bool end = i == zones.Columns.Length;
            if (!end && (!zones.Columns[i].Any || (int)zones.Columns[i].Max == at))
                continue;
            int x = end ? Scale.Span : _time.Place(i * zones.ColumnSeconds);
            // The worse, the taller: the zones can be told apart without their colours.
            if (at == zone && x > from)
                path.Append($"M{from} 600V{600 - zone * 150}H{x}V600");
            if (!end)
                (from, at) = (x, (int)zones.Columns[i].Max);
        }
        return path.ToString();
    }

    private void WriteMarks(IReadOnlyList<DecisionRow> rows)
    {
        foreach (DecisionRow row in rows)
        {
            string kind = row.Steps == 0 ? "dh" : row.To < row.From ? "dc" : "dr";
            string way = row.Steps == 0 ? "M{0} 780V820" : row.To < row.From ? "M{0} 800V1000" : "M{0} 640V800";
            string place = string.Format(
                System.Globalization.CultureInfo.InvariantCulture, way, _time.Place(row.Seconds));
            output.Write($"<path class=\"d {kind}\" d=\"{place}\"><title>");
            output.Write(Markup.Escape(PanelWriter.Sentence(row, seconds > 120)));
            output.Write("</title></path>\n");
        }
    }
}
