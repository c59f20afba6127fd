using System.IO;
using System.Net.Http;
using System.Threading;
using Wanctl.SystemTests.Kit;
using Wanctl.SystemTests.Steer;

namespace Wanctl.SystemTests.Run;

/// <summary>A dry run reads everything and writes nothing, and says so wherever it is asked.</summary>
public sealed class DryRunTests
{
    private const string Download = "WAN-Download-Cable";

    public DryRunTests() => NetworkRoom.SkipUnlessPossible();

    [Theory]
    [InlineData("adaptive", "tree")]
    [InlineData("adaptive", "simple")]
    [InlineData("classic", "tree")]
    public void It_reads_the_router_says_what_it_would_set_and_sets_nothing(string law, string kind)
    {
        using var rig = new Rig();
        bool simple = kind == "simple";
        if (simple)
        {
            rig.World.Add(
                "/queue/simple", ("name", "wan"), ("target", "192.168.88.0/24"), ("max-limit", "38000000/940000000"));
        }
        WanFile file = rig.File with
        {
            DownloadQueue = simple ? "wan" : rig.File.DownloadQueue,
            UploadQueue = simple ? "wan" : rig.File.UploadQueue,
            Extra = Keys(law, ("router.queue_kind", kind), ("health_check.port", 19401)),
        };
        int before = rig.World.LimitChanges().Length;
        DaemonProcess daemon = rig.Run(file);
        daemon.WaitForLine("cable: dry run: the shaper is read and never written to");
        daemon.WaitForLine("connected, queues looked up");
        daemon.WaitForLine("answering");
        if (law == "classic")
        {
            rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(220);
            daemon.WaitForLine("dry run: download GREEN -> RED");
            daemon.WaitForLine("would set 200.0 Mbit/s, the shaper has 940");
        }
        using HttpClient http = rig.Room.NewHttpClient();
        rig.Until(
            () => Get(http, "/api/state").Replace(" ", "", StringComparison.Ordinal)
                .Contains("\"applied_mbps\":940", StringComparison.Ordinal), "what the router has is what is applied");
        Assert.Matches("\"dry_run\": ?true", Get(http, "/api/state"));
        Assert.Matches("\"asked_mbps\": ?null", Get(http, "/api/state"));
        Assert.Matches("\"dry_run\": ?true", Get(http, "/health"));
        Assert.Contains("wanctl_dry_run{wan=\"cable\"} 1\n", Get(http, "/metrics"), StringComparison.Ordinal);
        Assert.Contains("wanctl_router_updates_total{wan=\"cable\"} 0\n", Get(http, "/metrics"),
            StringComparison.Ordinal);
        using DaemonProcess status = DaemonProcess.RunToEnd(
            rig.Room, new DaemonCommand(Artifacts.Binary, "status", "--once", rig.Folder["cable.yaml"]));
        Assert.Contains("dry run: nothing is set", status.Text(), StringComparison.Ordinal);
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        Assert.Contains(" 0 bytes a turn", daemon.WaitForLine("stopped after").Text, StringComparison.Ordinal);
        Assert.True(File.Exists(rig.Folder["cable_state.json.dry-run"]));
        Assert.False(File.Exists(rig.Folder["cable_state.json"]));
        Assert.InRange(rig.Server.Accepted, 1, 5);
        Assert.Equal(before, rig.World.LimitChanges().Length);
        Assert.DoesNotContain(rig.World.Messages(), line => line.Contains("changed", StringComparison.Ordinal));
    }

    [Fact]
    public void It_may_run_beside_the_daemon_that_acts_and_follows_its_limits()
    {
        using var rig = new Rig();
        WanFile acting = rig.File;
        DaemonProcess daemon = rig.Run(acting);
        daemon.WaitForLine("answering");
        string dry = rig.Folder.Write("dry.yaml", ConfigWriter.Text(rig.Folder, acting with
        {
            Extra = Keys("adaptive", ("health_check.port", 19402)),
        }));
        using DaemonProcess shadow = DaemonProcess.Start(rig.Room, new DaemonCommand(Artifacts.Binary, "run", dry));
        shadow.WaitForLine("connected, queues looked up");
        rig.Traffic.Congested = true;
        rig.Until(() => rig.World.LimitOf(Download).Mbps == 200, "the daemon that acts is at its floor");
        using HttpClient http = rig.Room.NewHttpClient();
        rig.Until(
            () => Get(http, "/metrics", 19402).Contains(
                "wanctl_bandwidth_mbps{wan=\"cable\",direction=\"download\"} 200\n", StringComparison.Ordinal),
            "the dry run shows the limit that another has set");
        Assert.False(shadow.HasExited);
        Assert.DoesNotContain("changed by somebody else", shadow.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("changed by somebody else", daemon.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Steering_of_such_a_link_switches_no_rule()
    {
        using var rig = new SteeredRig();
        rig.SwitchByHand(true);
        DaemonProcess daemon = rig.Run(
            "mode: active\nthresholds: {activation_seconds: 2, recovery_seconds: 3}\n",
            ("control.dry_run", true), ("control.law", "classic"),
            ("continuous_monitoring.thresholds.alpha_load", 1.0),
            ("continuous_monitoring.thresholds.alpha_baseline", 0.001));
        daemon.WaitForLine("no rule is switched, because a link of this steering is a dry run");
        rig.Congest();
        daemon.WaitForLine("steering: observing only: connections that begin now go to dsl");
        rig.Heal();
        Assert.True(rig.RuleOn);
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        Assert.True(rig.RuleOn);
    }

    private static Dictionary<string, object?> Keys(string law, params (string Path, object? Value)[] more)
    {
        Dictionary<string, object?> keys = law == "classic" ? Rig.ClassicKeys(more) : [];
        foreach ((string path, object? value) in more)
            keys[path] = value;
        (keys["control.law"], keys["control.dry_run"]) = (law, true);
        return keys;
    }

    private static string Get(HttpClient http, string path, int port = 19401)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                using HttpResponseMessage answer = http.Send(
                    new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{path}"));
                using var reader = new StreamReader(answer.Content.ReadAsStream());
                return reader.ReadToEnd();
            }
            catch (HttpRequestException) when (i < 50)
            {
                Thread.Sleep(100);
            }
        }
    }
}
