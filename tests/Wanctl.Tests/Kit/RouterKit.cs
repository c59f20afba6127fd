using Wanctl.Audit;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Net;
using Wanctl.Host.Router;
using Wanctl.Setup;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.Tests.Kit;

/// <summary>A simulated router behind a real socket, set up by the script that <c>setup</c> prints.</summary>
internal sealed class RouterKit : IDisposable
{
    public const string Password = "kit-password";

    /// <summary>A new router whose admin has run a plan's script.</summary>
    public RouterKit(SetupPlan plan)
    {
        Plan = plan;
        Server = new RouterOsServer(World, Faults);
        World.Add("/ip/firewall/filter", ("chain", "forward"), ("action", "fasttrack-connection"));
        var console = new RouterConsole(World, "admin");
        Assert.Null(console.Run(RouterScript.Of(plan), RouterOsServer.Now));
        Console = console;
    }

    public SetupPlan Plan { get; }

    public RouterWorld World { get; } = new(RouterOsServer.Now);

    /// <summary>A safety net must not put right at random what a test has just broken.</summary>
    public RouterFaults Faults { get; } = new() { ClockStands = true };

    public RouterOsServer Server { get; }

    public RouterConsole Console { get; }

    /// <summary>A plan for this kit, to be varied with <c>with</c>.</summary>
    public static SetupPlan Cable { get; } = new()
    {
        Name = "cable",
        Line = LineProfile.Find("cable")!,
        Down = Rate.FromMbps(940),
        Up = Rate.FromMbps(38),
        Wan = "ether1",
        Lan = "bridge",
        Router = "127.0.0.1",
        Box = "127.0.0.1",
        Password = Password,
        Path = "cable.yaml",
    };

    public RouterSettings Router => Links.Cable.Router with
    {
        Transport = RouterTransport.Api,
        Host = "127.0.0.1",
        Port = Server.EndPoint.Port,
        User = "wanctl",
        Password = new Secret(Password),
        Queues = QueueKind.Tree,
    };

    /// <summary>The link of the plan.</summary>
    public LinkSettings Link => Links.Cable with
    {
        Name = Plan.Name,
        DownloadQueue = Plan.DownQueue,
        UploadQueue = Plan.UpQueue,
        Download = Links.CableDownload with { Ceiling = Plan.Down },
        Upload = Links.CableUpload with { Ceiling = Plan.Up },
        Router = Router,
        // What the machine is busy with is no finding.
        Interval = Duration.FromSeconds(1),
    };

    public RouterClient Open() => RouterClient.Open(Router, new PlainDialer());

    public IReadOnlyList<AuditFinding> Audit() => Audit(Link);

    public IReadOnlyList<AuditFinding> Audit(LinkSettings link) =>
        RouterAudit.Examine(RouterSurveyor.Read(Router, new PlainDialer()), link, Plan.Kind);

    /// <summary>Sets a property as somebody at the router would.</summary>
    public void Change(string menu, string name, string property, string? value) =>
        World.Change(menu, name, property, value, "admin", RouterOsServer.Now);

    public void Dispose() => Server.Dispose();
}
