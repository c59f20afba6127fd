using System.Linq;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>Reading the counters of the interfaces that queues stand on.</summary>
public sealed class InterfaceTests
{
    private static readonly string[] Names = ["down", "up"];

    [Fact]
    public void Nobody_asks_for_what_nobody_wants()
    {
        RouterPeer peer = Standing("bridge", "ether1");
        Assert.Single(peer.Hear(Wishes.Statistics));
    }

    [Fact]
    public void The_interfaces_of_those_who_want_them_are_asked_for_with_each_reading_in_one_request()
    {
        RouterPeer peer = Standing("bridge", "ether1");
        peer.Queue(1).WantsInterface = true;
        Assert.Equal(
            "/interface/print|.tag=i0001|=.proplist=name,tx-byte|?name=ether1", peer.Hear(Wishes.Statistics)[1]);
        peer.Say("!re|.tag=i0001|=name=ether1|=tx-byte=18446744073709551615", "!done|.tag=i0001");
        Answer(peer, "p0001");
        Assert.True(peer.Queue(1).TryTakeCarried(out ulong bytes));
        Assert.Equal(ulong.MaxValue, bytes);
        Assert.False(peer.Queue(1).TryTakeCarried(out _));
        peer.Queue(0).WantsInterface = true;
        Assert.Equal(
            "/interface/print|.tag=i0002|=.proplist=name,tx-byte|?name=bridge|?name=ether1|?#|",
            peer.Hear(Wishes.Statistics)[1]);
        Assert.Empty(peer.Hear(Wishes.Statistics));
    }

    [Theory]
    [InlineData("global")]
    [InlineData("")]
    public void A_queue_that_stands_on_none_is_not_asked_about(string parent)
    {
        RouterPeer peer = Standing("ether1", parent);
        peer.Queue(0).WantsInterface = peer.Queue(1).WantsInterface = true;
        Assert.EndsWith("name,tx-byte|?name=ether1", peer.Hear(Wishes.Statistics)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_simple_queue_stands_on_none()
    {
        RouterPeer peer = new RouterPeer(true, "both").Prepare();
        peer.Queue(0).WantsInterface = true;
        Assert.Single(peer.Hear(Wishes.Statistics));
    }

    [Theory]
    [InlineData("!re|{0}|=name=ether2|=tx-byte=5")]
    [InlineData("!re|{0}|=name=ether1")]
    [InlineData("!re|{0}|=name=ether1|=tx-byte=")]
    [InlineData("!re|{0}|=name=ether1|=tx-byte=-1")]
    [InlineData("!re|{0}|=tx-byte=5")]
    [InlineData("!trap|{0}|=message=not enough permissions (9)")]
    public void What_is_no_counter_of_it_is_no_reading_and_no_trouble(string sentence)
    {
        RouterPeer peer = Standing("bridge", "ether1");
        peer.Queue(1).WantsInterface = true;
        peer.Hear(Wishes.Statistics);
        peer.Say(string.Format(null, sentence, ".tag=i0001"), "!done|.tag=i0001");
        Answer(peer, "p0001");
        Assert.False(peer.Queue(1).TryTakeCarried(out _));
        Assert.Equal((0, QueueState.Ready), (peer.Dialogue.Complaints, peer.Queue(1).State));
        Assert.Equal(2, peer.Hear(Wishes.Statistics).Count);
    }

    [Fact]
    public void An_answer_that_never_comes_is_waited_for_like_any_other()
    {
        RouterPeer peer = Standing("bridge", "ether1");
        peer.Queue(1).WantsInterface = true;
        peer.Hear(Wishes.Statistics, stamp: 7);
        Answer(peer, "p0001");
        Assert.Equal(7, peer.Dialogue.OldestWaiting);
        peer.Dialogue.Close();
        Assert.Equal(long.MaxValue, peer.Dialogue.OldestWaiting);
    }

    [Fact]
    public void Long_names_of_interfaces_fit_into_a_batch_and_longer_ones_are_none()
    {
        RouterPeer peer = Standing(new string('d', 128), new string('u', 129));
        peer.Queue(0).WantsInterface = peer.Queue(1).WantsInterface = true;
        Assert.EndsWith(
            "|?name=" + new string('d', 128), peer.Hear(Wishes.Statistics | Wishes.Resource)[1],
            StringComparison.Ordinal);
        Assert.True(peer.LargestBatch <= peer.Dialogue.ComposeSizeMax);
    }

    /// <summary>Answers the question about both queues.</summary>
    private static void Answer(RouterPeer peer, string tag) => peer.Say(
        $"!re|.tag={tag}|=name=down|=max-limit=1M", $"!re|.tag={tag}|=name=up|=max-limit=1M", $"!done|.tag={tag}");

    /// <summary>Two queue trees that stand on these; an empty one is not told.</summary>
    private static RouterPeer Standing(params string[] parents)
    {
        RouterPeer peer = new RouterPeer(Names).LogIn();
        foreach (string request in peer.Hear())
        {
            string tag = RouterPeer.TagOf(request);
            for (int i = 0; RouterPeer.IsResolve(request) && i < parents.Length; i++)
            {
                Assert.Contains("|=.proplist=.id,name,parent,max-limit,", request, StringComparison.Ordinal);
                string parent = parents[i].Length > 0 ? "|=parent=" + parents[i] : "";
                peer.Say($"!re|{tag}|=.id=*{i + 1}|=name={Names[i]}{parent}|=max-limit=1M");
            }
            peer.Say("!done|" + tag);
        }
        Assert.True(peer.Dialogue.Queues.ToArray().All(queue => queue.State == QueueState.Ready));
        return peer;
    }
}
