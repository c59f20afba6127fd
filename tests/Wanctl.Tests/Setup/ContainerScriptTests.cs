using System.IO;
using System.Linq;
using Wanctl.Config;
using Wanctl.Setup;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;
using Wanctl.Verbs;

namespace Wanctl.Tests.Setup;

/// <summary>What <c>setup --container</c> prints, on the simulated router.</summary>
public sealed class ContainerScriptTests
{
    private static readonly string[] s_words =
        ["--container", "--line", "cable", "--down", "500", "--up", "30", "--wan", "ether1", "--password", "p"];

    [Theory]
    [InlineData("7.20.8", "")]
    [InlineData("7.21", "203.0.113.1")]
    [InlineData("7.22.3", "pppoe-out1")]
    [InlineData("7.23.3", "dhcp")]
    [InlineData("7.24", "")]
    [InlineData("7.25", "203.0.113.1")]
    public void The_router_takes_every_command_twice_and_the_removal_leaves_nothing(string version, string gateway)
    {
        SetupPlan plan = Plan(version, gateway);
        RouterWorld world = Fresh();
        Dictionary<string, int> before = Counts(world);
        string script = ContainerScript.Of(plan);
        Assert.Null(new RouterConsole(world, "admin").Run(script, RouterOsServer.Now));
        Dictionary<string, int> after = Counts(world);
        Assert.Null(new RouterConsole(world, "admin").Run(script, RouterOsServer.Now));
        Assert.Equal(after, Counts(world));

        string removal = string.Join('\n', script[script.IndexOf("# Or to be rid", StringComparison.Ordinal)..]
            .Split('\n').Where(line => line.StartsWith("#   /", StringComparison.Ordinal)).Select(line => line[4..]));
        Assert.Null(new RouterConsole(world, "admin").Run(removal, RouterOsServer.Now));
        // The queues, their types and their marks stay.
        Assert.All(Counts(world), menu => Assert.True(
            menu.Value == before[menu.Key]
            || menu.Key.StartsWith("/queue/", StringComparison.Ordinal)
            || menu.Key.EndsWith("/firewall/mangle", StringComparison.Ordinal),
            $"{menu.Key}: {menu.Value} items, before the set-up {before[menu.Key]}"));
    }

    [Fact]
    public void The_rule_for_the_API_stands_above_the_drop_and_other_users_of_the_API_keep_theirs()
    {
        RouterWorld world = Fresh();
        world.Change("/ip/service", "api", "address", "192.168.88.5/32", "admin", RouterOsServer.Now);
        var console = new RouterConsole(world, "admin");
        string script = ContainerScript.Of(Plan("7.24", ""));
        Assert.Null(console.Run(script, RouterOsServer.Now));
        Assert.Null(console.Run(script, RouterOsServer.Now));
        Assert.Equal("192.168.88.5/32,172.31.9.2/32", world.Read("/ip/service", "api", "address"));
        Assert.Null(console.Run(":put [/ip/firewall/filter/find chain=input]", RouterOsServer.Now));
        Assert.Null(console.Run(":put [/ip/firewall/filter/find comment=\"wanctl\"]", RouterOsServer.Now));
        Assert.Null(console.Run(":put [/ip/firewall/filter/find action=drop]", RouterOsServer.Now));
        string[] order = console.Output[^3].Split(';');
        Assert.True(Array.IndexOf(order, console.Output[^2]) < Array.IndexOf(order, console.Output[^1]));
    }

    [Theory]
    [InlineData("7.19.6", "wanted RouterOS 7.20 or later, best 7.24")]
    [InlineData("6.49.10", "wanted RouterOS 7.20 or later")]
    [InlineData("7.22", "7.22 and 7.22.1 can lose containers at a reboot")]
    [InlineData("7.22.1 (stable)", "wanted RouterOS 7.22.2 or later")]
    [InlineData("7.22rc3", "can lose containers")]
    [InlineData("seven", "wanted a version of RouterOS as /system/resource/print shows it, such as 7.24")]
    [InlineData("7", "wanted a version of RouterOS")]
    [InlineData("7.24.x", "wanted a version of RouterOS")]
    public void A_version_that_cannot_be_used_gets_a_sentence(string version, string wanted) =>
        Assert.Contains(wanted, RouterOsVersion.Answer(version).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("7.24", "7.24")]
    [InlineData("7.23.3 (stable)", "7.23.3")]
    [InlineData("7.24beta2", "7.24")]
    [InlineData(" 7.20.8 (long-term)", "7.20.8")]
    [InlineData("7.31.2", "7.31.2")]
    public void A_version_is_taken_as_the_router_shows_it(string version, string wanted)
    {
        SetupAnswer answer = RouterOsVersion.Answer(version);
        Assert.Equal(("", wanted), (answer.Problem, answer.Value));
    }

    [Theory]
    [InlineData("arm", "32-bit ARM")]
    [InlineData("mipsbe", "no containers on this processor")]
    [InlineData("sparc", "one of arm64, amd64")]
    public void A_processor_without_an_image_gets_a_sentence(string architecture, string wanted) =>
        Assert.Contains(wanted, ContainerPlan.ArchitectureOf(architecture).Problem, StringComparison.Ordinal);

    [Fact]
    public void Only_a_later_version_than_the_table_is_printed_with_a_word_of_caution()
    {
        Assert.Contains("RouterOS 7.25 is later than wanctl knows", ContainerScript.Of(Plan("7.25", "")),
            StringComparison.Ordinal);
        Assert.DoesNotContain("is later than", ContainerScript.Of(Plan("7.24", "")), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_one_container_have_a_source_each_and_no_secret_is_asked_of_an_environment()
    {
        using var folder = new ScratchFolder();
        string[] first =
            [.. s_words, "--routeros", "7.24", "--marks", "--gateway", "dhcp", "--out", folder.File("a.yaml")];
        string[] second =
        [
            .. s_words, "--routeros", "7.24", "--marks", "--gateway", "pppoe-out1", "--name", "dsl", "--out",
            folder.File("b.yaml"),
        ];
        Assert.Equal(ExitCode.Fine, SetupVerb.Execute(first));
        Assert.Equal(ExitCode.Fine, SetupVerb.Execute([.. second.Where(word => word is not ("--password" or "p"))]));
        // Once more: it keeps its own.
        Assert.Equal(ExitCode.Fine, SetupVerb.Execute([.. first, "--force"]));
        foreach ((string file, string source) in new[] { ("a.yaml", "172.31.9.2"), ("b.yaml", "172.31.9.3") })
        {
            LoadResult result = ConfigLoader.Load(folder.File(file), _ => null);
            Assert.Empty(result.Problems);
            Assert.Empty(result.Warnings);
            WanFile wan = result.File!;
            Assert.Equal(source, wan.Link.Probe.SourceAddress);
            Assert.Equal(("172.31.9.1", "p"), (wan.Link.Router.Host, wan.Link.Router.Password.Reveal()));
            Assert.Equal("172.31.9.2", wan.Health.Host);
            Assert.Equal(LogFormat.Brief, wan.Log.Format);
            Assert.StartsWith("/run/wanctl/", wan.Link.StateFile, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--tls with --container", "--tls")]
    [InlineData("--box with --container", "--box", "1.2.3.4")]
    [InlineData("--container with --linux", "--linux")]
    public void What_a_container_has_no_use_for_is_refused(string expected, params string[] more)
    {
        Assert.False(SetupOptions.TryParse([.. s_words, .. more], out _, out string problem));
        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
    }

    /// <summary>A plan for a router of a version.</summary>
    internal static SetupPlan Plan(string version, string gateway)
    {
        Assert.True(RouterOsVersion.TryParse(version, out RouterOsVersion parsed));
        return RouterKit.Cable with
        {
            Router = ContainerPlan.Router,
            Box = ContainerPlan.Box,
            StorePassword = true,
            DeadMan = true,
            Marks = gateway.Length > 0,
            Container = new ContainerPlan(parsed, "arm64") { Gateway = gateway },
        };
    }

    /// <summary>A router with the default firewall's two rules of the input chain.</summary>
    private static RouterWorld Fresh()
    {
        var world = new RouterWorld(RouterOsServer.Now);
        world.Add("/ip/firewall/filter", ("chain", "input"), ("action", "accept"), ("connection-state", "established"));
        world.Add("/ip/firewall/filter", ("chain", "input"), ("action", "drop"), ("in-interface-list", "!LAN"));
        world.Add("/ip/dhcp-client", ("interface", "ether1"));
        return world;
    }

    /// <summary>How many items each menu has that the script touches.</summary>
    private static Dictionary<string, int> Counts(RouterWorld world)
    {
        string[] menus =
        [
            "/queue/tree", "/queue/type", "/user", "/user/group", "/ip/firewall/filter", "/ip/firewall/nat",
            "/ip/firewall/mangle", "/ipv6/firewall/mangle", "/system/scheduler", "/routing/table", "/routing/rule",
            "/ip/route", "/ip/address", "/interface/veth", "/container", "/container/mounts", "/tool/netwatch",
        ];
        return menus.ToDictionary(menu => menu, world.CountOf);
    }
}
