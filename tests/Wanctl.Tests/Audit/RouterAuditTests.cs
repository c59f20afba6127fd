using Wanctl.Audit;
using Wanctl.Core.Settings;
using Wanctl.Setup;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Audit;

/// <summary>
/// Each mistake that an administrator may make on a router is found, and the commands beside it mend it: they are run
/// on the router's own command line.
/// </summary>
public sealed class RouterAuditTests
{
    private const string Down = "WAN-Download-cable";
    private const string Up = "WAN-Upload-cable";
    private const string Type = "wanctl-cable-down";

    public static TheoryData<string, bool, bool> Plans { get; } = new()
    {
        { "cable", false, false }, { "cable", true, true }, { "dsl", false, true }, { "fibre", true, false },
        { "lte", false, true }, { "satellite", false, true },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void A_router_set_up_by_the_script_has_no_findings(string line, bool marks, bool deadMan)
    {
        using var kit = new RouterKit(
            RouterKit.Cable with { Line = LineProfile.Find(line)!, Marks = marks, DeadMan = deadMan });
        Assert.Empty(kit.Audit());
    }

    [Theory]
    [InlineData("/queue/tree", Down, "disabled", "true", "error: WAN-Download-cable: found the queue disabled")]
    [InlineData("/queue/tree", Up, "bucket-size", "0.1", "warning: WAN-Upload-cable: found bucket-size 0.1")]
    [InlineData("/queue/tree", Up, "burst-limit", "50000000", "warning: WAN-Upload-cable: found burst-limit 50000000")]
    [InlineData("/queue/tree", Up, "queue", "default", "warning: WAN-Upload-cable: found queue type 'default' (kind")]
    [InlineData("/queue/tree", Up, "queue", "gone", "warning: WAN-Upload-cable: found queue type 'gone' (no such")]
    [InlineData("/queue/tree", Up, "max-limit", "0", "notice: WAN-Upload-cable: found no limit (max-limit 0)")]
    [InlineData("/queue/tree", Up, "name", "wan-upload-CABLE", "error: WAN-Upload-cable: found a queue named 'wan-")]
    [InlineData("/queue/tree", Down, "parent", "global", "error: WAN-Download-cable: found 1 active FastTrack rule")]
    [InlineData("/queue/type", Type, "cake-bandwidth", "900000000", "warning: wanctl-cable-down: found cake-band")]
    [InlineData("/queue/type", Type, "cake-autorate-ingress", "true", "error: wanctl-cable-down: found cake-autorate")]
    [InlineData("/queue/type", Type, "cake-flowmode", "dual-srchost", "warning: wanctl-cable-down: found cake-flow")]
    [InlineData("/queue/type", Type, "cake-nat", "false", "notice: wanctl-cable-down: found cake-nat=no")]
    [InlineData("/queue/type", Type, "cake-ack-filter", "filter", "notice: wanctl-cable-down: found cake-ack-filter f")]
    [InlineData("/queue/type", Type, "cake-overhead", "9", "warning: wanctl-cable-down: found overhead 9, mpu 64")]
    [InlineData("/queue/type", Type, "cake-overhead", "44", "notice: wanctl-cable-down: found overhead 44, mpu 64")]
    [InlineData("/ip/service", "api", "address", "", "warning: service api: found address none")]
    [InlineData("/ip/service", "api", "address", "10.0.0.0/8,0.0.0.0/0,127.0.0.0/8", "warning: service api: found")]
    [InlineData("/user", "wanctl", "address", "", "notice: user wanctl: found logins from any address")]
    [InlineData("/user", "wanctl", "group", "full", "warning: user wanctl: found group full, which may also policy")]
    [InlineData("/user/group", "wanctl", "policy", "api,read", "error: user wanctl: found group wanctl without write")]
    public void A_mistake_is_found_and_its_commands_mend_it(
        string menu, string name, string property, string value, string finding)
    {
        using var kit = new RouterKit(RouterKit.Cable);
        kit.Change(menu, name, property, value);
        AuditFinding found = Assert.Single(kit.Audit());
        Assert.StartsWith(finding, found.ToString(), StringComparison.Ordinal);
        Mend(kit, found);
        Assert.DoesNotContain(kit.Audit(), other => other.ToString() == found.ToString());
    }

    [Fact]
    public void A_missing_queue_is_made_by_its_commands()
    {
        using var kit = new RouterKit(RouterKit.Cable);
        kit.World.Delete("/queue/tree", Down, "admin", RouterOsServer.Now);
        AuditFinding found = Assert.Single(kit.Audit());
        Assert.StartsWith(
            "error: WAN-Download-cable: found no such queue in /queue/tree", found.ToString(),
            StringComparison.Ordinal);
        Mend(kit, found);
        Assert.Empty(kit.Audit());
    }

    [Fact]
    public void Both_directions_on_one_interface_shape_the_same_packets()
    {
        using var kit = new RouterKit(RouterKit.Cable);
        kit.Change("/queue/tree", Up, "parent", "bridge");
        AuditFinding found = Assert.Single(kit.Audit());
        Assert.StartsWith(
            "error: WAN-Upload-cable: found the same packets as WAN-Download-cable", found.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_links_whose_downloads_nobody_tells_apart_are_found()
    {
        using var kit = new RouterKit(RouterKit.Cable);
        kit.World.AddCakeQueue("WAN-Download-other", "other", "bridge", RouterKit.Cable.Down);
        Assert.StartsWith("warning: WAN-Download-cable: found the queue 'WAN-Download-other' for the same packets",
            Assert.Single(kit.Audit()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_and_FastTrack_do_not_go_together()
    {
        using var kit = new RouterKit(RouterKit.Cable with { Marks = true });
        foreach (string id in new[] { "fasttrack-connection" })
            kit.World.Add("/ip/firewall/filter", ("chain", "forward"), ("action", id));
        AuditFinding found = Assert.Single(kit.Audit());
        Assert.StartsWith("error: WAN-Download-cable: found 1 active FastTrack rule in /ip", found.ToString(),
            StringComparison.Ordinal);
        Mend(kit, found);
        Assert.Empty(kit.Audit());
    }

    [Fact]
    public void A_mark_that_nobody_gives_is_found()
    {
        using var kit = new RouterKit(RouterKit.Cable);
        kit.Change("/queue/tree", Up, "packet-mark", "gone");
        AuditFinding[] found = [.. kit.Audit()];
        Assert.Equal(2, found.Length);
        Assert.StartsWith("error: WAN-Upload-cable: found packet-mark gone, which no rule", found[0].ToString(),
            StringComparison.Ordinal);
        Mend(kit, found[0]);
        Assert.Empty(kit.Audit());
    }

    [Fact]
    public void A_safety_net_without_its_rule_would_take_every_limit_back()
    {
        using var kit = new RouterKit(RouterKit.Cable with { DeadMan = true });
        kit.World.Delete("/ip/firewall/mangle", SafetyNet.RuleName, "admin", RouterOsServer.Now);
        AuditFinding found = Assert.Single(kit.Audit());
        Assert.StartsWith("error: wanctl-dead-man-cable: found a safety net, and no rule", found.ToString(),
            StringComparison.Ordinal);
        Mend(kit, found);
        Assert.Empty(kit.Audit());
    }

    [Fact]
    public void A_router_that_shows_no_queues_is_no_router_without_queues()
    {
        using var kit = new RouterKit(RouterKit.Cable);
        kit.Change("/user/group", "wanctl", "policy", "api");
        AuditFinding found = Assert.Single(kit.Audit(), finding => finding.ToString().StartsWith(
            "error: /queue/tree: found no answer (not enough permissions (9))", StringComparison.Ordinal));
        Mend(kit, found);
        Assert.Empty(kit.Audit());
    }

    [Theory]
    [InlineData("6.49.20 (long-term)", true)]
    [InlineData("7.0.5", true)]
    [InlineData("7.1beta3 (testing)", false)]
    [InlineData("7.23.2 (stable)", false)]
    [InlineData("nonsense", false)]
    public void RouterOs_without_CAKE_is_told(string version, bool tooOld)
    {
        using var kit = new RouterKit(RouterKit.Cable);
        kit.World.SetCpuLoad(20);
        kit.World.SetVersion(version);
        Assert.Equal(tooOld ? 1 : 0, kit.Audit().Count);
    }

    [Fact]
    public void A_busy_router_is_told()
    {
        using var kit = new RouterKit(RouterKit.Cable);
        kit.World.SetCpuLoad(97);
        Assert.Equal("warning: CPU: found 97 % busy, wanted room for answers: limits reach the queues late while it is "
            + "short of time", Assert.Single(kit.Audit()).ToString());
    }

    [Fact]
    public void A_slow_router_is_told_with_its_figures()
    {
        using var kit = new RouterKit(RouterKit.Cable);
        kit.Faults.AnswerDelay = Wanctl.Core.Units.Duration.FromMillis(12);
        LinkSettings link = kit.Link with { Interval = Wanctl.Core.Units.Duration.FromMillis(10) };
        AuditFinding found = Assert.Single(kit.Audit(link));
        Assert.Equal(AuditSeverity.Warning, found.Severity);
        Assert.Matches(@"^answers after \d+(\.\d)? ms \(p50\) and \d+(\.\d)? ms \(p99 of 20\)$", found.Found);
    }

    [Fact]
    public void A_simple_queue_is_held_to_the_same()
    {
        using var kit = new RouterKit(RouterKit.Cable);
        kit.World.Add("/queue/simple", ("name", "both"), ("target", "bridge"), ("max-limit", "38000000/940000000"),
            ("queue", "wanctl-cable-up/wanctl-cable-down"), ("bucket-size", "0.01/0.01"));
        LinkSettings link = kit.Link with
        {
            DownloadQueue = "both", UploadQueue = "both", Router = kit.Router with { Queues = QueueKind.Simple },
        };
        kit.World.Add("/ip/route", ("gateway", "ether1"));
        AuditFinding found = Assert.Single(kit.Audit(link));
        Assert.StartsWith("error: both: found 1 active FastTrack rule", found.ToString(), StringComparison.Ordinal);
        Mend(kit, found);
        Assert.Empty(kit.Audit(link));
        kit.Change("/queue/simple", "both", "bucket-size", "0.01/0.1");
        kit.Change("/queue/simple", "both", "queue", "default-small/wanctl-cable-down");
        Assert.Equal(2, kit.Audit(link).Count);
        foreach (AuditFinding other in kit.Audit(link))
            Mend(kit, other);
        Assert.Empty(kit.Audit(link));
    }

    [Fact]
    public void An_audit_changes_nothing()
    {
        using var kit = new RouterKit(RouterKit.Cable);
        int history = kit.World.CountOf("/system/history");
        kit.Audit();
        Assert.Equal(history, kit.World.CountOf("/system/history"));
    }

    private static void Mend(RouterKit kit, AuditFinding finding)
    {
        foreach (string command in finding.Commands)
        {
            if (!command.Contains("/print", StringComparison.Ordinal))
                Assert.Null(kit.Console.Run(command, RouterOsServer.Now));
        }
    }
}
