using System.IO;
using System.Text;
using Wanctl.Core.Settings;
using Wanctl.Fuzz.Engine;
using Wanctl.Replay;

namespace Wanctl.Fuzz.Targets;

/// <summary>A table that <c>replay --csv</c> steps a link through, with either law.</summary>
internal sealed class TableTarget : FuzzTarget
{
    private readonly LinkSettings _link = Simulation.Tunnel.TunnelSettings.Link("cable", 100, 20);

    public override string Name => "table";

    public override int BytesMax => 4000;

    public override IReadOnlyList<string> Words =>
        [",", "\n", "seconds,rtt_ms,download_bps,upload_bps\n", "0.05", ",,", "1e12"];

    public override IEnumerable<byte[]> Seeds()
    {
        var table = new StringBuilder("seconds,rtt_ms,download_bps,upload_bps\n");
        for (int i = 0; i < 30; i++)
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i * 0.05},{20 + i},{i * 1e6},\n");
        yield return Encoding.ASCII.GetBytes(table.ToString());
        yield return "0,,,\n0.05,25.5,,1000\n0.1,,2000000,\n"u8.ToArray();
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        var law = input.Length % 2 == 0 ? RateLawKind.Adaptive : RateLawKind.Classic;
        using var reader = new StreamReader(new MemoryStream(input.ToArray()));
        using var answer = new StringWriter();
        string? problem = TableReplay.Run(_link with { Law = law }, "table.csv", reader, answer);
        return HashCode.Combine(problem?.Length ?? 0, answer.ToString().Length / 64);
    }
}
