using System.Diagnostics;
using Wanctl.Core.Units;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Steer;

/// <summary>
/// A rig with two lines, a router that has queues for both and a rule to switch, and a steering file.
/// </summary>
public sealed class SteeredRig : IDisposable
{
    public const string Comment = "ADAPTIVE: Steer latency-sensitive to DSL";

    private const string Menu = "/ip/firewall/mangle";
    private static readonly string[] DslReflectors = ["198.19.0.11", "198.19.0.12"];

    public SteeredRig()
    {
        Rig = new Rig(reflectors: 2);
        DslLine = Rig.Room.OpenLine("wan1", "198.19.0.1/24");
        Dsl = new EchoHost(DslLine, DslReflectors);
        Rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(20);
        Dsl.LineDelay = TimeSpan.FromMilliseconds(28);
        Rig.World.AddWan("Dsl", Rate.FromMbps(95), Rate.FromMbps(18));
        // A third of it: a busy machine's own delays are then no queue that the law would fight.
        Rig.Traffic.AddWan("Dsl", null, share: 0.3);
        Rig.World.AddSteeringRule("somebody else's");
        Rig.World.AddSteeringRule(Comment);
    }

    public Rig Rig { get; }

    public TunLine DslLine { get; }

    public EchoHost Dsl { get; }

    /// <summary>Whether the rule is on.</summary>
    public bool RuleOn => Rig.World.Read(Menu, Comment, "disabled") == "false";

    /// <summary>
    /// Starts the daemon with both links and a steering file that has these keys beside the usual, and waits until it
    /// is in step with both lines and the router.
    /// </summary>
    /// <inheritdoc cref="Start"/>
    public DaemonProcess Run(string more, params (string Path, object? Value)[] cableKeys)
    {
        DaemonProcess daemon = Start(more, cableKeys);
        daemon.WaitForLine("queues looked up");
        daemon.WaitForLine("cable: the line is answering");
        daemon.WaitForLine("dsl: the line is answering");
        return daemon;
    }

    /// <summary>The same without waiting for anything.</summary>
    /// <param name="more">Keys of the steering file.</param>
    /// <param name="cableKeys">Keys of the cable's file.</param>
    public DaemonProcess Start(string more, params (string Path, object? Value)[] cableKeys)
    {
        WanFile cable = Rig.File with { Extra = Rig.Keys(cableKeys) };
        WanFile dsl = Rig.File with
        {
            WanName = "dsl",
            DownloadQueue = "WAN-Download-Dsl",
            UploadQueue = "WAN-Upload-Dsl",
            PingHosts = DslReflectors,
        };
        string steering = "topology: {primary_wan: cable, alternate_wan: dsl}\n"
            + $"mangle_rule: {{comment: \"{Comment}\", check_seconds: 1, hand_grace_seconds: 3}}\n" + more;
        return Rig.RunSteered(steering, cable, dsl);
    }

    /// <summary>The cable's delay rises beyond what its floor can cure.</summary>
    /// <remarks>
    /// Its delay without a queue is known by then: a law that first hears a line with a full buffer cannot tell the
    /// buffer from the path.
    /// </remarks>
    public void Congest()
    {
        const int Calm = 80;
        Rig.Echoes.WaitForRequests(Calm);
        Rig.Traffic.Congested = true;
    }

    public void Heal() => Rig.Traffic.Congested = false;

    /// <summary>Waits until the rule is so; returns how long that took.</summary>
    public TimeSpan UntilRule(bool on, double withinSeconds)
    {
        long start = Stopwatch.GetTimestamp();
        Rig.Until(() => RuleOn == on, on ? "the rule on" : "the rule off", TimeSpan.FromSeconds(withinSeconds));
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The rule is switched by somebody at the router.</summary>
    public void SwitchByHand(bool on) => Rig.World.Change(
        Menu, Comment, "disabled", on ? "false" : "true", "admin", Wanctl.Simulation.RouterOs.RouterOsServer.Now);

    public void Dispose()
    {
        Dsl.Dispose();
        Rig.Dispose();
    }
}
