using System.Globalization;
using Wanctl.Wire.Cake;
using Wanctl.Wire.Cake.Dialogue;

namespace Wanctl.Host.Tell;

/// <summary>A CAKE's set-up and state in the words of <c>tc-cake(8)</c>.</summary>
public static class CakeWords
{
    /// <summary>The set-up, with what is not as CAKE has it by default.</summary>
    public static string Of(in CakeSetup setup)
    {
        var words = new List<string>();
        foreach (string word in (string[])
            [
                Bandwidth(setup.BytesPerSecond), Diffserv(setup.Diffserv), Isolation(setup.Isolation),
                setup.Nat ? "nat" : "", setup.Wash ? "wash" : "", setup.Ingress ? "ingress" : "",
                setup.AutorateIngress ? "autorate-ingress" : "",
                setup.AckFilter == CakeAckFilter.Off ? "" : AckFilter(setup.AckFilter),
                setup.SplitGso ? "" : "no-split-gso", Rtt(setup.RttMicros), Framing(in setup), Memory(in setup),
                setup.FirewallMark == 0 ? "" : Mark(setup.FirewallMark),
            ])
        {
            if (word.Length > 0)
                words.Add(word);
        }
        return string.Join(' ', words);
    }

    /// <summary>
    /// What differs between two set-ups, bandwidth aside: <c>diffserv4 -> besteffort, wash -> nowash</c>.
    /// </summary>
    public static string Changes(in CakeSetup before, in CakeSetup after)
    {
        var changes = new List<string>();
        Add(changes, Diffserv(before.Diffserv), Diffserv(after.Diffserv));
        Add(changes, Isolation(before.Isolation), Isolation(after.Isolation));
        Add(changes, before.Nat ? "nat" : "nonat", after.Nat ? "nat" : "nonat");
        Add(changes, before.Wash ? "wash" : "nowash", after.Wash ? "wash" : "nowash");
        Add(changes, before.Ingress ? "ingress" : "egress", after.Ingress ? "ingress" : "egress");
        Add(changes, Autorate(in before), Autorate(in after));
        Add(changes, AckFilter(before.AckFilter), AckFilter(after.AckFilter));
        Add(changes, before.SplitGso ? "split-gso" : "no-split-gso", after.SplitGso ? "split-gso" : "no-split-gso");
        Add(changes, Rtt(before.RttMicros), Rtt(after.RttMicros));
        Add(changes, Framing(in before), Framing(in after));
        Add(changes, Memory(in before), Memory(in after));
        Add(changes, Mark(before.FirewallMark), Mark(after.FirewallMark));
        return changes.Count == 0 ? "another target" : string.Join(", ", changes);
    }

    /// <summary>Why a CAKE cannot be used, and what mends it.</summary>
    public static string Of(CakeQueueState state, string name) => state switch
    {
        CakeQueueState.NoInterface => "there is no such interface",
        CakeQueueState.NoCake => $"it has no CAKE; make one: tc qdisc replace dev {name} root cake bandwidth ...",
        CakeQueueState.Several =>
            "it has several CAKEs, each with a bandwidth of its own, and none is touched; make one for all: "
            + $"tc qdisc replace dev {name} root cake bandwidth ...",
        CakeQueueState.Fixed =>
            "its CAKE is the kernel's default (net.core.default_qdisc), which cannot be changed; make one: "
            + $"tc qdisc replace dev {name} root cake bandwidth ...",
        _ => state.ToString(),
    };

    /// <summary>Overhead, cells and least size, in <c>tc</c>'s words.</summary>
    public static string Framing(in CakeSetup setup)
    {
        string overhead = setup is { Raw: true, Overhead: 0 } ? "raw" : Text($"overhead {setup.Overhead}");
        string cells = setup.Cells switch { CakeCells.Atm => " atm", CakeCells.Ptm => " ptm", _ => "" };
        return overhead + cells + (setup.Mpu == 0 ? "" : Text($" mpu {setup.Mpu}"));
    }

    private static string Bandwidth(ulong bytesPerSecond) =>
        bytesPerSecond == 0 ? "unlimited" : Text($"{bytesPerSecond * 8 / 1e6:0.###} Mbit/s");

    private static string Diffserv(CakeDiffserv diffserv) => diffserv.ToString().ToLowerInvariant();

    private static string Isolation(CakeIsolation isolation) => isolation switch
    {
        CakeIsolation.SourceHost => "srchost",
        CakeIsolation.DestinationHost => "dsthost",
        CakeIsolation.DualSourceHost => "dual-srchost",
        CakeIsolation.DualDestinationHost => "dual-dsthost",
        CakeIsolation.TripleIsolate => "triple-isolate",
        _ => isolation.ToString().ToLowerInvariant(),
    };

    private static string AckFilter(CakeAckFilter filter) => filter switch
    {
        CakeAckFilter.Off => "no-ack-filter",
        CakeAckFilter.On => "ack-filter",
        _ => "ack-filter-aggressive",
    };

    private static string Autorate(in CakeSetup setup) =>
        setup.AutorateIngress ? "autorate-ingress" : "no autorate-ingress";

    private static string Rtt(uint micros) => Text($"rtt {micros / 1000.0:0.###} ms");

    private static string Memory(in CakeSetup setup) =>
        setup.MemoryLimit == 0 ? "" : Text($"memlimit {setup.MemoryLimit / 1e6:0.###} MB");

    private static string Mark(uint mark) => mark == 0 ? "no fwmark" : Text($"fwmark 0x{mark:x}");

    private static void Add(List<string> changes, string before, string after)
    {
        if (before != after)
            changes.Add($"{(before.Length == 0 ? "nothing" : before)} -> {(after.Length == 0 ? "nothing" : after)}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
