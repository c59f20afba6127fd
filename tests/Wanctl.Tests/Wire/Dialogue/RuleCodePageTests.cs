using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>A rule whose comment an older tool has stored in an 8-bit code page.</summary>
public class RuleCodePageTests
{
    [Theory]
    [InlineData("B\u00FCro", MangleState.OtherCodePage)]
    [InlineData("Buero", MangleState.Missing)]
    public void It_is_missing_and_the_state_says_why(string onRouter, MangleState state)
    {
        var peer = RouterPeer.OfRules("Büro");
        peer.Dialogue.Open();
        peer.Hear();
        peer.Say("!done");
        for (int round = 0; round < 3; round++)
        {
            foreach (string request in peer.Hear())
            {
                string tag = RouterPeer.TagOf(request);
                // What is filtered by the comment's bytes finds nothing; the whole list has the other one.
                if (request.StartsWith("/ip/firewall", StringComparison.Ordinal) && !request.Contains('?'))
                    peer.Say($"!re|{tag}|=.id=*1|=comment={onRouter}|=disabled=true");
                peer.Say("!done|" + tag);
            }
        }
        Assert.Equal(state, peer.Dialogue.Rules[0].State);
        peer.Dialogue.Rules[0].Want(true);
        Assert.Empty(peer.Hear());
    }
}
