using Wanctl.Setup;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Setup;

/// <summary>What is printed for a router, as it stands on the screen.</summary>
public sealed class RouterScriptTests
{
    /// <summary>Each block of commands in docs/ROUTEROS.md is what setup prints, line by line.</summary>
    [Theory]
    [InlineData("A cable line", false, false, false)]
    [InlineData("Several WANs", true, false, false)]
    [InlineData("TLS", false, true, false)]
    [InlineData("The safety net", false, false, true)]
    public void The_documentation_shows_what_is_printed(string section, bool marks, bool tls, bool deadMan)
    {
        string[] shown = Block(section);
        Assert.NotEmpty(shown);
        string printed = RouterScript.Of(RouterKit.Cable with
        {
            Router = "192.168.88.1", Box = "192.168.88.10", Password = "a-long-password", Marks = marks, Tls = tls,
            DeadMan = deadMan,
        });
        Assert.Contains(string.Join('\n', shown), printed, StringComparison.Ordinal);
    }

    [Fact]
    public void No_printed_line_is_wider_than_a_terminal()
    {
        string printed = RouterScript.Of(RouterKit.Cable with { Marks = true, Tls = true, DeadMan = true });
        Assert.All(printed.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    /// <summary>The indented block below the heading of a section of docs/ROUTEROS.md.</summary>
    private static string[] Block(string section)
    {
        string[] lines = System.IO.File.ReadAllLines(System.IO.Path.Combine(House.Repository.Root, "docs/ROUTEROS.md"));
        int heading = Array.IndexOf(lines, "### " + section);
        Assert.True(heading >= 0, $"docs/ROUTEROS.md has no section '{section}'");
        var block = new List<string>();
        for (int i = heading + 1; i < lines.Length && !lines[i].StartsWith('#'); i++)
        {
            if (lines[i].StartsWith("    ", StringComparison.Ordinal))
                block.Add(lines[i][4..]);
            else if (lines[i].Length == 0 && block.Count > 0)
                block.Add("");
            else if (block.Count > 0)
                break;
        }
        while (block.Count > 0 && block[^1].Length == 0)
            block.RemoveAt(block.Count - 1);
        return [.. block];
    }

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

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    public void The_script_may_be_run_again_and_again(bool marks, bool tls, bool deadMan)
    {
        SetupPlan plan = RouterKit.Cable with { Marks = marks, Tls = tls, DeadMan = deadMan };
        using var kit = new RouterKit(plan);
        string[] menus = ["/queue/tree", "/queue/type", "/user", "/user/group", "/ip/firewall/mangle",
            "/ipv6/firewall/mangle", "/system/scheduler", "/certificate"];
        int[] before = [.. System.Linq.Enumerable.Select(menus, kit.World.CountOf)];
        Assert.Null(kit.Console.Run(RouterScript.Of(plan), default));
        Assert.Equal(before, System.Linq.Enumerable.Select(menus, kit.World.CountOf));
        if (!tls)
            Assert.Empty(kit.Audit());
    }

    /// <summary>Other rates reach queues and net, whether the net is asked for again or not.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Other_answers_reach_the_queues_the_user_and_the_safety_net(bool again)
    {
        using var kit = new RouterKit(RouterKit.Cable with { DeadMan = true });
        SetupPlan plan = RouterKit.Cable with
        {
            Down = Wanctl.Core.Units.Rate.FromMbps(500), Up = Wanctl.Core.Units.Rate.FromMbps(20),
            Line = LineProfile.Find("dsl")!, Wan = "ether2", DeadMan = again, Password = "another",
        };
        Assert.Null(kit.Console.Run(RouterScript.Of(plan), default));
        Assert.Equal("500000000", kit.World.Read("/queue/tree", plan.DownQueue, "max-limit"));
        Assert.Equal("ether2", kit.World.Read("/queue/tree", plan.UpQueue, "parent"));
        Assert.Equal("pppoe-ptm", kit.World.Read("/queue/type", plan.DownType, "cake-overhead-scheme"));
        string net = kit.World.Read("/system/scheduler", "wanctl-dead-man-cable", "on-event")!;
        Assert.Contains("max-limit=500000000}", net, StringComparison.Ordinal);
        Assert.DoesNotContain("940000000", net, StringComparison.Ordinal);
        using Wanctl.Host.Router.RouterClient client = Wanctl.Host.Router.RouterClient.Open(
            kit.Router with { Password = new("another") }, new Wanctl.Host.Net.PlainDialer());
        Assert.Equal("MikroTik", client.Ask("/system/identity/print").Rows[0]["name"]);
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
        Assert.Contains("\ntc qdisc replace dev wan root cake bandwidth 38mbit diffserv4 dual-srchost nat "
            + words + "\n", script, StringComparison.Ordinal);
        Assert.Contains("\nip link add ifb4wan type ifb\nip link set ifb4wan up\ntc qdisc replace dev ifb4wan root "
            + "cake bandwidth 940mbit besteffort dual-dsthost nat ingress " + words + "\n", script,
            StringComparison.Ordinal);
        Assert.EndsWith("tc qdisc replace dev wan handle ffff: ingress\ntc filter add dev wan parent ffff: "
            + "protocol all matchall action mirred egress redirect dev ifb4wan\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_toward_the_LAN_needs_no_IFB()
    {
        string script = LinuxScript.Of(RouterKit.Cable with { Router = null, Wan = "wan", Lan = "lan0" });
        Assert.DoesNotContain("ifb", script, StringComparison.Ordinal);
        Assert.DoesNotContain("ingress", script, StringComparison.Ordinal);
    }
}
