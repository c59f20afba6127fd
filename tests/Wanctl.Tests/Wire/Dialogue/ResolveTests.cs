using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>Looking for queues by name.</summary>
public class ResolveTests
{
    private const string Well = "=.id=*1|=name=down|=max-limit=40M|=disabled=false|=invalid=false";

    [Fact]
    public void One_row_makes_a_queue_ready_and_is_its_first_reading()
    {
        RouterPeer peer = Answered("!re|{0}|" + Well + "|=bytes=7|=dropped=8|=queued-bytes=9", "!done|{0}");

        Assert.Equal(QueueState.Ready, peer.Queue(0).State);
        Assert.True(peer.Dialogue.Resolved);
        Assert.True(peer.Queue(0).TryTakeReading(out QueueReading reading));
        Assert.Equal(40_000_000, reading.LimitFirst);
        Assert.Equal((7ul, 8ul, 9ul), (reading.BytesFirst, reading.DroppedFirst, reading.QueuedFirst));
        Assert.False(peer.Queue(0).TryTakeReading(out _));
    }

    [Theory]
    [InlineData("!done|{0}")]
    [InlineData("!empty|{0};!done|{0}")]
    [InlineData("!re|{0}|=.id=*1|=name=Down;!done|{0}")]
    [InlineData("!re|{0};!done|{0}")]
    public void No_row_of_that_name_is_missing_before_and_after_7_18(string answer)
    {
        RouterPeer peer = Answered(answer.Split(';'));

        Assert.Equal(QueueState.Missing, peer.Queue(0).State);
        Assert.True(peer.Dialogue.Resolved);
        Assert.False(peer.Dialogue.Waiting);
        Assert.Equal(0, peer.Dialogue.UnknownReplies);
    }

    [Fact]
    public void Several_of_one_name_are_left_alone_and_not_read()
    {
        RouterPeer peer = Answered("!re|{0}|" + Well, "!re|{0}|" + Well.Replace("*1", "*2"), "!done|{0}");

        Assert.Equal(QueueState.Several, peer.Queue(0).State);
        Assert.False(peer.Queue(0).TryTakeReading(out _));
        peer.Queue(0).Want(1_000_000, 0);
        Assert.Empty(peer.Hear());
    }

    [Fact]
    public void A_doubled_name_is_not_written_even_while_its_rows_come_in()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        string tag = RouterPeer.TagOf(peer.HearOne(Wishes.Resolve));
        peer.Say($"!re|{tag}|" + Well.Replace("*1", "*7"));
        peer.Queue(0).Want(1_000_000, 0);

        Assert.Contains("=.id=*1|", peer.HearOne() + "|", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=disabled=true|=invalid=false", QueueState.Disabled)]
    [InlineData("=disabled=yes|=invalid=no", QueueState.Disabled)]
    [InlineData("=disabled=false|=invalid=true", QueueState.Invalid)]
    [InlineData("=disabled=true|=invalid=true", QueueState.Invalid)]
    [InlineData("=comment=none of both", QueueState.Ready)]
    public void A_queue_without_effect_is_named_so(string flags, QueueState state)
    {
        RouterPeer peer = Answered("!re|{0}|=.id=*1|=name=down|" + flags, "!done|{0}");

        Assert.Equal(state, peer.Queue(0).State);
        peer.Queue(0).Want(1_000_000, 0);
        Assert.Equal(state == QueueState.Ready ? 1 : 0, peer.Hear().Count);
    }

    [Theory]
    [InlineData("=name=down")]
    [InlineData("=name=down|=.id=")]
    [InlineData("=name=down|=.id=*123456789012345678901234567890")]
    public void A_row_without_a_usable_id_makes_nothing_ready(string row)
    {
        RouterPeer peer = Answered("!re|{0}|" + row, "!done|{0}");

        Assert.NotEqual(QueueState.Ready, peer.Queue(0).State);
        peer.Queue(0).Want(1_000_000, 0);
        Assert.Empty(peer.Hear());
    }

    [Fact]
    public void A_refused_search_leaves_the_queue_unknown_and_is_repeated_when_wished()
    {
        RouterPeer peer = Answered("!trap|{0}|=message=not enough permissions (9)", "!done|{0}");

        Assert.Equal(QueueState.Unknown, peer.Queue(0).State);
        Assert.Equal("not enough permissions (9)", peer.Dialogue.Complaint);
        Assert.True(RouterPeer.IsResolve(peer.HearOne(Wishes.Resolve)));
    }

    [Fact]
    public void More_than_sixteen_queues_go_in_groups_and_all_must_answer()
    {
        string[] names = new string[35];
        for (int i = 0; i < names.Length; i++)
            names[i] = $"queue-{i}";
        RouterPeer peer = new RouterPeer(names).LogIn();
        List<string> requests = peer.Hear();

        Assert.Equal(4, requests.Count);
        Assert.Equal(16, requests[0].Split("?name=").Length - 1);
        Assert.Equal(15, requests[0].Split("?#|").Length - 1);
        Assert.Equal(3, requests[2].Split("?name=").Length - 1);
        peer.Say("!done|" + RouterPeer.TagOf(requests[0]), "!done|" + RouterPeer.TagOf(requests[2]));
        Assert.False(peer.Dialogue.Resolved);
        Assert.Equal(QueueState.Missing, peer.Queue(34).State);
        Assert.Equal(QueueState.Unknown, peer.Queue(20).State);
        string tag = RouterPeer.TagOf(requests[1]);
        peer.Say($"!re|{tag}|=.id=*9|=name=queue-20|=max-limit=1", $"!re|{tag}|=.id=*8|=name=queue-3", $"!done|{tag}");
        Assert.True(peer.Dialogue.Resolved);
        Assert.Equal(QueueState.Ready, peer.Queue(20).State);
        Assert.Equal(QueueState.Missing, peer.Queue(3).State);
    }

    [Fact]
    public void A_queue_that_came_back_is_found_by_the_next_search()
    {
        RouterPeer peer = Answered("!done|{0}");
        string tag = RouterPeer.TagOf(peer.HearOne(Wishes.Resolve));
        peer.Say($"!re|{tag}|{Well}", $"!done|{tag}");

        Assert.Equal(QueueState.Ready, peer.Queue(0).State);
    }

    [Fact]
    public void Names_are_compared_as_bytes()
    {
        RouterPeer peer = new RouterPeer("dé").LogIn();
        string tag = RouterPeer.TagOf(peer.Hear()[0]);
        peer.Say($"!re|{tag}|=.id=*1|=name=dé", $"!re|{tag}|=.id=*2|=name=d\u00c3\u00a9", $"!done|{tag}");

        Assert.Equal(QueueState.Ready, peer.Queue(0).State);
        peer.Queue(0).Want(5, 0);
        Assert.Contains("=.id=*2|", peer.Hear()[0], StringComparison.Ordinal);
    }

    private static RouterPeer Answered(params string[] answer)
    {
        RouterPeer peer = new RouterPeer("down").LogIn();
        List<string> requests = peer.Hear();
        peer.Say("!done|" + RouterPeer.TagOf(requests[1]));
        foreach (string sentence in answer)
            peer.Say(sentence.Replace("{0}", RouterPeer.TagOf(requests[0])));
        return peer;
    }
}
