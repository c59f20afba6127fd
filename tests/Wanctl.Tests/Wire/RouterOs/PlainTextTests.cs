using System.Text;
using Wanctl.Tests.Wire.Dialogue;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Tests.Wire.RouterOs;

/// <summary>A router's words end up in logs and on terminals, which obey what they are told.</summary>
public class PlainTextTests
{
    [Theory]
    [InlineData("not enough permissions (9)", "not enough permissions (9)")]
    [InlineData("Größe 0 ≤ 日本 😀", "Größe 0 ≤ 日本 😀")]
    [InlineData("done\r\n<3>all is well", "done\uFFFD\uFFFD<3>all is well")]
    [InlineData("\u001b[2J\u001b]0;title\u0007", "\uFFFD[2J\uFFFD]0;title\uFFFD")]
    [InlineData("a\0b\tc\u007fd\u009be", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe")]
    [InlineData("line\u2028paragraph\u2029", "line\uFFFDparagraph\uFFFD")]
    [InlineData("right\u202eto left\u2066", "right\uFFFDto left\uFFFD")]
    [InlineData("", "")]
    public void What_a_terminal_would_obey_is_replaced(string written, string shown) =>
        Assert.Equal(shown, PlainText.Of(Encoding.UTF8.GetBytes(written), 200));

    [Fact]
    public void Bytes_that_are_no_text_are_replaced() =>
        Assert.Equal("a\uFFFDb\uFFFDc", PlainText.Of([(byte)'a', 0xFF, (byte)'b', 0xC3, (byte)'c'], 200));

    [Fact]
    public void A_long_text_is_cut_even_inside_a_letter() =>
        Assert.Equal("ab\uFFFD", PlainText.Of("ab\u00e4cdefg"u8, 3));

    [Fact]
    public void A_router_s_complaint_is_made_harmless()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        peer.Queue(0).Want(1, 0);
        string tag = RouterPeer.TagOf(peer.HearOne());
        peer.Say($"!trap|{tag}|=message=no\u001b[31m\n\u00ffway");

        Assert.Equal("no\uFFFD[31m\uFFFD\uFFFDway", peer.Dialogue.Complaint);
    }

    [Fact]
    public void A_router_s_farewell_is_made_harmless()
    {
        RouterPeer peer = new RouterPeer("down").LogIn();
        peer.Say("!fatal|bye\nbye");

        Assert.Equal("bye\uFFFDbye", peer.Dialogue.Complaint);
    }
}
