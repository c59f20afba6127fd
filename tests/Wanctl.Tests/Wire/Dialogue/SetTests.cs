using System.Text;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>Setting limits, and what becomes of it.</summary>
public class SetTests
{
    [Fact]
    public void A_set_carries_max_limit_and_nothing_else_byte_for_byte()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        peer.Queue(0).Want(940_000_000, 0);
        byte[] buffer = new byte[peer.Dialogue.ComposeSizeMax];
        int size = peer.Dialogue.Compose(buffer, Wishes.None);

        const string Expected = "\u000f/queue/tree/set\u000a.tag=s0001\u0007=.id=*1\u0014=max-limit=940000000\0";
        Assert.Equal(Expected, Encoding.Latin1.GetString(buffer, 0, size));
        Assert.Equal(940_000_000, peer.Queue(0).SentFirst);
        Assert.False(peer.Queue(0).Pending);
    }

    [Fact]
    public void A_simple_queue_carries_upload_and_download_in_that_order()
    {
        RouterPeer peer = new RouterPeer(simple: true, "both").Prepare();
        peer.Queue(0).Want(38_000_000, 940_000_000);

        Assert.Equal("/queue/simple/set|.tag=s0001|=.id=*1|=max-limit=38000000/940000000", peer.HearOne());
    }

    [Fact]
    public void Done_is_done_once()
    {
        RouterPeer peer = Asked(out string tag);
        Assert.Equal(QueueOutcome.None, peer.Queue(0).TakeOutcome());
        peer.Say("!done|" + tag);

        Assert.Equal(QueueOutcome.Done, peer.Queue(0).TakeOutcome());
        Assert.Equal(QueueOutcome.None, peer.Queue(0).TakeOutcome());
        Assert.False(peer.Dialogue.Waiting);
    }

    [Theory]
    [InlineData("!trap|{0}|=message=not enough permissions (9)")]
    [InlineData("!trap|{0}|=category=1|=message=input does not match any value of max-limit")]
    [InlineData("!trap|{0}|=message=a;!trap|{0}|=category=2|=message=interrupted")]
    [InlineData("!trap|{0}|=message=a;!trap|{0}|=category=0|=message=no such item")]
    [InlineData("!trap|{0}")]
    public void A_trap_is_a_refusal_and_the_first_of_several_decides(string traps)
    {
        RouterPeer peer = Asked(out string tag);
        foreach (string trap in traps.Split(';'))
            peer.Say(trap.Replace("{0}", tag));
        Assert.Equal(QueueOutcome.None, peer.Queue(0).TakeOutcome());
        peer.Say("!done|" + tag);

        Assert.Equal(QueueOutcome.Refused, peer.Queue(0).TakeOutcome());
        Assert.Equal(QueueState.Ready, peer.Queue(0).State);
        Assert.NotEqual("", peer.Dialogue.Complaint);
        Assert.Equal(traps.Split(';').Length, peer.Dialogue.Complaints);
        Assert.False(peer.Dialogue.Waiting);
    }

    [Theory]
    [InlineData("!trap|{0}|=category=0|=message=no such item (4)")]
    [InlineData("!trap|{0}|=message=no such item")]
    [InlineData("!trap|{0}|=message=No such item")]
    [InlineData("!trap|{0}|=category=0")]
    public void A_queue_that_is_gone_is_lost_and_looked_for_again(string trap)
    {
        RouterPeer peer = Asked(out string tag);
        peer.Say(trap.Replace("{0}", tag), "!done|" + tag);

        Assert.Equal(QueueOutcome.Lost, peer.Queue(0).TakeOutcome());
        Assert.Equal(QueueState.Unknown, peer.Queue(0).State);
        peer.Queue(0).Want(2, 0);
        string search = peer.HearOne();
        Assert.True(RouterPeer.IsResolve(search));
        tag = RouterPeer.TagOf(search);
        peer.Say($"!re|{tag}|=.id=*77|=name=down", "!done|" + tag);
        Assert.Contains("=.id=*77|=max-limit=2", peer.HearOne(), StringComparison.Ordinal);
    }

    [Fact]
    public void Traps_of_two_sets_are_not_mixed_up()
    {
        RouterPeer peer = new RouterPeer("down", "up").Prepare();
        peer.Queue(0).Want(1, 0);
        peer.Queue(1).Want(2, 0);
        List<string> sets = peer.Hear();
        (string down, string up) = (RouterPeer.TagOf(sets[0]), RouterPeer.TagOf(sets[1]));
        peer.Say($"!trap|{down}|=message=no such item", $"!trap|{up}|=message=not enough permissions (9)");
        peer.Say("!done|" + up, "!done|" + down);

        Assert.Equal(QueueOutcome.Lost, peer.Queue(0).TakeOutcome());
        Assert.Equal(QueueOutcome.Refused, peer.Queue(1).TakeOutcome());
    }

    [Fact]
    public void The_newest_value_wins_while_a_set_is_outstanding()
    {
        RouterPeer peer = Asked(out string tag);
        peer.Queue(0).Want(20, 0);
        peer.Queue(0).Want(30, 0);
        Assert.Empty(peer.Hear());
        Assert.Equal(10, peer.Queue(0).SentFirst);
        peer.Say("!done|" + tag);

        Assert.Equal("/queue/tree/set|.tag=s0002|=.id=*1|=max-limit=30", peer.HearOne());
    }

    [Fact]
    public void A_closed_connection_loses_what_was_on_its_way_and_what_waited()
    {
        var peer = new RouterPeer("down", "up", "idle");
        peer.Prepare();
        peer.Queue(0).Want(10, 0);
        peer.Hear();
        peer.Queue(1).Want(20, 0);
        peer.Dialogue.Close();

        Assert.Equal(QueueOutcome.Lost, peer.Queue(0).TakeOutcome());
        Assert.Equal(QueueOutcome.Lost, peer.Queue(1).TakeOutcome());
        Assert.Equal(QueueOutcome.None, peer.Queue(2).TakeOutcome());
        Assert.False(peer.Dialogue.Waiting);
        Assert.Equal(QueueState.Unknown, peer.Queue(0).State);
    }

    [Fact]
    public void An_old_value_is_not_sent_on_a_fresh_connection()
    {
        RouterPeer peer = Asked(out _);
        peer.Queue(0).Want(20, 0);
        peer.Dialogue.Close();
        peer.Prepare();

        Assert.Empty(peer.Hear());
        Assert.Equal(QueueOutcome.Lost, peer.Queue(0).TakeOutcome());
    }

    [Fact]
    public void Generations_go_round_without_a_stumble()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        for (int i = 1; i <= 600; i++)
        {
            peer.Queue(0).Want(i, 0);
            string set = peer.HearOne();
            Assert.Contains($".tag=s00{i & 0xFF:x2}|", set, StringComparison.Ordinal);
            peer.Say("!done|" + RouterPeer.TagOf(set));
            Assert.Equal(QueueOutcome.Done, peer.Queue(0).TakeOutcome());
        }
        Assert.Equal(0, peer.Dialogue.Strays);
    }

    private static RouterPeer Asked(out string tag)
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        peer.Queue(0).Want(10, 0);
        tag = RouterPeer.TagOf(peer.HearOne());
        return peer;
    }
}
