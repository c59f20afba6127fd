using Wanctl.Setup;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Setup;

/// <summary>What is printed for a router, as it stands on the screen.</summary>
public sealed class RouterScriptTests
{
    [Fact]
    public void A_cable_line_behind_a_router_with_FastTrack() => Assert.Equal("""
        # RouterOS set-up for wanctl, line 'cable' (cable (DOCSIS)). Paste it into the terminal of an
        # administrator, or upload it and /import it.

        # A user who may do what wanctl does and nothing else, from wanctl's machine alone.
        :if ([:len [/user/group/find name="wanctl"]] = 0) do={/user/group/add name="wanctl" policy=api,read,write}
        :if ([:len [/user/find name="wanctl"]] = 0) do={/user/add name="wanctl" group="wanctl" address=127.0.0.1/32 password="kit-password"}

        # The API, for wanctl's machine alone. It is clear text: keep it on a network of your own.
        /ip/service/set api address=127.0.0.1/32 disabled=no

        # CAKE with the overhead of the line (docsis); the queues' max-limit is the shaper.
        /queue/type/add name="wanctl-cable-down" kind=cake cake-bandwidth=0 cake-autorate-ingress=no cake-diffserv=diffserv4 cake-flowmode=dual-dsthost cake-nat=yes cake-ack-filter=none cake-overhead-scheme=docsis
        /queue/type/add name="wanctl-cable-up" kind=cake cake-bandwidth=0 cake-autorate-ingress=no cake-diffserv=diffserv4 cake-flowmode=dual-srchost cake-nat=yes cake-ack-filter=none cake-overhead-scheme=docsis

        # The queues whose max-limit wanctl moves. Queues of interfaces see FastTracked packets too.
        /queue/tree/add name="WAN-Download-cable" parent="bridge" packet-mark="no-mark" queue="wanctl-cable-down" max-limit=940000000 bucket-size=0.01
        /queue/tree/add name="WAN-Upload-cable" parent="ether1" packet-mark="no-mark" queue="wanctl-cable-up" max-limit=38000000 bucket-size=0.01

        """.Replace("\r\n", "\n", StringComparison.Ordinal), RouterScript.Of(RouterKit.Cable));

    [Fact]
    public void The_script_of_a_second_line_follows_that_of_the_first()
    {
        using var kit = new RouterKit(RouterKit.Cable with { DeadMan = true });
        SetupPlan second = RouterKit.Cable with
        {
            Name = "dsl", Line = LineProfile.Find("dsl")!, Wan = "ether2", Marks = true, DeadMan = true,
        };
        Assert.Null(kit.Console.Run(RouterScript.Of(second), default));
        Assert.Equal(4, kit.World.CountOf("/queue/tree"));
        Assert.Equal(2, kit.World.CountOf("/system/scheduler"));
        Assert.Equal("api,read,write", kit.World.Read("/user/group", "wanctl", "policy"));
    }

    [Fact]
    public void A_router_with_TLS_makes_its_own_certificate_and_tells_its_fingerprint()
    {
        using var kit = new RouterKit(RouterKit.Cable with { Tls = true });
        string pin = Assert.Single(kit.Console.Output);
        Assert.Equal(64, pin.Length);
        Assert.Equal("wanctl-ca", kit.World.Read("/certificate", "wanctl-api", "ca"));
        Assert.Equal("127.0.0.1/32", kit.World.Read("/ip/service", "api-ssl", "address"));
        Assert.Equal("only-1.2", kit.World.Read("/ip/service", "api-ssl", "tls-version"));
    }

    [Fact]
    public void A_password_with_any_letters_arrives_as_it_is()
    {
        const string Odd = "a\"b\\c$d e";
        using var kit = new RouterKit(RouterKit.Cable with { Password = Odd });
        using Wanctl.Host.Router.RouterClient client = Wanctl.Host.Router.RouterClient.Open(
            kit.Router with { Password = new(Odd) }, new Wanctl.Host.Net.PlainDialer());
        Assert.Equal("MikroTik", client.Ask("/system/identity/print").Rows[0]["name"]);
    }

    [Theory]
    [InlineData("cable", "docsis")]
    [InlineData("dsl", "pppoe-ptm")]
    [InlineData("fibre", "ethernet")]
    public void Linux_gets_the_commands_of_its_documentation(string line, string words)
    {
        string script = LinuxScript.Of(RouterKit.Cable with
        {
            Line = LineProfile.Find(line)!, Router = null, Wan = "wan", Lan = "ifb4wan",
        });
        Assert.Contains("\ntc qdisc replace dev wan root cake bandwidth 38mbit diffserv4 dual-srchost nat " + words + "\n",
            script, StringComparison.Ordinal);
        Assert.Contains("\nip link add ifb4wan type ifb\nip link set ifb4wan up\ntc qdisc replace dev ifb4wan root cake "
            + "bandwidth 940mbit besteffort dual-dsthost nat ingress " + words + "\n", script, StringComparison.Ordinal);
        Assert.EndsWith("tc qdisc replace dev wan handle ffff: ingress\ntc filter add dev wan parent ffff: protocol all "
            + "matchall action mirred egress redirect dev ifb4wan\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_toward_the_LAN_needs_no_IFB()
    {
        string script = LinuxScript.Of(RouterKit.Cable with { Router = null, Wan = "wan", Lan = "lan0" });
        Assert.DoesNotContain("ifb", script, StringComparison.Ordinal);
        Assert.DoesNotContain("ingress", script, StringComparison.Ordinal);
    }
}
