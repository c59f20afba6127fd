using System.IO;
using System.Linq;
using Wanctl.Routing;
using Wanctl.Setup;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Setup;

/// <summary>
/// Every command that is printed against the commands of every RouterOS version that it is printed for.
/// </summary>
public sealed class RouterOsCommandTests(ITestOutputHelper output)
{
    /// <summary>Menus that the table does not tell of.</summary>
    private static readonly string[] s_untold = ["/ipv6/route", "/ipv6/address", "/ipv6/firewall/nat"];

    /// <summary>What a router shows and nobody sets.</summary>
    private static readonly (string Menu, string Property)[] s_readOnly =
    [
        ("/ip/route", "immediate-gw"), ("/ip/firewall/address-list", "dynamic"), ("/certificate", "fingerprint"),
        ("/certificate", "ca"), ("/system/scheduler", "run-count"), ("/interface", "type"), ("/interface", "rx-byte"),
        ("/interface", "tx-byte"), ("/ip/service", "name"),
    ];

    [Fact]
    public void A_container_s_commands_are_those_of_the_router_s_version()
    {
        CommandTable table = CommandTable.Load();
        int versions = 0;
        foreach (string version in table.Versions)
        {
            if (RouterOsVersion.Answer(version).Problem.Length > 0)
                continue;
            versions++;
            foreach (string gateway in (string[])["", "203.0.113.1", "dhcp"])
                Holds(table, version, ContainerScript.Of(ContainerScriptTests.Plan(version, gateway)));
        }
        // 7.20 to 7.24 without 7.22 and 7.22.1.
        Assert.Equal(21, versions);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void A_set_up_s_commands_are_those_of_every_version(bool marks, bool tls, bool deadMan)
    {
        CommandTable table = CommandTable.Load();
        string script = RouterScript.Of(RouterKit.Cable with { Marks = marks, Tls = tls, DeadMan = deadMan });
        foreach (string version in table.Versions)
            Holds(table, version, script);
    }

    [Fact]
    public void A_steering_s_commands_are_those_of_every_version()
    {
        CommandTable table = CommandTable.Load();
        var plan = new SteeringPlan
        {
            Primary = new SteeredWan("cable", "ether1", "203.0.113.1", "192.168.88.21"),
            Alternate = new SteeredWan("dsl", "ether2", "pppoe-out1", "192.168.88.22"),
            LanInterfaces = ["bridge"],
            LanPrefixes = ["192.168.88.0/24"],
            Classes = [new SteeringClass("wanctl: steer DSCP 46 to dsl", 46)],
        };
        string script = string.Join('\n', SteeringScript.Lines(plan));
        foreach (string version in table.Versions)
            Holds(table, version, script);
    }

    /// <summary>
    /// All that is sent or proposed, by setup, the audits, release, steering and the safety net, is run on the
    /// simulated router in other tests: what no real router knows must not be known there.
    /// </summary>
    [Fact]
    public void The_simulated_router_has_no_argument_that_no_real_router_has()
    {
        CommandTable table = CommandTable.Load();
        var findings = new List<string>();
        int looked = 0;
        foreach (Menu menu in MenuCatalog.Create())
        {
            string path = menu.Path[1..];
            if (!menu.Writable || s_untold.Contains(menu.Path))
                continue;
            foreach (MenuProperty property in menu.Properties)
            {
                if (s_readOnly.Contains((menu.Path, property.Name)))
                    continue;
                looked++;
                CommandUse[] uses = [new(path, "add", property.Name), new(path, "set", property.Name)];
                bool known = table.Versions.Any(version => table.Unknown(version, uses).Count < 2);
                if (!known)
                    findings.Add($"{menu.Path} {property.Name}");
            }
        }
        Assert.InRange(looked, 100, 1000);
        Assert.True(findings.Count == 0, "no RouterOS takes: " + string.Join(", ", findings));
    }

    [Fact]
    public void The_commands_of_the_documentation_are_known()
    {
        CommandTable table = CommandTable.Load();
        string path = Path.Combine(House.Repository.Root, "docs/CONTAINER.md");
        string script = string.Join('\n', File.ReadAllLines(path)
            .Where(line => line.StartsWith("    /", StringComparison.Ordinal)));
        Assert.Equal([], table.Unknown("7.24", CommandUse.In(script)));
        Assert.Contains(new CommandUse("app", "add", "yaml"), CommandUse.In(script));
    }

    [Fact]
    public void What_a_version_does_not_know_is_found()
    {
        CommandTable table = CommandTable.Load();
        string script = ContainerScript.Of(ContainerScriptTests.Plan("7.24", ""));
        string[] wanted =
        [
            "/container/mounts/* list", "/container/mounts/add list", "/container/mounts/add mode",
            "/container/add mountlists", "/container/set tmpfs", "/container/set memory-max",
            "/container/set restart-policy", "/container/set restart-interval", "/container/set restart-max-count",
            "/container/set healthcheck-cmd", "/container/set healthcheck-interval",
        ];
        Assert.Equal(wanted, table.Unknown("7.20.8", CommandUse.In(script)));
        string nested = ":if ([:len [/queue/tree/find nosuch=1]] = 0) do={/system/scheduler/add "
            + "on-event=\"/nowhere/go\"}";
        Assert.Equal(["/queue/tree/* nosuch", "/nowhere/go"], table.Unknown("7.24", CommandUse.In(nested)));
    }

    private void Holds(CommandTable table, string version, string script)
    {
        CommandUse[] uses = [.. CommandUse.In(script).Distinct()];
        Assert.True(uses.Length > 20, $"only {uses.Length} commands were found in:\n{script}");
        IReadOnlyList<string> unknown = table.Unknown(version, uses);
        output.WriteLine($"{version}: {uses.Length - unknown.Count} of {uses.Length} commands and arguments known");
        Assert.True(unknown.Count == 0, $"RouterOS {version} does not know: {string.Join(", ", unknown)}");
    }
}
