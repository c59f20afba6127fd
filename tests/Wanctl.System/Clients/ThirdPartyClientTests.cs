using System.IO;
using System.Threading.Tasks;
using Wanctl.Core.Units;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.SystemTests.Clients;

/// <summary>The simulated router is talked to by clients that nobody of this project wrote.</summary>
public sealed class ThirdPartyClientTests
{
    private const string Password = "pass word=x";

    // Debian installs the module for this interpreter only, whatever else is called python3 on the path.
    private const string Python = "/usr/bin/python3";
    private const string NodePackage = "node-routeros@1.6.9";

    [Theory]
    [InlineData(true, 0, false)]
    [InlineData(false, 0, false)]
    [InlineData(true, 1, false)]
    [InlineData(true, 7, false)]
    [InlineData(true, 0, true)]
    public async Task Librouteros_understands_the_simulated_router(
        bool emptyReply, int fragmentSize, bool oneWritePerWord)
    {
        ForeignProgram.Outcome? module = await ForeignProgram.Run(Python, ["-c", "import librouteros"]);
        Assert.SkipUnless(module is not null, $"{Python} is not installed.");
        Assert.SkipUnless(module.ExitCode == 0, $"{Python} has no module librouteros (Debian: python3-librouteros).");

        var faults = new RouterFaults
        {
            EmptyReply = emptyReply,
            FragmentSize = fragmentSize,
            OneWritePerWord = oneWritePerWord,
        };
        await Converse(faults, Python, "librouteros_client.py", checks: 14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    public async Task Node_routeros_sends_many_tagged_commands_at_once_and_gets_each_its_answer(int fragmentSize)
    {
        string modules = await NodeModules();
        // This client throws at "!empty", which came years after it.
        var faults = new RouterFaults { EmptyReply = false, FragmentSize = fragmentSize };
        await Converse(faults, "node", "node_routeros_client.js", checks: 9, modules);
    }

    private static async Task Converse(
        RouterFaults faults, string program, string script, int checks, string? nodePath = null)
    {
        var world = new RouterWorld(RouterOsServer.Now);
        world.AddWan("Spectrum", Rate.FromMbps(940), Rate.FromMbps(38));
        world.AddSteeringRule("ADAPTIVE: Steer latency-sensitive to WAN2");
        world.AddUser("admin", Password, "full");
        using var server = new RouterOsServer(world, faults);

        string port = $"{server.EndPoint.Port}";
        ForeignProgram.Outcome? outcome =
            await ForeignProgram.Run(program, [ForeignProgram.Script(script), port, Password], nodePath);
        Assert.SkipUnless(outcome is not null, $"{program} is not installed.");
        Assert.True(outcome.ExitCode == 0, $"{program} {script}: {outcome.Output}{outcome.Errors}");
        Assert.Equal(checks, outcome.Output.Split("ok ").Length - 1);
        Assert.EndsWith("done", outcome.Output.TrimEnd(), StringComparison.Ordinal);
        LimitChange change = Assert.Single(world.LimitChanges());
        Assert.Equal("WAN-Download-Spectrum", change.Queue);
    }

    private static async Task<string> NodeModules()
    {
        ForeignProgram.Outcome? node = await ForeignProgram.Run("node", ["--version"]);
        Assert.SkipUnless(node is { ExitCode: 0 }, "node is not installed.");
        string? cache = ForeignProgram.Cache("node-routeros-1.6.9");
        Assert.SkipUnless(cache is not null, "The tests do not run inside a checkout: no place for npm packages.");

        string modules = Path.Combine(cache, "node_modules");
        if (!File.Exists(Path.Combine(modules, "node-routeros", "package.json")))
        {
            ForeignProgram.Outcome? npm = await ForeignProgram.Run(
                "npm", ["install", "--prefix", cache, "--ignore-scripts", "--no-audit", "--no-fund", NodePackage]);
            Assert.SkipUnless(npm is not null, "npm is not installed.");
            Assert.SkipUnless(npm.ExitCode == 0, $"npm could not install {NodePackage}: {npm.Errors}");
        }

        return modules;
    }
}
