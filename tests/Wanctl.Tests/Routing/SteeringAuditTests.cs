using Wanctl.Audit;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Host.Net;
using Wanctl.Host.Router;
using Wanctl.Routing;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;
using Wanctl.Tests.Steer;

namespace Wanctl.Tests.Routing;

/// <summary>The script passes its own audit, and each documented mistake is found.</summary>
public class SteeringAuditTests
{
    private const string Ef = "ADAPTIVE: Steer EF to ATT";
    private const string Af = "ADAPTIVE: Steer AF31 to ATT";

    private static readonly SteeringPlan Plan = new()
    {
        Primary = new SteeredWan("spectrum", "ether1", "203.0.113.1", "192.168.88.21"),
        Alternate = new SteeredWan("att", "pppoe-out1", "pppoe-out1", "192.168.88.22"),
        LanInterfaces = ["bridge"],
        LanPrefixes = ["192.168.88.0/24"],
        Classes = [new SteeringClass(Ef, 46), new SteeringClass(Af, 26)],
    };

    private static readonly SteeringSettings Steering = SteerRoom.Settings with { RuleComments = [Ef, Af] };

    private static readonly LinkSettings[] Wans =
    [
        Links.Cable with { Probe = Links.Cable.Probe with { SourceAddress = "192.168.88.21" } },
        Links.Cable with { Name = "att", Probe = Links.Cable.Probe with { SourceAddress = "192.168.88.22" } },
    ];

    [Fact]
    public void The_script_says_what_is_switched_and_what_keeps_connections_where_they_are()
    {
        IReadOnlyList<string> lines = SteeringScript.Lines(Plan);
        int producer = IndexOf(lines, $"comment=\"{Ef}\"");
        int consumer = IndexOf(lines, "action=mark-routing");
        const string match = "chain=prerouting in-interface-list=LAN connection-state=new connection-mark=no-mark "
            + "dscp=46 dst-address-list=!LAN-NETS action=mark-connection new-connection-mark=STEER_ATT passthrough=yes";
        const string key = "comment=\"ADAPTIVE: Steer EF to ATT\"";
        Assert.Equal(
            $":if ([:len [/ip/firewall/mangle/find {key}]] = 0) do={{/ip/firewall/mangle/add {key} {match} "
            + $"disabled=yes}} else={{/ip/firewall/mangle/set [find {key}] {match}}}", lines[producer]);
        Assert.Contains("/ip/firewall/mangle/add comment=\"STEER: consumer att\" chain=prerouting "
            + "in-interface-list=LAN connection-mark=STEER_ATT dst-address-list=!LAN-NETS action=mark-routing "
            + "new-routing-mark=to_att passthrough=no disabled=no}", lines[consumer], StringComparison.Ordinal);
        Assert.True(producer < consumer);
        Assert.DoesNotContain(lines, line => line.Contains("connection-state=new", StringComparison.Ordinal)
            && line.Contains("action=mark-routing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_comment_cannot_break_out_of_its_quotes() => Assert.Contains(
        "/add comment=\"a\\\"; /system/reset \\$x \\\\\" chain=",
        SteeringScript.Producer(Plan, new SteeringClass("a\"; /system/reset $x \\", 46)), StringComparison.Ordinal);

    [Fact]
    public void What_the_script_makes_is_found_to_be_right() =>
        Assert.Empty(SteeringAudit.Examine(RouterOfScript(), Steering, Wans));

    [Theory]
    [InlineData("dscp", "ef,af31", "one number, 0 to 63")]
    [InlineData("dscp", "64", "one number, 0 to 63")]
    [InlineData("action", "mark-routing", "a routing mark is of one packet")]
    [InlineData("action", "accept", "mark-connection")]
    [InlineData("connection-state", "", "established connections would lose their way")]
    [InlineData("connection-mark", "", "overwrites that of QoS")]
    [InlineData("connection-mark", "QOS_HIGH", "a mark that a rule above has set")]
    [InlineData("passthrough", "false", "the first packet must still reach the rule that routes it")]
    [InlineData("chain", "forward", "before the route is chosen")]
    [InlineData("in-interface-list", "", "connections from outside")]
    [InlineData("dst-address-list", "", "traffic between its networks")]
    [InlineData("invalid", "true", "a rule of your own that RouterOS takes")]
    [InlineData("dynamic", "true", "a rule of your own that RouterOS takes")]
    [InlineData("comment", "ADAPTIVE: steer EF to ATT", "exactly one, byte for byte")]
    public void A_mistake_of_the_rule_that_is_switched_is_found(string key, string value, string wanted)
    {
        RoutingTables tables = RouterOfScript();
        Change(tables.Mangle, row => row["comment"] == Ef, key, value);
        Found(tables, wanted);
    }

    [Theory]
    [InlineData("disabled", "true", "always on")]
    [InlineData("connection-state", "new", "every packet of a steered connection")]
    [InlineData("new-routing-mark", "via-wan2", "a table")]
    [InlineData("action", "accept", "without it the mark has no effect")]
    public void A_mistake_of_the_rule_that_keeps_them_is_found(string key, string value, string wanted)
    {
        RoutingTables tables = RouterOfScript();
        Change(tables.Mangle, row => row["action"] == "mark-routing", key, value);
        Found(tables, wanted);
    }

    /// <summary>The commands are entered with the broken object in place; then nothing is left.</summary>
    [Theory]
    [InlineData("/ip/firewall/mangle", Ef, "dscp", "64")]
    [InlineData("/ip/firewall/mangle", Ef, "action", "mark-routing")]
    [InlineData("/ip/firewall/mangle", Ef, "action", "accept")]
    [InlineData("/ip/firewall/mangle", Ef, "new-connection-mark", "")]
    [InlineData("/ip/firewall/mangle", Ef, "connection-state", "")]
    [InlineData("/ip/firewall/mangle", Ef, "connection-mark", "")]
    [InlineData("/ip/firewall/mangle", Ef, "connection-mark", "QOS_HIGH")]
    [InlineData("/ip/firewall/mangle", Ef, "passthrough", "false")]
    [InlineData("/ip/firewall/mangle", Ef, "chain", "forward")]
    [InlineData("/ip/firewall/mangle", Ef, "in-interface-list", "")]
    [InlineData("/ip/firewall/mangle", Ef, "dst-address-list", "")]
    [InlineData("/ip/firewall/mangle", "STEER: consumer att", "disabled", "true")]
    [InlineData("/ip/firewall/mangle", "STEER: consumer att", "connection-state", "new")]
    [InlineData("/ip/firewall/mangle", "STEER: consumer att", "new-routing-mark", "via-wan2")]
    [InlineData("/ip/firewall/mangle", "STEER: consumer att", "action", "accept")]
    [InlineData("/routing/rule", "probe: att", "disabled", "true")]
    public void What_is_found_is_mended_by_its_commands(string menu, string name, string key, string value)
    {
        using RouterKit kit = KitOfScript();
        kit.Change(menu, name, key, value);
        IReadOnlyList<AuditFinding> found = SteeringAudit.Examine(Read(kit), Steering, Wans);
        Assert.NotEmpty(found);
        foreach (AuditFinding finding in found)
        {
            Assert.NotEmpty(finding.Commands);
            foreach (string command in finding.Commands)
                Assert.Null(kit.Console.Run(command, RouterOsServer.Now));
        }
        Assert.Empty(SteeringAudit.Examine(Read(kit), Steering, Wans));
    }

    [Fact]
    public void The_script_may_be_run_again_and_mends_the_order()
    {
        using RouterKit kit = KitOfScript();
        int rules = kit.World.CountOf("/ip/firewall/mangle");
        kit.World.Delete("/ip/firewall/mangle", Ef, "admin", RouterOsServer.Now);
        Assert.Null(kit.Console.Run(string.Join('\n', SteeringScript.Lines(Plan)), RouterOsServer.Now));
        Assert.Equal(rules, kit.World.CountOf("/ip/firewall/mangle"));
        Assert.Empty(SteeringAudit.Examine(Read(kit), Steering, Wans));
        Assert.Equal(4, kit.World.CountOf("/ip/route") - 2);
        Assert.Equal(2, kit.World.CountOf("/ip/firewall/nat"));
    }

    [Fact]
    public void The_wrong_order_is_found_with_the_command_that_mends_it()
    {
        RoutingTables tables = RouterOfScript();
        List<RouterRow> mangle = [.. tables.Mangle];
        mangle.Reverse();
        AuditFinding found = Found(tables with { Mangle = mangle }, "the first packet goes out by the other WAN");
        Assert.Equal(
            ["/ip/firewall/mangle/move [find comment=\"ADAPTIVE: Steer EF to ATT\"] "
                + "destination=[find comment=\"STEER: consumer att\"]",
                "/ip/firewall/mangle/move [find comment=\"ADAPTIVE: Steer AF31 to ATT\"] "
                + "destination=[find comment=\"STEER: consumer att\"]"], found.Commands);
    }

    [Fact]
    public void Two_rules_with_one_comment_are_found()
    {
        RoutingTables tables = RouterOfScript();
        Found(tables with { Mangle = [.. tables.Mangle, tables.Mangle[0]] }, "one: none is touched");
    }

    [Fact]
    public void FastTrack_is_found_unless_it_spares_marked_connections()
    {
        RoutingTables tables = RouterOfScript();
        RouterRow track = Row(("chain", "forward"), ("action", "fasttrack-connection"));
        Found(tables with { Filter = [track] }, "fasttracked packets pass neither");
        RouterRow spared = Row(("action", "fasttrack-connection"), ("connection-mark", "no-mark"));
        Assert.Empty(SteeringAudit.Examine(tables with { Filter = [spared] }, Steering, Wans));
        RouterRow off = Row(("action", "fasttrack-connection"), ("disabled", "true"));
        Assert.Empty(SteeringAudit.Examine(tables with { Filter = [off] }, Steering, Wans));
    }

    [Fact]
    public void Missing_translation_routes_and_probe_rules_are_found()
    {
        RoutingTables tables = RouterOfScript();
        Found(tables with { Nat = [tables.Nat[0]] }, "one for each WAN");
        Found(tables with { Routes = [] }, "one by the other WAN's gateway");
        Found(tables with { Rules = [tables.Rules[0]] }, "one that sends it out by this WAN alone");
        Assert.Contains(
            SteeringAudit.Examine(tables, Steering, [Links.Cable]),
            finding => finding.Wanted.Contains("both links measure the same line", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_is_on_while_nobody_steers_is_told()
    {
        RoutingTables tables = RouterOfScript();
        Change(tables.Mangle, row => row["comment"] == Ef, "disabled", "false");
        Assert.Empty(SteeringAudit.Examine(tables, Steering, Wans));
        AuditFinding finding = Assert.Single(
            SteeringAudit.Examine(tables, Steering with { Mode = SteeringMode.Observe }, Wans));
        Assert.Equal(AuditSeverity.Warning, finding.Severity);
    }

    private static AuditFinding Found(RoutingTables tables, string wanted)
    {
        foreach (AuditFinding finding in SteeringAudit.Examine(tables, Steering, Wans))
        {
            if (finding.Wanted.Contains(wanted, StringComparison.Ordinal))
                return finding;
        }
        Assert.Fail($"nothing was found that wants '{wanted}'");
        return null!;
    }

    private static void Change(IReadOnlyList<RouterRow> rows, Predicate<RouterRow> which, string key, string value)
    {
        var list = (List<RouterRow>)rows;
        int place = list.FindIndex(which);
        list[place] = list[place].With(key, value);
    }

    /// <summary>What a router lists after it was given the script.</summary>
    private static RoutingTables RouterOfScript()
    {
        using RouterKit kit = KitOfScript();
        return Read(kit);
    }

    private static RouterKit KitOfScript()
    {
        var kit = new RouterKit(RouterKit.Cable);
        Assert.Null(kit.Console.Run(string.Join('\n', SteeringScript.Lines(Plan)), RouterOsServer.Now));
        return kit;
    }

    private static RoutingTables Read(RouterKit kit)
    {
        RoutingTables tables = RoutingReader.Read(kit.Router, new PlainDialer(), out _);
        return tables with { Mangle = new List<RouterRow>(tables.Mangle) };
    }

    private static RouterRow Row(params (string Key, string Value)[] properties) => new(properties);

    private static int IndexOf(IReadOnlyList<string> lines, string part)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Contains(part, StringComparison.Ordinal))
                return i;
        }
        return -1;
    }
}
