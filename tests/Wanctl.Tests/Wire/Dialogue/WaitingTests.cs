using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>How the driver learns that one request waits too long, whatever else is answered.</summary>
public class WaitingTests
{
    [Fact]
    public void The_oldest_request_that_waits_has_its_stamp()
    {
        RouterPeer peer = new RouterPeer("down", "up").Prepare();
        Assert.Equal(long.MaxValue, peer.Dialogue.OldestWaiting);
        peer.Queue(0).Want(1, 0);
        string set = RouterPeer.TagOf(Assert.Single(peer.Hear(stamp: 100)));
        string rows = RouterPeer.TagOf(Assert.Single(peer.Hear(Wishes.Statistics, 150)));
        string facts = RouterPeer.TagOf(Assert.Single(peer.Hear(Wishes.Resource, 200)));

        Assert.Equal(100, peer.Dialogue.OldestWaiting);
        peer.Say("!done|" + set);
        Assert.Equal(150, peer.Dialogue.OldestWaiting);
        peer.Say("!done|" + rows);
        Assert.Equal(200, peer.Dialogue.OldestWaiting);
        peer.Say("!done|" + facts);
        Assert.Equal(long.MaxValue, peer.Dialogue.OldestWaiting);
        Assert.False(peer.Dialogue.Waiting);
    }

    [Fact]
    public void Answers_to_others_do_not_make_a_request_younger()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        peer.Queue(0).Want(1, 0);
        peer.Hear(stamp: 10);
        for (int i = 0; i < 20; i++)
        {
            string rows = RouterPeer.TagOf(Assert.Single(peer.Hear(Wishes.Statistics, 20 + i)));
            peer.Say($"!re|{rows}|=.id=*1|=name=down|=max-limit=1", "!done|" + rows);
        }

        Assert.Equal(10, peer.Dialogue.OldestWaiting);
        peer.Dialogue.Close();
        Assert.Equal(long.MaxValue, peer.Dialogue.OldestWaiting);
    }

    [Fact]
    public void The_login_waits_without_a_stamp()
    {
        var peer = new RouterPeer("down");
        peer.Dialogue.Open();
        peer.Hear(stamp: 5);

        Assert.True(peer.Dialogue.Waiting);
        Assert.Equal(long.MaxValue, peer.Dialogue.OldestWaiting);
    }
}
