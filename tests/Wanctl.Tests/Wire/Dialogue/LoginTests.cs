using Wanctl.Tests.Wire.RouterOs;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>How a conversation begins, and how it ends before it has begun.</summary>
public class LoginTests
{
    private static readonly Wishes All = Wishes.Statistics | Wishes.Resolve | Wishes.Resource;

    [Fact]
    public void The_login_goes_alone_first_and_untagged()
    {
        var peer = new RouterPeer("down", "up");
        peer.Dialogue.Open();
        peer.Queue(0).Want(1, 0);

        Assert.Equal(["/login|=name=wanctl|=password=secret"], peer.Hear(All));
        Assert.Empty(peer.Hear(All));
        Assert.True(peer.Dialogue.Waiting);
        Assert.Equal(DialogueStage.LoggingIn, peer.Dialogue.Stage);
    }

    [Fact]
    public void Nothing_is_said_while_there_is_no_connection()
    {
        var peer = new RouterPeer("down");
        peer.Queue(0).Want(1, 0);

        Assert.Empty(peer.Hear(All));
        Assert.False(peer.Dialogue.Waiting);
    }

    [Fact]
    public void An_accepted_login_is_followed_by_the_search_and_the_router_s_facts()
    {
        RouterPeer peer = new RouterPeer("down", "up").LogIn();

        Assert.Equal(DialogueStage.Talking, peer.Dialogue.Stage);
        Assert.Equal(
            [
                "/queue/tree/print|.tag=q0001|=.proplist=.id,name,parent,max-limit,bytes,dropped,queued-bytes,disabled"
                    + ",invalid|?name=down|?name=up|?#|",
                "/system/resource/print|.tag=r0001|=.proplist=uptime,version,cpu-load,write-sect-since-reboot",
            ],
            peer.Hear());
        Assert.False(peer.Dialogue.Resolved);
    }

    [Theory]
    [InlineData("R04", "invalid user name or password (6)")]
    [InlineData("R05", "cannot log in")]
    [InlineData("R09", "std failure: not allowed (9)")]
    public void A_refused_login_ends_the_conversation_with_the_router_s_words(string vector, string words)
    {
        var peer = new RouterPeer("down");
        peer.Dialogue.Open();
        peer.Hear();
        peer.Send(RouterOsVector.Find("rx", vector).Bytes);

        Assert.Equal(DialogueStage.Ended, peer.Dialogue.Stage);
        Assert.Equal(DialogueEnd.LoginRefused, peer.Dialogue.End);
        Assert.Equal(words, peer.Dialogue.Complaint);
        Assert.Empty(peer.Hear(All));
        Assert.False(peer.Dialogue.Waiting);
    }

    [Fact]
    public void The_challenge_of_an_old_router_is_no_success()
    {
        var peer = new RouterPeer("down");
        peer.Dialogue.Open();
        peer.Hear();
        peer.Send(RouterOsVector.Find("rx", "R03").Bytes);

        Assert.Equal(DialogueEnd.RouterTooOld, peer.Dialogue.End);
        Assert.Contains("6.43", peer.Dialogue.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_comes_before_the_login_was_sent_is_no_success()
    {
        var peer = new RouterPeer("down");
        peer.Dialogue.Open();
        peer.Say("!done");

        Assert.Equal(DialogueStage.LoggingIn, peer.Dialogue.Stage);
        Assert.Equal(1, peer.Dialogue.Strays);
        Assert.StartsWith("/login|", peer.HearOne(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("R13", "session terminated on request")]
    [InlineData("R15", "the router gave no reason")]
    public void Fatal_ends_the_conversation_with_or_without_a_reason(string vector, string words)
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        peer.Send(RouterOsVector.Find("rx", vector).Bytes);

        Assert.Equal(DialogueStage.Ended, peer.Dialogue.Stage);
        Assert.Equal(DialogueEnd.Fatal, peer.Dialogue.End);
        Assert.Equal(words, peer.Dialogue.Complaint);
    }

    [Fact]
    public void Fatal_may_come_instead_of_the_login_s_answer()
    {
        var peer = new RouterPeer("down");
        peer.Dialogue.Open();
        peer.Say("!fatal|too many sessions");

        Assert.Equal(DialogueEnd.Fatal, peer.Dialogue.End);
        Assert.Equal("too many sessions", peer.Dialogue.Complaint);
    }

    [Theory]
    [InlineData("C01")]
    [InlineData("C04")]
    [InlineData("F06")]
    [InlineData("F07")]
    [InlineData("R28")]
    public void What_no_router_sends_is_a_protocol_error(string vector)
    {
        foreach (RouterPeer peer in (RouterPeer[])[new RouterPeer("down"), new RouterPeer("down").Prepare()])
        {
            if (peer.Dialogue.Stage == DialogueStage.Closed)
                peer.Dialogue.Open();
            peer.Send(RouterOsVector.Find("rx", vector).Bytes);

            Assert.Equal(DialogueEnd.ProtocolError, peer.Dialogue.End);
            Assert.Equal(DialogueStage.Ended, peer.Dialogue.Stage);
            Assert.Empty(peer.Hear(All));
        }
    }

    [Fact]
    public void A_conversation_can_begin_again_after_any_end()
    {
        var peer = new RouterPeer("down");
        peer.Dialogue.Open();
        peer.Hear();
        peer.Say("=no=reply");
        Assert.Equal(DialogueStage.Ended, peer.Dialogue.Stage);
        peer.Dialogue.Close();
        Assert.Equal(DialogueEnd.None, peer.Dialogue.End);

        peer.Prepare();

        Assert.Equal(QueueState.Ready, peer.Queue(0).State);
    }

    [Fact]
    public void More_queues_than_a_tag_can_number_are_refused_at_once() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RouterDialogue("u", "p", false, new string[257]));
}
