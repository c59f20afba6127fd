using System.Text;
using Wanctl.Audit;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Counting;
using Wanctl.Host.Net;
using Wanctl.Host.Router;
using Wanctl.Measure;
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

    public IReadOnlyList<AuditFinding> Audit(LinkSettings link)
    {
        RouterSurvey survey = RouterSurveyor.Read(Router, new PlainDialer());
        return RouterAudit.Examine(survey, link, Plan.Kind, Watch(survey, link));
    }

    /// <summary>
    /// What passes while an audit watches the counters: a megabyte each way through the WAN, and through the queues
    /// this share of it.
    /// </summary>
    public (double Down, double Up) Counted { get; set; } = (1, 1);

    /// <summary>What comes in and goes out through the WAN in the 1.2 s that an audit watches, in bytes.</summary>
    public ulong Carried { get; set; } = 1_000_000;

    /// <summary>Echoes that are answered meanwhile.</summary>
    public int Answers { get; set; } = 24;

    /// <summary>Sets a property as somebody at the router would.</summary>
    public void Change(string menu, string name, string property, string? value) =>
        World.Change(menu, name, property, value, "admin", RouterOsServer.Now);

    public void Dispose() => Server.Dispose();

    private Passage? Watch(RouterSurvey survey, LinkSettings link)
    {
        using var hand = new RouterLimits(link with { Router = Router }, new PlainDialer());
        Instant now = RouterOsServer.Now;
        var sampler = new CounterSampler(hand, RouterAudit.WanOf(survey, link), () => now);
        try
        {
            return sampler.Watch(Pass);
        }
        catch (LimitTroubleException)
        {
            return null;
        }

        int Pass(Duration length)
        {
            now += length;
            ulong carried = Carried / 12;
            (ulong down, ulong up) = ((ulong)(Counted.Down * carried), (ulong)(Counted.Up * carried));
            // What passes a queue on the interface is counted there by itself.
            World.AddInterfaceTraffic(Plan.Wan, carried, carried - Math.Min(up, carried));
            // Text is Latin-1 throughout the simulated router: a character is a byte.
            string download = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(link.DownloadQueue));
            string upload = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(link.UploadQueue));
            World.AddTraffic(download, down, down / 1000, 0);
            if (link.Router.Queues == QueueKind.Simple)
                World.AddUploadTraffic(download, up, up / 1000, 0);
            else
                World.AddTraffic(upload, up, up / 1000, 0);
            return Answers / 12;
        }
    }
}
