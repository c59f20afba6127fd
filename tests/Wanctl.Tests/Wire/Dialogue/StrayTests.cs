using Wanctl.Tests.Wire.RouterOs;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>Replies that answer nothing are counted and do no harm.</summary>
public class StrayTests
{
    [Theory]
    [InlineData("F14", 2)]
    [InlineData("R29", 1)]
    [InlineData("F15", 2)]
    [InlineData("R35", 4)]
    [InlineData("R36", 3)]
    [InlineData("R01", 1)]
    [InlineData("R20", 3)]
    public void Foreign_absent_and_damaged_tags_are_strays(string vector, int strays)
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        peer.Send(RouterOsVector.Find("rx", vector).Bytes);

        Assert.Equal(strays, peer.Dialogue.Strays);
        Assert.Equal(DialogueStage.Talking, peer.Dialogue.Stage);
        Assert.Equal(0, peer.Dialogue.Complaints);
    }

    [Theory]
    [InlineData(".tag=s0002")]
    [InlineData(".tag=s0000")]
    [InlineData(".tag=s0101")]
    [InlineData(".tag=sff01")]
    [InlineData(".tag=p0101")]
    [InlineData(".tag=r0101")]
    [InlineData(".tag=x0001")]
    [InlineData(".tag=s001")]
    [InlineData(".tag=s00011")]
    [InlineData(".tag=s0g01")]
    public void Only_the_tag_that_was_sent_answers(string tag)
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        peer.Queue(0).Want(10, 0);
        Assert.Contains(".tag=s0001", peer.HearOne(), StringComparison.Ordinal);
        peer.Say("!done|" + tag, $"!trap|{tag}|=message=x", $"!re|{tag}|=name=down|=.id=*5");

        Assert.Equal(QueueOutcome.None, peer.Queue(0).TakeOutcome());
        Assert.Equal(3, peer.Dialogue.Strays);
        Assert.True(peer.Dialogue.Waiting);
        peer.Say("!done|.tag=s0001");
        Assert.Equal(QueueOutcome.Done, peer.Queue(0).TakeOutcome());
    }

    [Fact]
    public void A_second_done_does_not_answer_the_next_request()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        peer.Queue(0).Want(10, 0);
        string first = RouterPeer.TagOf(peer.HearOne());
        peer.Say("!done|" + first, "!done|" + first);
        peer.Queue(0).TakeOutcome();
        peer.Queue(0).Want(20, 0);
        string second = RouterPeer.TagOf(peer.HearOne());
        peer.Say("!done|" + first);

        Assert.Equal(2, peer.Dialogue.Strays);
        Assert.Equal(QueueOutcome.None, peer.Queue(0).TakeOutcome());
        peer.Say("!done|" + second);
        Assert.Equal(QueueOutcome.Done, peer.Queue(0).TakeOutcome());
    }

    [Fact]
    public void Unknown_reply_words_are_skipped_and_counted()
    {
        RouterPeer peer = new RouterPeer("down");
        peer.Dialogue.Open();
        peer.Hear();
        peer.Say("!wat|=x=1", "!done");
        string tag = RouterPeer.TagOf(peer.Hear()[0]);
        peer.Say($"!wat|{tag}", $"!progress|{tag}|=percent=7", "!done|" + tag);

        Assert.Equal(3, peer.Dialogue.UnknownReplies);
        Assert.Equal(0, peer.Dialogue.Strays);
        Assert.Equal(QueueState.Missing, peer.Queue(0).State);
    }
}
