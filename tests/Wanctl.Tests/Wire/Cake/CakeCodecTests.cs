using Wanctl.Tests.Kit;
using Wanctl.Wire;
using Wanctl.Wire.Cake;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Wire.Cake;

/// <summary>
/// Set-ups and statistics as kernels have told them; what they must read as is what <c>tc</c> printed.
/// </summary>
public sealed class CakeCodecTests
{
    private delegate void Look(in QdiscEntry entry);

    [Theory]
    [MemberData(nameof(NetlinkCapture.Kernels), MemberType = typeof(NetlinkCapture))]
    public void A_set_up_is_read_in_every_part(string kernel)
    {
        var capture = NetlinkCapture.Of(kernel);

        // cake bandwidth 18mbit diffserv4 nat dual-srchost ack-filter wash docsis rtt 50ms
        Assert.Equal(
            new CakeSetup
            {
                BytesPerSecond = 2_250_000, Diffserv = CakeDiffserv.Diffserv4,
                Isolation = CakeIsolation.DualSourceHost, Nat = true, Wash = true, AckFilter = CakeAckFilter.On,
                SplitGso = true, RttMicros = 50_000, TargetMicros = 2_500, Overhead = 18, Mpu = 64,
            },
            Setup(capture, "dump", 0x8001_0000));
        // cake bandwidth 90mbit besteffort dual-dsthost ingress pppoe-ptm memlimit 8mb fwmark 0xff
        Assert.Equal(
            new CakeSetup
            {
                BytesPerSecond = 11_250_000, Diffserv = CakeDiffserv.BestEffort,
                Isolation = CakeIsolation.DualDestinationHost, Ingress = true, SplitGso = true, RttMicros = 100_000,
                TargetMicros = 5_000, Overhead = 30, Cells = CakeCells.Ptm, MemoryLimit = 8 << 20,
                FirewallMark = 0xFF,
            },
            Setup(capture, "dump", 0x8002_0000));
        // cake, and nothing else
        Assert.Equal(
            new CakeSetup
            {
                Isolation = CakeIsolation.TripleIsolate, SplitGso = true, RttMicros = 100_000, TargetMicros = 5_000,
                Raw = true,
            },
            Setup(capture, "dump of an unlimited one", 0x8003_0000));
        // cake bandwidth 30mbit diffserv8 overhead -4 autorate-ingress ack-filter-aggressive no-split-gso flowblind
        Assert.Equal(
            new CakeSetup
            {
                BytesPerSecond = 3_750_000, Diffserv = CakeDiffserv.Diffserv8, AutorateIngress = true,
                AckFilter = CakeAckFilter.Aggressive, RttMicros = 100_000, TargetMicros = 5_000, Overhead = -4,
            },
            Setup(capture, "dump after", 0x8004_0000));
        // cake bandwidth 40mbit atm overhead 44, as a leaf
        Assert.Equal((44, CakeCells.Atm), (Setup(capture, "dump of a leaf", 0x8005_0000).Overhead,
            Setup(capture, "dump of a leaf", 0x8005_0000).Cells));
    }

    [Theory]
    [MemberData(nameof(NetlinkCapture.Kernels), MemberType = typeof(NetlinkCapture))]
    public void A_change_of_the_bandwidth_alone_leaves_every_other_part_as_it_was(string kernel)
    {
        var capture = NetlinkCapture.Of(kernel);
        CakeSetup before = Setup(capture, "dump", 0x8001_0000);
        CakeSetup after = Setup(capture, "news of the set", 0x8001_0000);

        Assert.Equal(before with { BytesPerSecond = 1_500_000 }, after);
    }

    [Theory]
    [InlineData("6.1.176", 6876976, 5688, 7313176, 5468, 462, 974, 76074, 48090, 71)]
    [InlineData("6.12.117", 6827680, 5652, 7259922, 5433, 458, 999, 72960, 46895, 62)]
    public void Statistics_are_read_with_each_tin_in_the_order_of_tc(
        string kernel, ulong bytes, ulong packets, ulong tinBytes, uint tinPackets, uint dropped, uint marked,
        uint peak, uint average, uint floor)
    {
        CakeStatistics statistics = default;
        ulong passedBytes = 0, passedPackets = 0;
        uint allDropped = 0, backlog = 1;
        Find(NetlinkCapture.Of(kernel), "dump", 0x8001_0000, (in QdiscEntry entry) =>
        {
            Assert.Equal(Decoded.Whole, QdiscCounters.TryRead(entry.Statistics, out QdiscCounters counters));
            (passedBytes, passedPackets) = (counters.Bytes, counters.Packets);
            (allDropped, backlog) = (counters.Dropped, counters.BacklogBytes);
            Assert.Equal(Decoded.Whole, CakeCodec.TryReadStatistics(counters.Application, out statistics));
        });

        Assert.Equal((bytes, packets, dropped, 0u), (passedBytes, passedPackets, allDropped, backlog));
        Assert.Equal((4, 14u, 4u << 20), (statistics.TinCount, statistics.HeaderBytes, statistics.MemoryLimit));
        CakeTin effort = statistics[1];
        Assert.Equal((tinBytes, tinPackets, dropped, marked),
            (effort.SentBytes, effort.SentPackets, effort.Dropped, effort.Marked));
        Assert.Equal((peak, average, floor),
            (effort.PeakDelayMicros, effort.AverageDelayMicros, effort.BaseDelayMicros));
        Assert.Equal((2_250_000ul, 2_500u), (effort.ThresholdBytesPerSecond, effort.TargetMicros));
        // Bulk and video were idle; the voice tin took what was marked EF.
        Assert.Equal((0u, 0u), (statistics[0].SentPackets, statistics[2].SentPackets));
        Assert.True(statistics[3].SentPackets > 500);
    }

    [Fact]
    public void Every_truncation_of_statistics_is_either_shorter_or_refused_but_never_longer()
    {
        byte[] application = Application();
        for (int length = 0; length < application.Length; length++)
        {
            Decoded found = CakeCodec.TryReadStatistics(application.AsSpan(0, length), out CakeStatistics statistics);
            Assert.True(found is Decoded.Whole or Decoded.Malformed);
            Assert.True(statistics.TinCount <= 4);
            if (found == Decoded.Malformed)
                Assert.Equal((0, 0u), (statistics.TinCount, statistics.HeaderBytes));
        }
    }

    [Theory]
    // A nest of tins with a tin 0, a tin 9, and one whose own attribute is too long.
    [InlineData("08000A0004000000")]
    [InlineData("08000A0004000900")]
    [InlineData("0C000A000800010008000200")]
    [InlineData("0B000A000700010003000200")]
    // A number of 32 bits in two bytes.
    [InlineData("060005000100")]
    public void Hostile_statistics_are_refused(string hex)
    {
        Assert.Equal(
            Decoded.Malformed, CakeCodec.TryReadStatistics(Convert.FromHexString(hex), out CakeStatistics statistics));
        Assert.Equal(0, statistics.TinCount);
    }

    [Fact]
    public void Hostile_options_are_refused_and_unknown_ones_passed_over()
    {
        Assert.Equal(Decoded.Malformed, CakeCodec.TryReadSetup([8, 0, 2, 0, 1, 2, 3, 4], out CakeSetup setup));
        Assert.Equal(default, setup);
        Assert.Equal(Decoded.Malformed, CakeCodec.TryReadSetup([255, 0, 3, 0, 1, 0, 0, 0], out _));

        byte[] unknown = [8, 0, 99, 0, 1, 2, 3, 4, 8, 0, 11, 0, 1, 0, 0, 0];
        Assert.Equal(Decoded.Whole, CakeCodec.TryReadSetup(unknown, out setup));
        Assert.Equal(new CakeSetup { Nat = true }, setup);
    }

    private static byte[] Application()
    {
        byte[] application = [];
        Find(NetlinkCapture.Of("6.1.176"), "dump", 0x8001_0000, (in QdiscEntry entry) =>
        {
            _ = QdiscCounters.TryRead(entry.Statistics, out QdiscCounters counters);
            application = counters.Application.ToArray();
        });
        return application;
    }

    private static CakeSetup Setup(NetlinkCapture capture, string name, uint handle)
    {
        CakeSetup setup = default;
        Find(capture, name, handle, (in QdiscEntry entry) =>
            Assert.Equal(Decoded.Whole, CakeCodec.TryReadSetup(entry.Options, out setup)));
        return setup;
    }

    private static void Find(NetlinkCapture capture, string name, uint handle, Look look)
    {
        foreach (byte[] datagram in capture.Datagrams(name))
        {
            ReadOnlySpan<byte> rest = datagram;
            while (NetlinkMessage.TryRead(rest, out NetlinkMessage message, out int size) == Decoded.Whole)
            {
                rest = rest[size..];
                if (QdiscEntry.TryRead(in message, out QdiscEntry entry) != Decoded.Whole || entry.Handle != handle)
                    continue;
                look(in entry);
                return;
            }
        }
        Assert.Fail($"{name} has no qdisc {handle:X}");
    }
}
