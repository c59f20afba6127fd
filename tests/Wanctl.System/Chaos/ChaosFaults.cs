using System.Globalization;
using Wanctl.Core.Units;
using Wanctl.Simulation.RouterOs;
using Wanctl.SystemTests.Kit;
using Wanctl.SystemTests.Steer;

namespace Wanctl.SystemTests.Chaos;

/// <summary>All that can happen in a chaos run; each choice is the run's dice's.</summary>
public sealed class ChaosFaults(SteeredRig rig, Random dice)
{
    private const string Trees = "/queue/tree";
    private const string Mangle = "/ip/firewall/mangle";

    private static readonly string[] Queues =
        ["WAN-Download-Cable", "WAN-Upload-Cable", "WAN-Download-Dsl", "WAN-Upload-Dsl"];

    private RouterFaults Router => rig.Rig.Faults;

    private RouterWorld World => rig.Rig.World;

    /// <summary>One of them.</summary>
    public ChaosFault Next() => dice.Next(20) switch
    {
        0 => new("router off", rig.Rig.StopRouter, rig.Rig.StartRouter),
        1 => new("router reboots", () => rig.Rig.Server.Reboot(Duration.FromSeconds(1 + dice.Next(3))), Nothing),
        2 => new("connections reset", () => rig.Rig.Server.DropConnections(reset: true), Nothing),
        3 => new("connections closed", () => rig.Rig.Server.DropConnections(reset: false), Nothing),
        4 => new("router refuses connections", () => Refuse(true), () => Refuse(false)),
        5 => new("router stalls", () => Router.Stalled = true, () => Router.Stalled = false),
        6 => Slow(Duration.FromMillis(50 + dice.Next(400))),
        7 => new("no write policy", () => Router.ReadOnly = true, () => Router.ReadOnly = false),
        8 => new(
            "answer breaks off", () => Router.CloseAfterBytes = dice.Next(1, 60), () => Router.CloseAfterBytes = -1),
        9 => new("garbage", () => Router.Inject(0xF8, 0x00, 0xFF, 0x13, 0x37), Nothing),
        10 => new("odd answers", () => Odd(true), () => Odd(false)),
        11 => Renamed(Any()),
        12 => Disabled(Any()),
        13 => Removed(Any()),
        14 => Foreign(Any()),
        15 => Silent(dice.Next(2) == 0),
        16 => Down(dice.Next(2) == 0),
        17 => RenamedLine(dice.Next(2) == 0),
        18 => new("rule switched by hand", () => rig.SwitchByHand(!rig.RuleOn), Nothing),
        _ => RenamedRule(),
    };

    private string Any() => Queues[dice.Next(Queues.Length)];

    private static void Nothing()
    {
    }

    private void Refuse(bool refused)
    {
        Router.RefuseConnections = refused;
        if (refused)
            rig.Rig.Server.DropConnections(reset: true);
    }

    private void Odd(bool odd) =>
        Router.DuplicateDone = Router.UnknownTags = Router.UnknownReplies = Router.Interleave = odd;

    private ChaosFault Slow(Duration delay) => new(
        $"router answers after {delay.Millis:0} ms",
        () => Router.AnswerDelay = delay, () => Router.AnswerDelay = Duration.Zero);

    private ChaosFault Renamed(string queue) => new(
        queue + " renamed",
        () => World.Rename(Trees, queue, "other " + queue, RouterOsServer.Now),
        () => World.Rename(Trees, "other " + queue, queue, RouterOsServer.Now));

    private ChaosFault Disabled(string queue) => new(
        queue + " disabled", () => Change(queue, "disabled", "true"), () => Change(queue, "disabled", "false"));

    private ChaosFault Removed(string queue) => new(
        queue + " removed",
        () => World.Delete(Trees, queue, "admin", RouterOsServer.Now),
        () => World.AddCakeQueue(queue, "again-" + queue, "ether1", Rate.FromMbps(50)));

    private ChaosFault Foreign(string queue)
    {
        string limit = (dice.Next(5, 900) * 1_000_000L).ToString(CultureInfo.InvariantCulture);
        return new ChaosFault($"{queue} set to {limit}", () => Change(queue, "max-limit", limit), Nothing);
    }

    private void Change(string queue, string property, string value) =>
        World.Change(Trees, queue, property, value, "admin", RouterOsServer.Now);

    private ChaosFault Silent(bool cable) => new(
        (cable ? "cable" : "dsl") + "'s reflectors silent",
        () => Echoes(cable).ChangeAll(behaviour => behaviour with { Silent = true }),
        () => Echoes(cable).ChangeAll(behaviour => behaviour with { Silent = false }));

    private EchoHost Echoes(bool cable) => cable ? rig.Rig.Echoes : rig.Dsl;

    private ChaosFault Down(bool cable) => new(
        (cable ? "cable" : "dsl") + "'s interface down",
        () => Line(cable).SetUp(false), () => Line(cable).SetUp(true));

    private ChaosFault RenamedLine(bool cable) => new(
        (cable ? "cable" : "dsl") + "'s interface renamed",
        () => Line(cable).Rename("other" + (cable ? 0 : 1)), () => Line(cable).Rename("wan" + (cable ? 0 : 1)));

    private TunLine Line(bool cable) => cable ? rig.Rig.Line : rig.DslLine;

    private ChaosFault RenamedRule() => new(
        "rule renamed",
        () => World.Change(Mangle, SteeredRig.Comment, "comment", "another", "admin", RouterOsServer.Now),
        () => World.Change(Mangle, "another", "comment", SteeredRig.Comment, "admin", RouterOsServer.Now));
}
