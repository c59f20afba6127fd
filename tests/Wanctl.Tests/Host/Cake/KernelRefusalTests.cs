using System.Linq;
using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Cake;
using Wanctl.Host.Echo;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Host.Time;
using Wanctl.Host.Watch;
using Wanctl.Tests.Host.Loop;
using Wanctl.Tests.Kit;
using Wanctl.Wire.Cake.Dialogue;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Host.Cake;

/// <summary>
/// A kernel that answers every question and refuses every change, as one does to a process that has lost
/// CAP_NET_ADMIN: told as a router's refusal is, tried again after each rest, and over when it is over.
/// </summary>
public sealed class KernelRefusalTests : IDisposable
{
    private const int NoPermission = 1;
    private const int TicksPerSecond = 20;

    private static readonly LinkSettings Settings = Links.Cable with
    {
        Law = RateLawKind.Adaptive,
        Router = Links.Cable.Router with { Transport = RouterTransport.LinuxCake },
        DownloadQueue = "ifb",
        UploadQueue = "wan",
        Interval = Duration.FromMillis(50),
        Fallback = Links.Cable.Fallback with { Enabled = false },
    };

    private readonly NetlinkPeer _kernel = new(KernelPipe.Port);
    private readonly AnsweringChannel _channel = new();
    private readonly KernelPipe _pipe;
    private readonly CakeConnection _connection;
    private readonly Link _link;
    private readonly ProcessPicture _process;
    private Instant _now = Clock.Now();
    private int _tick;

    public KernelRefusalTests()
    {
        _kernel.Add("ifb", 5_000_000);
        _kernel.Add("wan", 1_000_000);
        _pipe = new KernelPipe(_kernel);
        var dialogue = new CakeDialogue(["ifb", "wan"]);
        _connection = new CakeConnection(dialogue, new EventQueue(), () => _pipe.Near);
        _link = new Link(
            Settings, new LinkState(Settings, LinkMemory.Initial(Settings)), _channel,
            new EchoProbe(_channel, Settings.Probe.Timeout, token: 0xABCDEF),
            new LineCheck(Settings.Fallback, Settings.Probe, LoopLinks.Errands),
            new CakeHand(_connection, dialogue.Find("ifb"), dialogue.Find("wan")));
        _process = new ProcessPicture([_link], () => default, "1");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _pipe.Dispose();
        _link.Dispose();
    }

    [Fact]
    public void Refused_changes_are_a_problem_with_the_cure_tried_each_five_seconds_and_over_when_they_are_taken()
    {
        _kernel.RefuseChanges = NoPermission;
        Turns(4 * TicksPerSecond);
        Assert.Empty(Problems());
        Turns(4 * TicksPerSecond);
        string[] problems = Problems();
        Assert.Equal(2, problems.Length);
        Assert.Equal("the kernel refused to set the CAKE of ifb to 940M: \"Operation not permitted\"; "
            + "40M stays in force; wanctl needs CAP_NET_ADMIN: wanctl install again, or run it as root", problems[0]);
        Assert.Contains("the CAKE of wan to 38M", problems[1], StringComparison.Ordinal);
        Turns(22 * TicksPerSecond);

        // In half a minute, for each of the two directions: once at first, and once after each rest of five seconds.
        Assert.Empty(_kernel.Changes);
        Assert.InRange(_kernel.Requests.Count(kind => kind == NetlinkKind.NewQdisc), 2 * 6, 2 * 7);
        Assert.Equal(Rate.FromMbps(40), _process.Links[0].Last.Chosen.Down.Applied);

        _kernel.RefuseChanges = 0;
        Turns(6 * TicksPerSecond);
        Assert.Equal(940_000_000 / 8, (long)_kernel["ifb"].Qdiscs[0].BytesPerSecond);
        Assert.Equal(38_000_000 / 8, (long)_kernel["wan"].Qdiscs[0].BytesPerSecond);
        Assert.Empty(Problems());
        Assert.Equal(Rate.FromMbps(940), _process.Links[0].Last.Chosen.Down.Applied);
    }

    [Fact]
    public void Changes_that_are_refused_later_leave_the_last_limit_in_force()
    {
        Turns(TicksPerSecond);
        Assert.Equal(940_000_000 / 8, (long)_kernel["ifb"].Qdiscs[0].BytesPerSecond);
        _kernel.RefuseChanges = NoPermission;
        _kernel["ifb"].Qdiscs[0].BytesPerSecond = 7_000_000;
        Turns(8 * TicksPerSecond);

        string problem = Assert.Single(Problems());
        Assert.Contains("the CAKE of ifb to 940M", problem, StringComparison.Ordinal);
        Assert.Contains("56M stays in force", problem, StringComparison.Ordinal);
    }

    private string[] Problems() =>
        [.. Health.Judge(_process, _now).Where(problem => problem.Kind == "writes_refused")
            .Select(problem => problem.Words)];

    private void Turns(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _now += Settings.Interval;
            _connection.Receive(_now);
            _pipe.Answer();
            var slot = new TickSlot(_tick++, 0, _now, _now, 0);
            Observation seen = _link.Gather(in slot);
            Decision chosen = LinkController.Step(_link.Settings, _link.State, in seen);
            _link.Apply(in seen, in chosen);
            _connection.Send(_now);
            _pipe.Answer();
            _process.Follow();
        }
    }
}
