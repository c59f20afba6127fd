using Wanctl.Tests.Kit;
using Wanctl.Wire.Cake.Dialogue;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Wire.Cake;

/// <summary>Finding, reading and losing CAKEs.</summary>
public sealed class CakeDialogueTests
{
    private readonly CakeTalk _talk = new();

    [Fact]
    public void One_turn_finds_both_interfaces_and_their_cakes()
    {
        Assert.False(_talk.Dialogue.Informed);
        _talk.Turn();

        Assert.True(_talk.Dialogue.Informed);
        Assert.Equal((CakeQueueState.Ready, CakeQueueState.Ready), (_talk.Down.State, _talk.Up.State));
        Assert.Equal((5_000_000ul, 1_000_000ul),
            (CakeTalk.Reading(_talk.Down).BytesPerSecond, CakeTalk.Reading(_talk.Up).BytesPerSecond));
        Assert.Equal((0, 0, 0), (_talk.Down.Replacements, _talk.Down.Alterations, _talk.Dialogue.Complaints));
    }

    [Theory]
    [InlineData("uplink")]
    [InlineData("the-way-to-the-provider")]
    public void An_interface_is_found_and_followed_by_an_alternative_name(string name)
    {
        var talk = new CakeTalk(name);
        talk.Turn();
        Assert.Equal(CakeQueueState.NoInterface, talk.Up.State);

        talk.Kernel["wan"].OtherNames.AddRange(["first", name]);
        talk.Turn(lookAgain: true);
        Assert.Equal(CakeQueueState.Ready, talk.Up.State);
        talk.Kernel["wan"].Running = false;
        talk.Dialogue.Received(talk.Kernel.News("wan"));
        Assert.False(talk.Up.Running);

        talk.Kernel["wan"].OtherNames.Remove(name);
        talk.Dialogue.Received(talk.Kernel.News("wan"));
        talk.Turns(3);
        Assert.Equal(CakeQueueState.NoInterface, talk.Up.State);
        NetlinkPeerLink renamed = talk.Kernel["wan"];
        renamed.Name = "other";
        renamed.OtherNames.Add(name);
        talk.Turn(lookAgain: true);
        Assert.Equal(CakeQueueState.Ready, talk.Up.State);
    }

    [Fact]
    public void A_steady_turn_asks_one_question()
    {
        _talk.Turn();
        _talk.Kernel.Requests.Clear();
        _talk.Turns(3);

        Assert.Equal([NetlinkKind.GetQdisc, NetlinkKind.GetQdisc, NetlinkKind.GetQdisc], _talk.Kernel.Requests);
    }

    [Fact]
    public void A_reading_is_given_once()
    {
        _talk.Turn();

        Assert.True(_talk.Down.TryTakeReading(out _));
        Assert.False(_talk.Down.TryTakeReading(out _));
    }

    [Fact]
    public void Counters_do_not_wrap_and_the_delay_is_that_of_the_busiest_tin()
    {
        NetlinkPeerQdisc cake = _talk.Qdisc("ifb");
        cake.Tins.Clear();
        cake.Tins.AddRange([(1000, uint.MaxValue, uint.MaxValue - 1, 0, 9000, 9999), (10, 0, 0, 0, 100, 200)]);
        (cake.Bytes, cake.Packets) = (10_000, uint.MaxValue);
        _talk.Turn();
        CakeReading first = CakeTalk.Reading(_talk.Down);
        cake.Tins[0] = (1500, 4, 3, 0, 8000, 8999);
        cake.Tins[1] = (9000, 1, 0, 700, 300, 400);
        (cake.Bytes, cake.Packets, cake.Backlog) = (20_000, 9, 700);
        _talk.Turn();
        CakeReading second = CakeTalk.Reading(_talk.Down);

        Assert.Equal((10ul, 6ul, 5ul),
            (second.Packets - first.Packets, second.Dropped - first.Dropped, second.Marked - first.Marked));
        Assert.Equal((300u, 400u, 700u), (second.DelayMicros, second.PeakDelayMicros, second.BacklogBytes));

        _talk.Turn();
        CakeReading idle = CakeTalk.Reading(_talk.Down);
        // Nothing was taken in, but the second tin still has something waiting; the mean of an idle one is history.
        Assert.Equal((300u, second.Packets, second.LineBytes), (idle.DelayMicros, idle.Packets, idle.LineBytes));
        cake.Tins[1] = (9000, 1, 0, 0, 300, 400);
        _talk.Turn();
        idle = CakeTalk.Reading(_talk.Down);
        Assert.Equal((0u, 0u), (idle.DelayMicros, idle.PeakDelayMicros));
    }

    [Fact]
    public void Bytes_are_weighed_as_the_bandwidth_weighs_them()
    {
        NetlinkPeerQdisc cake = _talk.Qdisc("ifb");
        cake.Overhead = 30;
        (cake.Bytes, cake.Packets) = (100_000, 100);
        _talk.Turn();
        CakeReading first = CakeTalk.Reading(_talk.Down);
        (cake.Bytes, cake.Packets) = (250_000, 200);
        _talk.Turn();

        Assert.Equal(100 * 1030ul, first.LineBytes);
        Assert.Equal(100 * 1530ul, CakeTalk.Reading(_talk.Down).LineBytes - first.LineBytes);
    }

    [Fact]
    public void A_cake_that_is_deleted_is_gone_after_two_looks_and_back_at_the_first()
    {
        _talk.Turn();
        NetlinkPeerQdisc cake = _talk.Qdisc("wan");
        _talk.Kernel["wan"].Qdiscs.Clear();
        _talk.Turn();
        Assert.Equal(CakeQueueState.Ready, _talk.Up.State);
        _talk.Turn();
        Assert.Equal(CakeQueueState.NoCake, _talk.Up.State);
        Assert.False(_talk.Up.TryTakeReading(out _));
        Assert.Equal(CakeQueueState.Ready, _talk.Down.State);

        cake.Handle = 0x8009_0000;
        _talk.Kernel["wan"].Qdiscs.Add(cake);
        _talk.Turn();
        Assert.Equal((CakeQueueState.Ready, 1), (_talk.Up.State, _talk.Up.Replacements));
    }

    [Fact]
    public void A_cake_that_is_missed_once_is_not_replaced()
    {
        _talk.Turn();
        NetlinkPeerQdisc cake = _talk.Qdisc("wan");
        _talk.Kernel["wan"].Qdiscs.Clear();
        _talk.Turn();
        _talk.Kernel["wan"].Qdiscs.Add(cake);
        _talk.Turn();

        Assert.Equal((CakeQueueState.Ready, 0), (_talk.Up.State, _talk.Up.Replacements));
    }

    [Theory]
    [InlineData(0x8002_0000u, 500ul)]
    [InlineData(0x8001_0000u, 499ul)]
    public void Another_handle_or_a_counter_that_went_back_is_another_cake(uint handle, ulong bytes)
    {
        NetlinkPeerQdisc cake = _talk.Qdisc("wan");
        cake.Bytes = 500;
        cake.Packets = 5;
        _talk.Turn();
        (cake.Handle, cake.Bytes, cake.Packets) = (handle, bytes, 1);
        _talk.Turn();

        Assert.Equal((CakeQueueState.Ready, 1), (_talk.Up.State, _talk.Up.Replacements));
        Assert.Equal((bytes, 1ul), (CakeTalk.Reading(_talk.Up).LineBytes, 1ul));
    }

    [Fact]
    public void A_foreign_set_up_is_noticed_and_a_foreign_bandwidth_only_read()
    {
        _talk.Turn();
        _talk.Qdisc("wan").BytesPerSecond = 77;
        _talk.Dialogue.Received(_talk.Kernel.QdiscNews("wan", 815));
        _talk.Turn();
        Assert.Equal((0, 815u, 77ul), (_talk.Up.Alterations, _talk.Up.ForeignPort,
            CakeTalk.Reading(_talk.Up).BytesPerSecond));

        _talk.Qdisc("wan").Diffserv = 1;
        _talk.Turn();
        Assert.Equal((1, 0), (_talk.Up.Alterations, _talk.Up.Replacements));
        Assert.NotEqual(_talk.Up.SetupBefore.Diffserv, _talk.Up.Setup.Diffserv);
    }

    [Fact]
    public void Another_set_of_tins_does_not_upset_the_counters()
    {
        NetlinkPeerQdisc cake = _talk.Qdisc("wan");
        cake.Tins[0] = (100, 50, 40, 0, 1, 1);
        _talk.Turn();
        ulong before = CakeTalk.Reading(_talk.Up).Dropped;
        cake.Diffserv = 0;
        cake.Tins.Clear();
        cake.Tins.AddRange([(0, 7, 7, 0, 1, 1), (0, 9, 9, 0, 1, 1), (0, 0, 0, 0, 1, 1)]);
        _talk.Turn();
        Assert.Equal(before, CakeTalk.Reading(_talk.Up).Dropped);
        cake.Tins[1] = (0, 12, 9, 0, 1, 1);
        _talk.Turn();
        Assert.Equal(before + 3, CakeTalk.Reading(_talk.Up).Dropped);
    }

    [Theory]
    [InlineData("cake 80010000 FFFFFFFF", CakeQueueState.Ready)]
    [InlineData("htb 10000 FFFFFFFF, cake 80050000 10010", CakeQueueState.Ready)]
    [InlineData("mq 10000 FFFFFFFF, cake 80110000 10001, fq_codel 0 10002", CakeQueueState.Ready)]
    [InlineData("mq 10000 FFFFFFFF, cake 80110000 10001, cake 80120000 10002", CakeQueueState.Several)]
    [InlineData("cake 0 FFFFFFFF", CakeQueueState.Fixed)]
    [InlineData("mq 10000 FFFFFFFF, cake 0 10001, cake 0 10002", CakeQueueState.Fixed)]
    [InlineData("mq 10000 FFFFFFFF, cake 0 10001, cake 80120000 10002", CakeQueueState.Ready)]
    [InlineData("cake_mq 80010000 FFFFFFFF, cake 0 80010001, cake 0 80010002", CakeQueueState.Ready)]
    [InlineData("fq_codel 80010000 FFFFFFFF", CakeQueueState.NoCake)]
    [InlineData("cakewalk 80010000 FFFFFFFF", CakeQueueState.NoCake)]
    [InlineData("", CakeQueueState.NoCake)]
    public void What_hangs_on_the_interface_decides_what_can_be_done(string qdiscs, CakeQueueState expected)
    {
        List<NetlinkPeerQdisc> there = _talk.Kernel["wan"].Qdiscs;
        there.Clear();
        foreach (string qdisc in qdiscs.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = qdisc.Split(' ');
            there.Add(new NetlinkPeerQdisc
            {
                Kind = words[0], Handle = Convert.ToUInt32(words[1], 16), Parent = Convert.ToUInt32(words[2], 16),
            });
        }
        _talk.Turn();

        Assert.Equal(expected, _talk.Up.State);
    }

    [Fact]
    public void A_cake_mq_counts_what_its_parts_have_done()
    {
        List<NetlinkPeerQdisc> there = _talk.Kernel["wan"].Qdiscs;
        there.Clear();
        there.Add(new NetlinkPeerQdisc { Kind = "cake_mq", Bytes = 300, Packets = 3, BytesPerSecond = 9 });
        there[0].Tins.Clear();
        for (uint queue = 1; queue <= 2; queue++)
        {
            there.Add(new NetlinkPeerQdisc { Handle = 0, Parent = 0x8001_0000 + queue });
            there[^1].Tins[0] = (100 * queue, queue, 2 * queue, 0, 1000 * queue, 2000 * queue);
        }
        _talk.Turn();
        CakeReading reading = CakeTalk.Reading(_talk.Up);

        Assert.Equal((9ul, 300ul, 3ul, 3ul, 6ul, 2000u),
            (reading.BytesPerSecond, reading.LineBytes, reading.Packets, reading.Dropped, reading.Marked,
                reading.DelayMicros));
        _talk.Up.Want(12);
        _talk.Turn();
        Assert.Equal([("wan", 12ul)], _talk.Kernel.Changes);
    }

    [Fact]
    public void An_interface_that_is_not_there_is_found_by_its_news()
    {
        _talk.Kernel.Remove("ifb");
        _talk.Turn();
        Assert.Equal((CakeQueueState.NoInterface, 0), (_talk.Down.State, _talk.Down.Index));
        _talk.Turn();

        _talk.Dialogue.Received(_talk.Kernel.Add("ifb", 7));
        _talk.Turn();
        Assert.Equal(CakeQueueState.Ready, _talk.Down.State);
    }

    [Fact]
    public void An_interface_whose_news_were_missed_is_found_by_looking_again()
    {
        _talk.Kernel.Remove("ifb");
        _talk.Turn();
        _talk.Kernel.Add("ifb", 7);
        _talk.Turn();
        Assert.Equal(CakeQueueState.NoInterface, _talk.Down.State);
        _talk.Turn(lookAgain: true);

        Assert.Equal(CakeQueueState.Ready, _talk.Down.State);
    }

    [Fact]
    public void An_interface_that_is_replaced_is_another_one_with_another_cake()
    {
        _talk.Turn();
        int before = _talk.Down.Index;
        _talk.Dialogue.Received(_talk.Kernel.Remove("ifb"));
        Assert.Equal(0, _talk.Down.Index);
        _talk.Dialogue.Received(_talk.Kernel.Add("ifb", 7));
        _talk.Turn();

        Assert.Equal((CakeQueueState.Ready, 1), (_talk.Down.State, _talk.Down.Replacements));
        Assert.NotEqual(before, _talk.Down.Index);
    }

    [Fact]
    public void An_interface_goes_down_and_up_and_keeps_its_cake()
    {
        _talk.Turn();
        _talk.Kernel["wan"].Running = false;
        _talk.Dialogue.Received(_talk.Kernel.News("wan"));
        Assert.False(_talk.Up.Running);
        _talk.Turns(3);
        Assert.Equal((CakeQueueState.Ready, 0), (_talk.Up.State, _talk.Up.Replacements));
        _talk.Kernel["wan"].Running = true;
        _talk.Dialogue.Received(_talk.Kernel.News("wan"));

        Assert.True(_talk.Up.Running);
    }

    [Fact]
    public void An_interface_that_is_renamed_is_not_the_one_that_was_meant()
    {
        _talk.Turn();
        _talk.Kernel["wan"].Name = "lan";
        _talk.Dialogue.Received(_talk.Kernel.News("lan"));
        _talk.Turns(2);
        Assert.Equal(CakeQueueState.NoInterface, _talk.Up.State);
        _talk.Kernel["lan"].Name = "wan";
        _talk.Dialogue.Received(_talk.Kernel.News("wan"));
        _talk.Turn();

        Assert.Equal((CakeQueueState.Ready, 0), (_talk.Up.State, _talk.Up.Replacements));
    }

    [Fact]
    public void A_bridges_word_about_its_port_is_not_the_interfaces_end()
    {
        _talk.Turn();
        _talk.Kernel["wan"].Family = 7;
        int before = _talk.Up.Index;
        _talk.Dialogue.Received(_talk.Kernel.Remove("wan"));

        Assert.Equal(before, _talk.Up.Index);
    }

    [Fact]
    public void After_an_overrun_interfaces_are_looked_up_again()
    {
        _talk.Turn();
        _talk.Kernel.Remove("ifb");
        _talk.Kernel["wan"].Running = false;
        _talk.Dialogue.Overrun();
        _talk.Turn();

        Assert.Equal(1, _talk.Dialogue.Overruns);
        Assert.Equal((0, false), (_talk.Down.Index, _talk.Up.Running));
    }

    [Fact]
    public void A_qdisc_that_cannot_be_read_says_nothing_and_nothing_is_lost()
    {
        _talk.Turn();
        _ = CakeTalk.Reading(_talk.Up);
        _talk.Qdisc("wan").Broken = true;
        _talk.Turns(5);
        Assert.Equal(CakeQueueState.Ready, _talk.Up.State);
        Assert.False(_talk.Up.TryTakeReading(out _));
        _talk.Qdisc("wan").Broken = false;
        _talk.Turn();

        Assert.True(_talk.Up.TryTakeReading(out _));
    }
}
