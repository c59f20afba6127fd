using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>Mangle rules: how they are found, switched and read back, and what is never touched.</summary>
public class MangleTests
{
    private const string Comment = "ADAPTIVE: Steer (EF) = \"ATT\"";
    private const string Fields = "=.proplist=.id,comment,disabled,invalid,dynamic";

    [Fact]
    public void A_rule_is_asked_for_by_its_comment_byte_for_byte()
    {
        RouterPeer peer = RouterPeer.OfRules(Comment).LogIn();
        Assert.Equal($"/ip/firewall/mangle/print|.tag=m0001|{Fields}|?comment={Comment}", Look(peer));
        peer.Say($"!re|.tag=m0001|=.id=*7|=comment={Comment}|=disabled=true|=invalid=false", "!done|.tag=m0001");
        Assert.Equal((MangleState.Ready, false, 1), (Rule(peer).State, Rule(peer).On, peer.Dialogue.RuleLooks));
    }

    [Theory]
    [InlineData("=disabled=false|=invalid=false", MangleState.Ready, true)]
    [InlineData("=disabled=no", MangleState.Ready, true)]
    [InlineData("=disabled=yes", MangleState.Ready, false)]
    [InlineData("=disabled=true|=invalid=true", MangleState.Invalid, false)]
    [InlineData("=disabled=true|=dynamic=true", MangleState.Dynamic, false)]
    public void Its_flags_say_what_it_is(string flags, MangleState state, bool on)
    {
        RouterPeer peer = RouterPeer.OfRules(Comment).LogIn();
        Look(peer);
        peer.Say($"!re|.tag=m0001|=.id=*7|=comment={Comment}|{flags}", "!done|.tag=m0001");
        Assert.Equal((state, on), (Rule(peer).State, Rule(peer).On));
    }

    [Fact]
    public void Where_the_filter_finds_nothing_the_whole_list_is_compared_here()
    {
        RouterPeer peer = RouterPeer.OfRules(Comment).LogIn();
        Look(peer);
        peer.Say("!empty|.tag=m0001", "!done|.tag=m0001");
        Assert.Equal((MangleState.Unknown, 0), (Rule(peer).State, peer.Dialogue.RuleLooks));
        Assert.Equal($"/ip/firewall/mangle/print|.tag=m0002|{Fields}", Look(peer));
        peer.Say(
            "!re|.tag=m0002|=.id=*1|=comment=other|=disabled=false",
            "!re|.tag=m0002|=.id=*2|=disabled=false",
            $"!re|.tag=m0002|=.id=*3|=comment={Comment} |=disabled=false",
            $"!re|.tag=m0002|=.id=*4|=comment={Comment.ToLowerInvariant()}|=disabled=false",
            $"!re|.tag=m0002|=.id=*9|=comment={Comment}|=disabled=true",
            "!done|.tag=m0002");
        Assert.Equal((MangleState.Ready, false), (Rule(peer).State, Rule(peer).On));
        Rule(peer).Want(true);
        Assert.Equal("/ip/firewall/mangle/set|.tag=t0001|=.id=*9|=disabled=no", peer.HearOne());
    }

    [Fact]
    public void A_rule_that_nobody_has_is_missing_and_nothing_is_sent_to_it()
    {
        RouterPeer peer = RouterPeer.OfRules(Comment).LogIn();
        Look(peer);
        peer.Say("!done|.tag=m0001");
        Look(peer);
        peer.Say("!re|.tag=m0002|=.id=*1|=comment=x|=disabled=true", "!done|.tag=m0002");
        Assert.Equal(MangleState.Missing, Rule(peer).State);
        Rule(peer).Want(true);
        Assert.Empty(peer.Hear());
    }

    [Fact]
    public void Of_several_with_one_comment_none_is_touched()
    {
        RouterPeer peer = RouterPeer.OfRules(Comment).LogIn();
        Look(peer);
        peer.Say(
            $"!re|.tag=m0001|=.id=*1|=comment={Comment}|=disabled=true",
            $"!re|.tag=m0001|=.id=*2|=comment={Comment}|=disabled=true",
            "!done|.tag=m0001");
        Assert.Equal(MangleState.Several, Rule(peer).State);
        Rule(peer).Want(true);
        Assert.Empty(peer.Hear());
    }

    [Fact]
    public void A_user_who_may_not_read_is_told_so()
    {
        RouterPeer peer = RouterPeer.OfRules(Comment).LogIn();
        Look(peer);
        peer.Say("!trap|.tag=m0001|=message=not enough permissions (9)", "!done|.tag=m0001");
        Assert.Equal(MangleState.Unreadable, Rule(peer).State);
        Assert.Equal("not enough permissions (9)", peer.Dialogue.Complaint);
    }

    [Theory]
    [InlineData("!done|.tag=t0001", QueueOutcome.Done)]
    [InlineData("!trap|.tag=t0001|=message=not enough permissions (9);!done|.tag=t0001", QueueOutcome.Refused)]
    [InlineData("!trap|.tag=t0001|=category=0|=message=no such item;!done|.tag=t0001", QueueOutcome.Lost)]
    public void A_switch_is_followed_by_a_look_whatever_became_of_it(string answer, QueueOutcome outcome)
    {
        RouterPeer peer = Found();
        Rule(peer).Want(true);
        Assert.Equal("/ip/firewall/mangle/set|.tag=t0001|=.id=*7|=disabled=no", peer.HearOne());
        Assert.Empty(peer.Hear(Wishes.Rules));
        peer.Say(answer.Split(';'));
        Assert.Equal(outcome, Rule(peer).TakeOutcome());
        Assert.Equal(QueueOutcome.None, Rule(peer).TakeOutcome());
        Assert.StartsWith("/ip/firewall/mangle/print|", peer.HearOne(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_switch_waits_for_a_look_that_is_under_way()
    {
        RouterPeer peer = Found();
        peer.HearOne(Wishes.Rules);
        Rule(peer).Want(true);
        Assert.Empty(peer.Hear());
        peer.Say($"!re|.tag=m0002|=.id=*8|=comment={Comment}|=disabled=true", "!done|.tag=m0002");
        Assert.Equal("/ip/firewall/mangle/set|.tag=t0001|=.id=*8|=disabled=no", peer.HearOne());
    }

    [Fact]
    public void A_closed_connection_loses_what_was_on_its_way_and_forgets_the_id()
    {
        RouterPeer peer = Found();
        Rule(peer).Want(true);
        peer.HearOne();
        peer.Dialogue.Close();
        Assert.Equal((QueueOutcome.Lost, MangleState.Unknown), (Rule(peer).TakeOutcome(), Rule(peer).State));
        peer.LogIn();
        Rule(peer).Want(true);
        Assert.StartsWith("/ip/firewall/mangle/print|", Look(peer), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_went_missing_loses_its_waiting_switch()
    {
        RouterPeer peer = Found();
        peer.HearOne(Wishes.Rules);
        Rule(peer).Want(true);
        peer.Say("!done|.tag=m0002");
        peer.HearOne();
        peer.Say("!done|.tag=m0003");
        Assert.Equal((MangleState.Missing, QueueOutcome.Lost), (Rule(peer).State, Rule(peer).TakeOutcome()));
        Assert.False(Rule(peer).Pending);
    }

    [Fact]
    public void Half_an_id_is_nobodys()
    {
        RouterPeer peer = RouterPeer.OfRules(Comment).LogIn();
        Look(peer);
        peer.Say($"!re|.tag=m0001|=.id={new string('*', 25)}|=comment={Comment}|=disabled=true", "!done|.tag=m0001");
        Assert.Equal(MangleState.Unknown, Rule(peer).State);
    }

    [Fact]
    public void Sixteen_rules_are_one_question_and_one_batch()
    {
        string[] comments = new string[16];
        for (int i = 0; i < comments.Length; i++)
            comments[i] = $"rule {i}";
        RouterPeer peer = RouterPeer.OfRules(comments).LogIn();
        string look = Look(peer);
        Assert.Equal(15, look.Split("?#|").Length - 1);
        for (int i = 0; i < comments.Length; i++)
            peer.Say($"!re|.tag=m0001|=.id=*{i:X}|=comment=rule {i}|=disabled=true");
        peer.Say("!done|.tag=m0001");
        foreach (MangleRule rule in peer.Dialogue.Rules)
            rule.Want(true);
        Assert.Equal(16, peer.Hear(Wishes.Rules).Count);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RouterDialogue("u", "p", false, [], new string[17]));
    }

    [Fact]
    public void Answers_of_another_generation_are_strays()
    {
        RouterPeer peer = Found();
        peer.HearOne(Wishes.Rules);
        peer.Say($"!re|.tag=m0001|=.id=*7|=comment={Comment}|=disabled=false", "!done|.tag=m0001", "!done|.tag=t0501");
        Assert.False(Rule(peer).On);
        Assert.Equal(3, peer.Dialogue.Strays);
        Assert.True(peer.Dialogue.Waiting);
    }

    [Fact]
    public void Every_split_of_the_answers_means_the_same()
    {
        for (int size = 1; size < 40; size++)
        {
            RouterPeer peer = RouterPeer.OfRules(Comment);
            peer.ReadSize = size;
            peer.LogIn();
            Look(peer);
            peer.Say($"!re|.tag=m0001|=.id=*7|=comment={Comment}|=disabled=false", "!done|.tag=m0001");
            Assert.True(Rule(peer).On);
        }
    }

    private static MangleRule Rule(RouterPeer peer) => peer.Dialogue.Rules[0];

    /// <summary>The look among what is said.</summary>
    private static string Look(RouterPeer peer) => Assert.Single(
        peer.Hear(), request => request.StartsWith("/ip/firewall/mangle/print|", StringComparison.Ordinal));

    private static RouterPeer Found()
    {
        RouterPeer peer = RouterPeer.OfRules(Comment).LogIn();
        Look(peer);
        peer.Say($"!re|.tag=m0001|=.id=*7|=comment={Comment}|=disabled=true", "!done|.tag=m0001");
        return peer;
    }
}
