using System.Text;
using Wanctl.Fuzz.Engine;
using Wanctl.Install;

namespace Wanctl.Fuzz.Targets;

/// <summary>The file of secrets.</summary>
internal sealed class EnvironmentTarget : FuzzTarget
{
    private readonly ScratchFile _file = new("environment");

    public override string Name => "environment";

    public override int BytesMax => 2000;

    public override IReadOnlyList<string> Words =>
        ["=", "'", "\"", "\\", "\n", "\r\n", "#", "export ", "$", "${A}", "$(id)", "`", "ROUTER_PASSWORD",
        " ", "\t", ";"];

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Encoding.ASCII.GetBytes("# secrets\nROUTER_PASSWORD='pa ss'\nOTHER=\"x\\\"y\"\nPLAIN=z\r\n");
        yield return Encoding.ASCII.GetBytes("export A=b\n A = 'it''s'\nB=a\\\nb\n=\nC\n");
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        _file.Write(input);
        IReadOnlyDictionary<string, string> values = EnvironmentFile.Read(_file.At).Values;
        int length = 0;
        foreach ((string name, string value) in values)
        {
            Must(!value.Contains('\n', StringComparison.Ordinal), "a value has two lines");
            length += name.Length * 31 + value.Length;
        }
        return HashCode.Combine(values.Count, length);
    }
}
