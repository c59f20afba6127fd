using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>Reading limits, counters and what the router says about itself.</summary>
public class StatisticsTests
{
    [Fact]
    public void Statistics_ask_for_all_queues_in_one_request()
    {
        RouterPeer peer = new RouterPeer("down", "up").Prepare();

        Assert.Equal(
            "/queue/tree/print|.tag=p0001|=.proplist=.id,name,max-limit,bytes,dropped,queued-bytes,disabled,invalid"
                + "|?name=down|?name=up|?#|",
            peer.HearOne(Wishes.Statistics));
        Assert.Empty(peer.Hear(Wishes.Statistics));
    }

    [Fact]
    public void Rows_in_any_order_become_readings_and_a_damaged_counter_keeps_its_value()
    {
        RouterPeer peer = new RouterPeer("down", "up").Prepare();
        Rows(peer, "!re|=name=down|=max-limit=1|=bytes=70|=dropped=1|{0}", "!re|=name=up|=max-limit=2|{0}");
        Rows(
            peer,
            "!re|=name=up|=max-limit=38M|=bytes=5|=dropped=|=queued-bytes|=.id=*2|{0}",
            "!re|{0}|=.id=*1|=name=down|=max-limit=940000000|=bytes=18446744073709551616|=dropped=3");

        Assert.True(peer.Queue(1).TryTakeReading(out QueueReading up));
        Assert.Equal((38_000_000L, 5ul, 0ul, 0ul), (up.LimitFirst, up.BytesFirst, up.DroppedFirst, up.QueuedFirst));
        Assert.True(peer.Queue(0).TryTakeReading(out QueueReading down));
        Assert.Equal((940_000_000L, 70ul, 3ul), (down.LimitFirst, down.BytesFirst, down.DroppedFirst));
    }

    [Theory]
    [InlineData("")]
    [InlineData("|=max-limit")]
    [InlineData("|=max-limit=")]
    [InlineData("|=max-limit=fast")]
    [InlineData("|=max-limit=1/2")]
    public void A_row_without_a_limit_is_no_reading_and_its_id_counts_all_the_same(string limit)
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        Rows(peer, "!re|{0}|=name=down|=max-limit=940M|=bytes=7");
        Assert.True(peer.Queue(0).TryTakeReading(out _));
        Rows(peer, "!re|{0}|=.id=*AB|=name=down|=bytes=9" + limit);

        Assert.False(peer.Queue(0).TryTakeReading(out _));
        Assert.Equal((1, QueueState.Ready), (peer.Dialogue.UnreadableRows, peer.Queue(0).State));
        peer.Queue(0).Want(1, 0);
        Assert.Contains("|=.id=*AB|", peer.HearOne(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5M")]
    [InlineData("5M/")]
    [InlineData("/5M")]
    [InlineData("1M/2M/3M")]
    public void Half_a_limit_of_a_simple_queue_is_no_reading(string limit)
    {
        RouterPeer peer = new RouterPeer(simple: true, "both").Prepare();
        peer.Queue(0).TryTakeReading(out _);
        Rows(peer, "!re|{0}|=name=both|=max-limit=" + limit);

        Assert.False(peer.Queue(0).TryTakeReading(out _));
        Assert.Equal(1, peer.Dialogue.UnreadableRows);
    }

    [Fact]
    public void Half_a_counter_of_a_simple_queue_keeps_the_other_half_s_value()
    {
        RouterPeer peer = new RouterPeer(simple: true, "both").Prepare();
        Rows(peer, "!re|{0}|=name=both|=max-limit=1/2|=bytes=10/20");
        Rows(peer, "!re|{0}|=name=both|=max-limit=1/2|=bytes=/21|=dropped=5");

        Assert.True(peer.Queue(0).TryTakeReading(out QueueReading both));
        Assert.Equal((10ul, 21ul, 0ul), (both.BytesFirst, both.BytesSecond, both.DroppedFirst));
    }

    [Fact]
    public void A_simple_queue_has_two_of_each()
    {
        RouterPeer peer = new RouterPeer(simple: true, "both").Prepare();
        string request = peer.HearOne(Wishes.Statistics);
        Assert.StartsWith("/queue/simple/print|", request, StringComparison.Ordinal);
        string tag = RouterPeer.TagOf(request);
        peer.Say(
            $"!re|{tag}|=name=both|=max-limit=20M/100000000|=bytes=1/2|=dropped=3/4|=queued-bytes=5/6",
            "!done|" + tag);

        Assert.True(peer.Queue(0).TryTakeReading(out QueueReading both));
        Assert.Equal((20_000_000L, 100_000_000L), (both.LimitFirst, both.LimitSecond));
        Assert.Equal((1ul, 2ul), (both.BytesFirst, both.BytesSecond));
        Assert.Equal((3ul, 4ul), (both.DroppedFirst, both.DroppedSecond));
        Assert.Equal((5ul, 6ul), (both.QueuedFirst, both.QueuedSecond));
    }

    [Theory]
    [InlineData("", QueueState.Missing)]
    [InlineData("!re|{0}|=.id=*1|=name=renamed", QueueState.Missing)]
    [InlineData("!re|{0}|=.id=*1|=name=down;!re|{0}|=.id=*2|=name=down", QueueState.Several)]
    [InlineData("!re|{0}|=.id=*1|=name=down|=disabled=true|=invalid=false", QueueState.Disabled)]
    [InlineData("!re|{0}|=.id=*1|=name=down|=disabled=false|=invalid=true", QueueState.Invalid)]
    public void A_reading_shows_that_a_queue_is_of_no_use_and_a_search_that_it_is_again(string rows, QueueState state)
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        peer.Queue(0).TryTakeReading(out _);
        peer.Queue(0).Want(1, 0);
        string set = RouterPeer.TagOf(peer.HearOne());
        string tag = RouterPeer.TagOf(peer.HearOne(Wishes.Statistics));
        peer.Queue(0).Want(2, 0);
        foreach (string row in rows.Split(';', StringSplitOptions.RemoveEmptyEntries))
            peer.Say(row.Replace("{0}", tag));
        peer.Say("!done|" + tag);

        Assert.Equal(state, peer.Queue(0).State);
        Assert.Equal(QueueOutcome.Lost, peer.Queue(0).TakeOutcome());
        Assert.False(peer.Queue(0).TryTakeReading(out _));
        peer.Say("!done|" + set);
        tag = RouterPeer.TagOf(peer.HearOne(Wishes.Resolve));
        peer.Say($"!re|{tag}|=.id=*1|=name=down|=max-limit=7|=disabled=false|=invalid=false", "!done|" + tag);
        Assert.Equal(QueueState.Ready, peer.Queue(0).State);
        Assert.True(peer.Queue(0).TryTakeReading(out QueueReading reading));
        Assert.Equal(7, reading.LimitFirst);
        Assert.Empty(peer.Hear());
    }

    [Fact]
    public void A_queue_that_was_made_again_is_written_by_its_present_id()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        string tag = RouterPeer.TagOf(peer.HearOne(Wishes.Statistics));
        peer.Say($"!re|{tag}|=.id=*ABC|=name=down", "!done|" + tag);
        peer.Queue(0).Want(1, 0);

        Assert.Contains("|=.id=*ABC|", peer.HearOne(), StringComparison.Ordinal);
        Assert.Equal(1, peer.Queue(0).Replacements);
    }

    [Fact]
    public void A_refused_reading_changes_nothing()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        string tag = RouterPeer.TagOf(peer.HearOne(Wishes.Statistics));
        peer.Say($"!trap|{tag}|=message=interrupted|=category=2", "!done|" + tag);

        Assert.Equal(QueueState.Ready, peer.Queue(0).State);
        Assert.False(RouterPeer.IsResolve(peer.HearOne(Wishes.Statistics)));
    }

    [Fact]
    public void Answers_that_interleave_find_their_requests()
    {
        RouterPeer peer = new RouterPeer("down", "up").Prepare();
        peer.Queue(0).Want(11, 0);
        peer.Queue(1).Want(22, 0);
        List<string> asked = peer.Hear(Wishes.Statistics | Wishes.Resource);
        Assert.Equal(4, asked.Count);
        string down = RouterPeer.TagOf(asked[0]);
        string up = RouterPeer.TagOf(asked[1]);
        string rows = RouterPeer.TagOf(asked[2]);
        string facts = RouterPeer.TagOf(asked[3]);
        peer.Say(
            $"!re|{rows}|=name=up|=max-limit=22",
            "!done|" + up,
            $"!re|{facts}|=uptime=1h|=cpu-load=7|=write-sect-since-reboot=99",
            $"!re|{rows}|=name=down|=max-limit=1",
            "!done|" + rows,
            $"!trap|{down}|=message=failure",
            "!done|" + facts,
            "!done|" + down);

        Assert.Equal(QueueOutcome.Refused, peer.Queue(0).TakeOutcome());
        Assert.Equal(QueueOutcome.Done, peer.Queue(1).TakeOutcome());
        Assert.True(peer.Queue(0).TryTakeReading(out QueueReading reading));
        Assert.Equal(1, reading.LimitFirst);
        Assert.Equal((7, 99ul, 1), (peer.Dialogue.Facts.CpuPercent, peer.Dialogue.Facts.SectorsWritten,
            peer.Dialogue.Facts.Readings));
        Assert.False(peer.Dialogue.Waiting);
    }

    [Fact]
    public void An_uptime_that_shrinks_is_a_reboot_also_across_connections()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        Uptime(peer, "2d3h");
        Uptime(peer, "2d3h1m");
        Assert.Equal(0, peer.Dialogue.Facts.Reboots);
        peer.Dialogue.Close();
        peer.Prepare();
        Uptime(peer, "00:00:41");

        Assert.Equal(1, peer.Dialogue.Facts.Reboots);
        Assert.Equal(41_000_000_000, peer.Dialogue.Facts.UptimeNanos);
    }

    private static void Rows(RouterPeer peer, params string[] rows)
    {
        string tag = RouterPeer.TagOf(peer.HearOne(Wishes.Statistics));
        foreach (string row in rows)
            peer.Say(row.Replace("{0}", tag));
        peer.Say("!done|" + tag);
    }

    private static void Uptime(RouterPeer peer, string uptime)
    {
        string tag = RouterPeer.TagOf(peer.HearOne(Wishes.Resource));
        peer.Say($"!re|{tag}|=uptime={uptime}", "!done|" + tag);
    }
}
