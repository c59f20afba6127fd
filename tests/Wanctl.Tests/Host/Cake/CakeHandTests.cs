using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Cake;
using Wanctl.Host.Router;
using Wanctl.Host.Tell;
using Wanctl.Tests.Kit;
using Wanctl.Wire.Cake.Dialogue;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Host.Cake;

/// <summary>The hand and its connection, against a scripted kernel on a real socket.</summary>
public sealed class CakeHandTests : IDisposable
{
    private static readonly Duration Tick = Duration.FromMillis(50);

    private readonly NetlinkPeer _kernel = new(KernelPipe.Port);
    private readonly EventQueue _events = new();
    private readonly CakeDialogue _dialogue = new(["ifb", "wan"]);
    private readonly CakeConnection _connection;
    private readonly CakeHand _hand;
    private readonly List<HostEvent> _told = [];
    private KernelPipe _pipe;
    private Instant _now = new(1_000_000_000_000);
    private int _opened;

    public CakeHandTests()
    {
        _kernel.Add("ifb", 5_000_000);
        _kernel.Add("wan", 1_000_000);
        _pipe = new KernelPipe(_kernel);
        _connection = new CakeConnection(_dialogue, _events, Open);
        _hand = new CakeHand(_connection, _dialogue.Find("ifb"), _dialogue.Find("wan"));
    }

    public void Dispose()
    {
        _connection.Dispose();
        _pipe.Dispose();
    }

    [Fact]
    public void Both_cakes_are_found_and_read()
    {
        NetlinkPeerQdisc cake = _kernel["ifb"].Qdiscs[0];
        (cake.Bytes, cake.Packets, cake.Backlog) = (15_000, 10, 3_000);
        cake.Tins[0] = (18_000, 7, 5, 3_000, 4_000, 9_000);
        ShaperReport report = Await(seen => seen.Down.Read && seen.Up.Read);

        Assert.Equal((ShaperState.Ready, false), (report.State, report.Restarted));
        Assert.Equal((40_000_000L, 8_000_000L), (report.Down.Limit.BitsPerSecond, report.Up.Limit.BitsPerSecond));
        Assert.Equal((15_000ul, 10ul, 7ul, 5ul, 3_000u),
            (report.Down.Bytes, report.Down.Packets, report.Down.Dropped, report.Down.Marked, report.Down.QueuedBytes));
        Assert.Equal((true, 4_000u, 9_000u),
            (report.Down.Detailed, report.Down.DelayMicros, report.Down.PeakDelayMicros));
        Assert.True(report.Down.ReadAt > Instant.Never);
        Assert.Equal([Happening.CakeFound, Happening.CakeFound], _told.ConvertAll(told => told.What));
    }

    [Fact]
    public void A_dry_run_reads_and_never_sends_a_change()
    {
        var dry = new ReadOnlyHand(_hand);
        Await(seen => seen.Down.Read && seen.Up.Read);
        Decision decision = default;
        (decision.Down.Write, decision.Down.Asked) = (true, Rate.FromMbps(20));
        (decision.Up.Write, decision.Up.Asked) = (true, Rate.FromMbps(4));
        for (int i = 0; i < 20; i++)
        {
            dry.Apply(in decision);
            Await(seen => seen.Down.Read && seen.Up.Read);
        }
        Assert.Empty(_kernel.Changes);
        Assert.DoesNotContain(_kernel.Requests, kind => kind is NetlinkKind.NewQdisc or NetlinkKind.DelQdisc);
    }

    [Fact]
    public void A_limit_is_set_acknowledged_and_read_back_as_it_was_asked()
    {
        Await(seen => seen.State == ShaperState.Ready);
        // No whole number of bytes: the kernel will say 1,234,560.
        var asked = new Rate(1_234_567);
        _hand.Apply(Write(null, asked));
        ShaperReport report = Await(seen => seen.Up.Outcome != WriteOutcome.None);
        Assert.Equal((WriteOutcome.Applied, asked), (report.Up.Outcome, report.Up.Written));
        Assert.Equal(WriteOutcome.None, report.Down.Outcome);

        report = Await(seen => seen.Up.Read);
        Assert.Equal(asked, report.Up.Limit);
        Assert.Equal([("wan", 154_320ul)], _kernel.Changes);
    }

    [Fact]
    public void Somebody_elses_limit_is_read_as_it_is()
    {
        Await(seen => seen.State == ShaperState.Ready);
        _hand.Apply(Write(Rate.FromMbps(30), Rate.FromMbps(4)));
        Await(seen => seen.Up.Outcome == WriteOutcome.Applied);
        _kernel["wan"].Qdiscs[0].BytesPerSecond = 100;

        Assert.Equal(800, Await(seen => seen.Up.Read && seen.Up.Limit.Mbps < 1).Up.Limit.BitsPerSecond);
        _kernel["wan"].Qdiscs[0].BytesPerSecond = 0;
        Await(seen => seen.Up.Read && seen.Up.Limit == Rate.Zero);
    }

    [Fact]
    public void A_refusal_is_reported_and_told_with_what_mends_it()
    {
        Await(seen => seen.State == ShaperState.Ready);
        _kernel.RefuseChanges = 1;
        _hand.Apply(Write(Rate.FromMbps(30), null));
        Await(seen => seen.Down.Outcome == WriteOutcome.Refused);

        HostEvent told = Assert.Single(_told, one => one.What == Happening.KernelRefuses);
        Assert.Equal("the bandwidth of ifb: needs CAP_NET_ADMIN: run as root, or setcap "
            + "cap_net_admin,cap_net_raw+ep on this file", told.Text);
    }

    [Fact]
    public void A_refusal_for_another_reason_is_told_with_the_kernels_words_and_the_systems()
    {
        Await(seen => seen.State == ShaperState.Ready);
        (_kernel.RefuseChanges, _kernel.RefusalText) = (95, "Cannot change");
        for (int i = 0; i < 3; i++)
        {
            _hand.Apply(Write(Rate.FromMbps(30), null));
            Await(seen => seen.Down.Outcome == WriteOutcome.Refused);
        }

        // Three times refused and once told: the reminder comes after a minute.
        HostEvent told = Assert.Single(_told, one => one.What == Happening.KernelRefuses);
        Assert.StartsWith("the bandwidth of ifb (Cannot change): Operation not supported", told.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cake_that_is_gone_is_trouble_and_one_that_comes_is_found_with_counters_anew()
    {
        Await(seen => seen.State == ShaperState.Ready);
        _kernel["wan"].Qdiscs.Clear();
        Await(seen => seen.State == ShaperState.QueueTrouble);
        Turns(10);
        HostEvent told = Assert.Single(_told, one => one.What == Happening.CakeTrouble);
        Assert.Equal(("wan", true), (told.Where, told.Text.Contains("tc qdisc replace dev wan root cake",
            StringComparison.Ordinal)));
        _kernel["wan"].Qdiscs.Add(new NetlinkPeerQdisc { Handle = 0x8007_0000 });

        ShaperReport report = Await(seen => seen.State == ShaperState.Ready);
        Assert.True(report.Restarted);
        Assert.False(Await(_ => true).Restarted);
        Assert.Equal("wan", _told[^1].Where);
        Assert.Equal(Happening.CakeFound, _told[^1].What);
    }

    [Fact]
    public void A_cake_that_is_replaced_within_a_moment_is_told_as_replaced()
    {
        Await(seen => seen.State == ShaperState.Ready);
        _told.Clear();
        _kernel["wan"].Qdiscs[0].Handle = 0x8008_0000;
        Assert.True(Await(seen => seen.Restarted).Up.Read);

        Assert.Equal((Happening.CakeReplaced, "wan"), (Assert.Single(_told).What, _told[0].Where));
    }

    [Fact]
    public void Another_set_up_is_told_with_what_has_changed_and_who_did_it()
    {
        Await(seen => seen.State == ShaperState.Ready);
        _told.Clear();
        _kernel["wan"].Qdiscs[0].Diffserv = 1;
        _pipe.Send(_kernel.QdiscNews("wan", 815));
        Await(_ => _told.Exists(one => one.What == Happening.CakeChanged));

        Assert.Equal("besteffort -> diffserv4 by process 815",
            _told.Find(one => one.What == Happening.CakeChanged).Text);
    }

    [Fact]
    public void An_interface_goes_down_comes_up_and_is_replaced()
    {
        Await(seen => seen.State == ShaperState.Ready);
        _told.Clear();
        Running(false);
        Await(_ => _told.Count == 1);
        Running(true);
        Await(_ => _told.Count == 2);
        Assert.Equal([Happening.InterfaceDown, Happening.InterfaceUp], _told.ConvertAll(told => told.What));

        _pipe.Send(_kernel.Remove("ifb"));
        Await(seen => seen.State == ShaperState.QueueTrouble);
        _pipe.Send(_kernel.Add("ifb", 7_000));
        Assert.Equal(56_000, Await(seen => seen.State == ShaperState.Ready && seen.Down.Read).Down.Limit.BitsPerSecond);

        void Running(bool running)
        {
            _kernel["wan"].Running = running;
            _pipe.Send(_kernel.News("wan"));
        }
    }

    [Fact]
    public void A_socket_that_ends_is_opened_anew_and_what_was_on_its_way_is_lost()
    {
        Await(seen => seen.State == ShaperState.Ready);
        _pipe.Dispose();
        _hand.Apply(Write(Rate.FromMbps(30), null));
        Await(seen => seen.State == ShaperState.Away);
        Assert.Single(_told, one => one.What == Happening.KernelAway);
        _pipe = new KernelPipe(_kernel);

        ShaperReport report = Await(seen => seen.State == ShaperState.Ready && seen.Down.Read);
        Assert.Equal(40_000_000, report.Down.Limit.BitsPerSecond);
        Assert.Equal(2, _opened);
    }

    [Fact]
    public void A_datagram_that_does_not_fit_counts_as_an_overrun_and_is_told()
    {
        Await(seen => seen.State == ShaperState.Ready);
        _pipe.Send(new byte[NetlinkSocket.DatagramSize + 1]);
        Await(_ => _told.Exists(one => one.What == Happening.KernelOverrun));

        Await(seen => seen.State == ShaperState.Ready && seen.Up.Read);
    }

    [Fact]
    public void A_turn_allocates_nothing()
    {
        Await(seen => seen.State == ShaperState.Ready);
        Decision write = Write(Rate.FromMbps(30), Rate.FromMbps(4));
        Turns(50);
        long allocated = 0;
        for (int i = 0; i < 2_000; i++)
        {
            _now += Tick;
            long before = GC.GetAllocatedBytesForCurrentThread();
            _connection.Receive(_now);
            ShaperReport report = default;
            _hand.Report(ref report);
            if (i % 4 == 0)
                _hand.Apply(in write);
            _connection.Send(_now);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            _pipe.Answer();
        }

        Assert.Equal(0, allocated);
        Assert.Equal(ShaperState.Ready, Turn().State);
    }

    private NetlinkSocket? Open()
    {
        _opened++;
        return _pipe.Near;
    }

    private void Turns(int count)
    {
        for (int i = 0; i < count; i++)
            Turn();
    }

    private ShaperReport Turn()
    {
        _now += Tick;
        _connection.Receive(_now);
        _pipe.Answer();
        ShaperReport report = default;
        _hand.Report(ref report);
        _connection.Send(_now);
        _pipe.Answer();
        while (_events.TryTake(out HostEvent told))
            _told.Add(told);
        return report;
    }

    /// <summary>
    /// Takes turns until a report is as wanted. The kernel answers a question in the turn after it, as ours does at
    /// once.
    /// </summary>
    private ShaperReport Await(Predicate<ShaperReport> wanted)
    {
        for (int i = 0; i < 200; i++)
        {
            ShaperReport report = Turn();
            if (wanted(report))
                return report;
        }
        Assert.Fail("it did not come to that");
        return default;
    }

    private static Decision Write(Rate? down, Rate? up)
    {
        Decision decision = default;
        if (down is { } toUser)
            (decision.Down.Write, decision.Down.Asked) = (true, toUser);
        if (up is { } toInternet)
            (decision.Up.Write, decision.Up.Asked) = (true, toInternet);
        return decision;
    }
}
