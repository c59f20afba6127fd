using System.Buffers;
using System.Globalization;
using System.Text;

namespace Wanctl.Host.Serve;

/// <summary>
/// Writes the text format 0.0.4 of Prometheus: each family once, its help and type before its samples.
/// </summary>
internal sealed class MetricsWriter(ArrayBufferWriter<byte> target)
{
    private string _family = "";

    /// <summary>Begins a family; its samples follow until the next one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type"><c>gauge</c>, <c>counter</c> or <c>histogram</c>.</param>
    /// <param name="help">One sentence with the unit.</param>
    public void Family(string name, string type, string help)
    {
        _family = name;
        Text("# HELP ");
        Text(name);
        Text(" ");
        Escaped(help, quoted: false);
        Text("\n# TYPE ");
        Text(name);
        Text(" ");
        Text(type);
        Text("\n");
    }

    /// <summary>Writes a sample without labels.</summary>
    public void Sample(double value)
    {
        Text(_family);
        Value(value);
    }

    /// <summary>Writes a sample with labels: names and values in turn.</summary>
    public void Sample(double value, params ReadOnlySpan<string> labels) => Sample("", value, labels);

    /// <summary>The same with an ending of the family's name, as histograms have them.</summary>
    public void Sample(string ending, double value, params ReadOnlySpan<string> labels)
    {
        Text(_family);
        Text(ending);
        for (int i = 0; i + 1 < labels.Length; i += 2)
        {
            Text(i == 0 ? "{" : ",");
            Text(labels[i]);
            Text("=\"");
            Escaped(labels[i + 1], quoted: true);
            Text("\"");
        }
        Text(labels.Length > 1 ? "}" : "");
        Value(value);
    }

    private void Value(double value)
    {
        Text(" ");
        if (double.IsFinite(value))
        {
            Span<byte> room = target.GetSpan(40);
            value.TryFormat(room, out int written, "R", CultureInfo.InvariantCulture);
            target.Advance(written);
        }
        else
        {
            Text(double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
        }
        Text("\n");
    }

    private void Escaped(string text, bool quoted)
    {
        foreach (char sign in text)
        {
            Span<char> one = [sign];
            switch (sign)
            {
                case '\\': Text("\\\\"); break;
                case '\n': Text("\\n"); break;
                case '"' when quoted: Text("\\\""); break;
                default: Encoding.UTF8.GetBytes(one, target); break;
            }
        }
    }

    private void Text(string text) => Encoding.UTF8.GetBytes(text, target);
}
