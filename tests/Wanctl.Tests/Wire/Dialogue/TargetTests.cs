using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>Looking where the target of a simple queue lies, and what is forbidden until that is known.</summary>
public class TargetTests
{
    [Fact]
    public void A_simple_queue_takes_no_limit_before_its_side_is_judged()
    {
        RouterPeer peer = Found(out List<string> looks);
        Assert.Equal(
            ["/interface/print", "/interface/list/member/print", "/ip/route/print", "/ipv6/route/print",
                "/ip/address/print", "/ipv6/address/print"],
            looks.ConvertAll(look => look[..look.IndexOf('|')]));
        Assert.Contains("|?dst-address=0.0.0.0/0", looks[2], StringComparison.Ordinal);
        peer.Queue(0).Want(1, 2);
        Assert.Empty(peer.Hear());

        Answer(peer, looks);
        Assert.Equal(1, peer.Dialogue.TargetLooks);
        Assert.Equal("ether1", Assert.Single(peer.Dialogue.TargetFacts.Rows(TargetMenu.Routes)).Key);
        Assert.Equal("not here", peer.Dialogue.TargetFacts.Complaint(TargetMenu.Addresses));
        Assert.Empty(peer.Hear());

        peer.Dialogue.Judge(peer.Queue(0), TargetSide.Wan, "a route");
        Resolve(peer, "ether1");
        Assert.Equal((QueueState.Ready, TargetSide.Wan), (peer.Queue(0).State, peer.Queue(0).Side));
        Assert.EndsWith("=max-limit=1/2", peer.HearOne(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_that_stays_unknown_is_a_state_of_the_queue_and_is_looked_at_again_when_wished()
    {
        RouterPeer peer = Found(out List<string> looks);
        Answer(peer, looks);
        peer.Dialogue.Judge(peer.Queue(0), TargetSide.Unknown, "nobody knows");
        Resolve(peer, "ether1");
        Assert.Equal(QueueState.TargetUnclear, peer.Queue(0).State);
        peer.Queue(0).Want(1, 2);
        Assert.Empty(peer.Hear());
        Assert.Equal(6, peer.Hear(Wishes.Targets).Count);
        Assert.Empty(peer.Hear(Wishes.Targets));
    }

    [Fact]
    public void What_somebody_has_said_stays_and_a_look_shows_whether_the_router_agrees()
    {
        RouterPeer peer = Found(out _);
        ShaperQueue queue = peer.Queue(0);
        queue.Assume(TargetSide.Lan);
        peer.Dialogue.Judge(queue, TargetSide.Unknown, "not read");
        Resolve(peer, "ether2");
        Assert.True(queue.Untested);
        List<string> looks = peer.Hear(Wishes.Targets);
        Answer(peer, looks);
        peer.Dialogue.Judge(queue, TargetSide.Wan, "a route");
        Assert.Equal((TargetSide.Lan, TargetSide.Wan), (queue.Side, queue.SeenSide));
        Assert.Equal((QueueState.Ready, false), (queue.State, queue.Untested));
    }

    [Fact]
    public void Another_target_voids_the_judgement_and_the_limit_that_waits()
    {
        RouterPeer peer = Found(out List<string> looks);
        Answer(peer, looks);
        peer.Dialogue.Judge(peer.Queue(0), TargetSide.Wan, "a route");
        Resolve(peer, "ether1");
        string ask = Assert.Single(peer.Hear(Wishes.Statistics));
        peer.Queue(0).Want(1, 2);
        Say(peer, ask, "bridge");
        Assert.Equal((QueueState.Unknown, QueueOutcome.Lost), (peer.Queue(0).State, peer.Queue(0).TakeOutcome()));
        Resolve(peer, "bridge");
        Assert.Equal(6, peer.Hear().Count);
    }

    private static RouterPeer Found(out List<string> looks)
    {
        RouterPeer peer = new(simple: true, "both");
        peer.Queue(0).Assume(TargetSide.Unknown);
        peer.Dialogue.Open();
        peer.Hear();
        peer.Say("!done");
        foreach (string request in peer.Hear())
        {
            if (RouterPeer.IsResolve(request))
                Say(peer, request, "ether1");
            else
                peer.Say("!done|" + RouterPeer.TagOf(request));
        }
        looks = peer.Hear();
        return peer;
    }

    private static void Resolve(RouterPeer peer, string target)
    {
        foreach (string request in peer.Hear())
        {
            Assert.True(RouterPeer.IsResolve(request), request);
            Say(peer, request, target);
        }
    }

    private static void Say(RouterPeer peer, string request, string target)
    {
        string tag = RouterPeer.TagOf(request);
        peer.Say($"!re|{tag}|=.id=*1|=name=both|=target={target}|=max-limit=3/4|=bytes=5/6", "!done|" + tag);
    }

    private static void Answer(RouterPeer peer, List<string> looks)
    {
        foreach (string look in looks)
        {
            string tag = RouterPeer.TagOf(look);
            if (look.StartsWith("/ip/route/", StringComparison.Ordinal))
                peer.Say($"!re|{tag}|=gateway=ether1", $"!re|{tag}|=gateway=lte1|=disabled=true");
            if (look.StartsWith("/ip/address/", StringComparison.Ordinal))
                peer.Say($"!trap|{tag}|=message=not here");
            peer.Say("!done|" + tag);
        }
    }
}
