using Wanctl.Host.Router;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Host.Router;

/// <summary>Where the target of a simple queue lies, by what a router shows.</summary>
public class TargetJudgeTests
{
    private const string Home = "route 192.0.2.1 192.0.2.1%ether1; address 192.0.2.17/24 ether1; "
        + "address 192.168.88.1/24 bridge; kind bridge bridge; route6 fe80::1%ether1 ; "
        + "address6 2001:db8:1::1/64 bridge; address6 2001:db8:ffff::17/64 ether1; address 198.51.100.1/29 vlan20";

    [Theory]
    [InlineData(Home, "ether1", "", TargetSide.Wan)]
    [InlineData(Home, "bridge", "", TargetSide.Lan)]
    [InlineData(Home, "192.168.88.0/24", "", TargetSide.Lan)]
    [InlineData(Home, "192.168.88.20/32", "", TargetSide.Lan)]
    [InlineData(Home, "192.168.88.20", "", TargetSide.Lan)]
    [InlineData(Home, "10.7.0.0/16,192.168.88.0/24", "", TargetSide.Lan)]
    [InlineData(Home, "2001:db8:1::/64", "", TargetSide.Lan)]
    [InlineData(Home, "198.51.100.0/29", "", TargetSide.Lan)]
    [InlineData(Home, "192.168.88.0/24, 2001:db8:1::/64", "", TargetSide.Lan)]
    [InlineData(Home, "192.0.2.17/32", "", TargetSide.Unknown)]
    [InlineData(Home, "203.0.113.0/24", "", TargetSide.Unknown)]
    [InlineData(Home, "100.64.0.0/10", "", TargetSide.Unknown)]
    [InlineData(Home, "ether1,192.168.88.0/24", "", TargetSide.Unknown)]
    [InlineData(Home, "ether5", "", TargetSide.Unknown)]
    [InlineData(Home, "ether5,ether1", "", TargetSide.Unknown)]
    [InlineData(Home, "192.168.88.0/24,ether5", "", TargetSide.Unknown)]
    [InlineData(Home, "", "", TargetSide.Unknown)]
    [InlineData(Home, "0.0.0.0/0", "", TargetSide.Unknown)]
    [InlineData(Home, "0.0.0.0/0,::/0", "", TargetSide.Unknown)]
    [InlineData(Home, "0.0.0.0/0,bridge", "", TargetSide.Unknown)]
    [InlineData(Home, "", "ether1", TargetSide.Lan)]
    [InlineData(Home, "0.0.0.0/0", "ether1", TargetSide.Lan)]
    [InlineData(Home, "::/0", "bridge", TargetSide.Wan)]
    [InlineData(Home, "", "192.168.88.0/24", TargetSide.Wan)]
    [InlineData(Home, "", "ether5", TargetSide.Unknown)]
    [InlineData(Home, "", "0.0.0.0/0", TargetSide.Unknown)]
    [InlineData(Home, "192.168.88.0/24", "ether1", TargetSide.Lan)]
    [InlineData("", "ether1", "", TargetSide.Unknown)]
    [InlineData("", "192.168.88.0/24", "", TargetSide.Lan)]
    [InlineData("", "fd00:1::/64", "", TargetSide.Lan)]
    [InlineData("", "203.0.113.9", "", TargetSide.Unknown)]
    [InlineData("route ether1 ", "ether1", "", TargetSide.Wan)]
    [InlineData("route ether1,ether2 ", "ether2", "", TargetSide.Wan)]
    [InlineData("route 192.0.2.1@main ; address 192.0.2.17/24 ether1", "ether1", "", TargetSide.Wan)]
    [InlineData("route 9.9.9.9 192.0.2.1%ether1", "ether1", "", TargetSide.Wan)]
    [InlineData("route6 fe80::1%lte1 ", "lte1", "", TargetSide.Wan)]
    [InlineData("list WAN sfp1", "sfp1", "", TargetSide.Wan)]
    [InlineData("list wan2 sfp1", "sfp1", "", TargetSide.Wan)]
    [InlineData("list WAN-all sfp1", "sfp1", "", TargetSide.Wan)]
    [InlineData("list LAN ether3", "ether3", "", TargetSide.Lan)]
    [InlineData("list WANTED sfp1", "sfp1", "", TargetSide.Unknown)]
    [InlineData("list WLAN wlan1", "wlan1", "", TargetSide.Unknown)]
    [InlineData("list LAN ether1; route ether1 ", "ether1", "", TargetSide.Unknown)]
    [InlineData("kind pppoe-out1 pppoe-out", "pppoe-out1", "", TargetSide.Wan)]
    [InlineData("kind lte1 lte", "lte1", "", TargetSide.Wan)]
    [InlineData("kind ppp1 ppp-out", "ppp1", "", TargetSide.Wan)]
    [InlineData("kind pppoe-out1 pppoe-out; kind bridge bridge", "bridge", "", TargetSide.Lan)]
    [InlineData("kind pppoe-out1 pppoe-out", "ether1", "", TargetSide.Unknown)]
    [InlineData("kind br-wan bridge; route 192.0.2.1 192.0.2.1%br-wan", "br-wan", "", TargetSide.Wan)]
    [InlineData("kind bridge bridge", "bridge", "", TargetSide.Unknown)]
    [InlineData("route pppoe-out1 pppoe-out1; address 192.168.5.1/24 ether2", "ether2", "", TargetSide.Lan)]
    [InlineData("address 192.168.1.2/24 ether1; route 192.168.1.1 ", "192.168.1.0/24", "", TargetSide.Unknown)]
    [InlineData("list WAN 1", "1", "", TargetSide.Wan)]
    public void Facts_tell_the_side_or_nothing_does(string facts, string target, string destination, TargetSide side)
    {
        TargetVerdict verdict = new TargetJudge(Read(facts)).Judge(target, destination);
        Assert.True(side == verdict.Side, verdict.ToString());
        Assert.NotEqual("", verdict.Why);
    }

    [Fact]
    public void A_menu_that_the_router_does_not_show_is_named()
    {
        var facts = new TargetFacts();
        facts.Miss(TargetMenu.Routes, "not enough permissions (9)");
        TargetVerdict verdict = new TargetJudge(facts).Judge("ether1", "");
        Assert.Equal(TargetSide.Unknown, verdict.Side);
        Assert.EndsWith("(the router does not show /ip/route: not enough permissions (9))", verdict.Why,
            StringComparison.Ordinal);
    }

    private static TargetFacts Read(string text)
    {
        var facts = new TargetFacts();
        foreach (string line in text.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ');
            TargetMenu menu = words[0] switch
            {
                "route" => TargetMenu.Routes,
                "route6" => TargetMenu.Routes6,
                "address" => TargetMenu.Addresses,
                "address6" => TargetMenu.Addresses6,
                "list" => TargetMenu.Members,
                _ => TargetMenu.Interfaces,
            };
            facts.Add(menu, words[1], words.Length > 2 ? words[2] : "");
        }
        return facts;
    }
}
