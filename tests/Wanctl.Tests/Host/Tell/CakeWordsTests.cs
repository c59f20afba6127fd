using Wanctl.Host.Tell;
using Wanctl.Wire.Cake;
using Wanctl.Wire.Cake.Dialogue;

namespace Wanctl.Tests.Host.Tell;

public sealed class CakeWordsTests
{
    private static readonly CakeSetup Setup = new()
    {
        BytesPerSecond = 2_250_000, Diffserv = CakeDiffserv.Diffserv4, Isolation = CakeIsolation.DualSourceHost,
        Nat = true, Wash = true, AckFilter = CakeAckFilter.On, SplitGso = true, RttMicros = 50_000, Overhead = 18,
        Mpu = 64,
    };

    [Fact]
    public void A_set_up_reads_as_tc_writes_it() => Assert.Equal(
        "18 Mbit/s diffserv4 dual-srchost nat wash ack-filter rtt 50 ms overhead 18 mpu 64", CakeWords.Of(in Setup));

    [Fact]
    public void What_is_not_set_is_not_said()
    {
        var plain = new CakeSetup { Isolation = CakeIsolation.TripleIsolate, RttMicros = 100_000, Raw = true };

        Assert.Equal("unlimited diffserv3 triple-isolate no-split-gso rtt 100 ms raw", CakeWords.Of(in plain));
    }

    [Fact]
    public void Changes_are_named_one_by_one_and_the_bandwidth_is_none()
    {
        CakeSetup after = Setup with
        {
            BytesPerSecond = 1, Diffserv = CakeDiffserv.BestEffort, Nat = false, Overhead = 44, Cells = CakeCells.Atm,
            Mpu = 0, MemoryLimit = 4_000_000, FirewallMark = 0xFF, AutorateIngress = true,
        };

        Assert.Equal("diffserv4 -> besteffort, nat -> nonat, no autorate-ingress -> autorate-ingress, "
            + "overhead 18 mpu 64 -> overhead 44 atm, nothing -> memlimit 4 MB, no fwmark -> fwmark 0xff",
            CakeWords.Changes(in Setup, in after));
        Assert.Equal("another target", CakeWords.Changes(in Setup, Setup with { TargetMicros = 7 }));
    }

    [Fact]
    public void Every_trouble_has_words_and_all_but_a_missing_interface_a_command()
    {
        foreach (CakeQueueState state in Enum.GetValues<CakeQueueState>())
        {
            if (state is CakeQueueState.Ready or CakeQueueState.Unknown)
                continue;
            string words = CakeWords.Of(state, "wan");
            Assert.NotEqual(state.ToString(), words);
            Assert.Equal(state != CakeQueueState.NoInterface,
                words.Contains("tc qdisc replace dev wan root cake", StringComparison.Ordinal));
        }
    }
}
