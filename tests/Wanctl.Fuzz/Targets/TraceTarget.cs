using System.IO;
using System.Text;
using Wanctl.Core.Units;
using Wanctl.Fuzz.Engine;
using Wanctl.Simulate;
using Wanctl.Simulation.Tunnel;
using Wanctl.Verbs;

namespace Wanctl.Fuzz.Targets;

/// <summary>A recorded capacity as <c>simulate</c> reads and plays it, half a second of it.</summary>
internal sealed class TraceTarget : FuzzTarget
{
    private readonly ScratchFile _down = new("down.csv");
    private readonly ScratchFile _up = new("up.csv");

    public override string Name => "traces";

    public override int BytesMax => 2000;

    public override long AllocatedMax => 1L << 30;

    public override IReadOnlyList<string> Words =>
        [",", "\n", "#", "seconds,mbit_per_s", "86400", "0,", ",100", " ", "\r"];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (string text in (string[])["0\n0\n1\n1\n2\n5\n9\n40\n", "seconds,mbit_per_s\n0,50\n1.5,20\n10,50\n",
            "# a comment\n\n0,12\n3,9.5\n"])
            yield return Encoding.ASCII.GetBytes(text);
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        _down.Write(input);
        _up.Write("0,20\n4,10\n"u8);
        var shop = new Workshop
        {
            Scenarios = [],
            Laws = ["adaptive"],
            Run = (job, observer) => TunnelRunner.Run(
                job.Scenario with { Length = Duration.FromMillis(500) },
                TunnelLaws.Create(job.Law, job.Scenario, job.Seed), job.Seed, observer),
            Variants = _ => [],
            Varied = new HashSet<string>(),
            Recorded = [],
            FromTraces = TraceScenario.Of,
        };
        bool first = input.Length % 2 == 0;
        bool alone = input.Length % 3 == 0;
        string[] words = alone
            ? ["--trace-" + (first ? "down" : "up"), _down.At, "--trace-bin", first ? "20ms" : "1s"]
            : ["--trace-down", first ? _down.At : _up.At, "--trace-up", first ? _up.At : _down.At];
        return new SimulateVerb(shop, TextWriter.Null, null).Execute(words);
    }
}
