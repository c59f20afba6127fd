using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Host.Net;
using Wanctl.Routing;
using Wanctl.Setup;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Setup;

/// <summary>What <c>setup --steering</c> makes of its words.</summary>
public sealed class SteeringSetupTests
{
    private static readonly string[] s_words =
    [
        "--steering", "--primary", "cable,ether1,203.0.113.1,192.168.88.21",
        "--alternate", "dsl,pppoe-out1,pppoe-out1,192.168.88.22", "--lan-net", "192.168.88.0/24",
    ];

    [Theory]
    [InlineData("46", 1)]
    [InlineData("46,26", 2)]
    [InlineData(null, 2)]
    public void The_file_can_be_used_and_names_the_rules_of_the_script(string? dscp, int rules)
    {
        SteeringPlan plan = Plan(dscp is null ? [] : ["--dscp", dscp]);
        LoadResult result = ConfigLoader.Parse(SteeringSetup.Text(plan), "steering.yaml", _ => null);
        Assert.Empty(result.Problems);
        SteeringSettings steering = result.Steering!;
        Assert.Equal(SteeringMode.Observe, steering.Mode);
        Assert.Equal(("cable", "dsl"), (steering.Primary, steering.Alternate));
        Assert.Equal(rules, steering.RuleComments.Count);
        string script = string.Join('\n', SteeringScript.Lines(plan));
        Assert.All(steering.RuleComments, comment =>
            Assert.Contains($"comment=\"{comment}\"", script, StringComparison.Ordinal));
    }

    /// <summary>The commands, entered on a router whose default configuration has FastTrack, leave nothing to find.
    /// </summary>
    [Fact]
    public void A_router_that_ran_the_script_passes_the_audit()
    {
        SteeringPlan plan = Plan();
        using var kit = new RouterKit(RouterKit.Cable);
        Assert.Null(kit.Console.Run(string.Join('\n', SteeringScript.Lines(plan)), RouterOsServer.Now));
        SteeringSettings steering = ConfigLoader.Parse(SteeringSetup.Text(plan), "s.yaml", _ => null).Steering!
            with { Mode = SteeringMode.Active };
        LinkSettings[] links =
        [
            kit.Link with { Probe = kit.Link.Probe with { SourceAddress = "192.168.88.21" } },
            kit.Link with { Name = "dsl", Probe = kit.Link.Probe with { SourceAddress = "192.168.88.22" } },
        ];
        RoutingTables tables = RoutingReader.Read(kit.Router, new PlainDialer(), out IReadOnlyList<string> facts);
        Assert.Single(facts);
        Assert.Empty(SteeringAudit.Examine(tables, steering, links));

        kit.Change("/ip/firewall/mangle", "STEER: consumer dsl", "disabled", "true");
        tables = RoutingReader.Read(kit.Router, new PlainDialer(), out _);
        Assert.Contains(
            SteeringAudit.Examine(tables, steering, links),
            finding => finding.Wanted.StartsWith("always on", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--primary", "cable,ether1,203.0.113.1", "--primary: found 'cable,ether1,203.0.113.1', wanted NAME,")]
    [InlineData("--alternate", "", "--alternate: found '', wanted NAME,INTERFACE")]
    [InlineData("--alternate", "cable,a,b,192.168.88.22", "wanted those of another line")]
    [InlineData("--alternate", "dsl,a,b,nowhere", "the address of this machine")]
    [InlineData("--lan-net", "192.168.88.1/33", "--lan-net: found '192.168.88.1/33', wanted the LAN's prefix")]
    [InlineData("--dscp", "ef", "--dscp: found 'ef', wanted numbers from 0 to 63")]
    [InlineData("--dscp", "64", "--dscp: found '64'")]
    public void What_cannot_be_used_is_told(string option, string value, string told)
    {
        Assert.True(SetupOptions.TryParse([.. s_words, option, value], out SetupOptions options, out _));
        Assert.Null(SteeringSetup.Plan(options, out string problem));
        Assert.Contains(told, problem, StringComparison.Ordinal);
    }

    private static SteeringPlan Plan(params string[] more)
    {
        Assert.True(SetupOptions.TryParse([.. s_words, .. more], out SetupOptions options, out _));
        SteeringPlan? plan = SteeringSetup.Plan(options, out string problem);
        Assert.Equal("", problem);
        return plan!;
    }
}
