using Wanctl.Core.Units;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>The verbs beside the daemon, with the published binary: while it runs, and after it was killed.</summary>
public sealed class ReleaseTests : IDisposable
{
    private const string Down = "WAN-Download-Cable";

    private readonly Rig _rig;

    public ReleaseTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig();
        _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(25);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void After_a_kill_the_ceilings_come_back_from_the_file_alone()
    {
        DaemonProcess daemon = Cut();
        daemon.Send(Signal.Kill);
        daemon.WaitForExit();
        Assert.Equal(Rate.FromMbps(200), _rig.World.LimitOf(Down));
        DaemonProcess release = Verb("release");
        Assert.Equal(0, release.WaitForExit());
        Assert.Contains($"{Down}: 200 Mbit/s -> 940 Mbit/s, read back 940 Mbit/s", release.Text(),
            StringComparison.Ordinal);
        Assert.Equal(Rate.FromMbps(940), _rig.World.LimitOf(Down));
        Assert.Equal(Rate.FromMbps(38), _rig.World.LimitOf("WAN-Upload-Cable"));
    }

    [Fact]
    public void While_a_daemon_runs_nothing_is_restored_unless_forced()
    {
        DaemonProcess daemon = Cut();
        DaemonProcess refused = Verb("release");
        Assert.Equal(4, refused.WaitForExit());
        Assert.Contains($"process {daemon.Id}", refused.Text(error: true), StringComparison.Ordinal);
        Assert.Equal(Rate.FromMbps(200), _rig.World.LimitOf(Down));
        Assert.Equal(0, Verb("release", "--force").WaitForExit());
    }

    [Fact]
    public void A_router_that_is_away_has_an_exit_code_of_its_own()
    {
        _rig.StopRouter();
        Assert.Equal(6, Verb("release").WaitForExit());
        Assert.Equal(6, Verb("check", "--router").WaitForExit());
    }

    [Fact]
    public void The_audit_of_a_router_says_what_it_is_and_what_is_wrong()
    {
        _rig.World.Change("/queue/tree", Down, "disabled", "true", "admin", Simulation.RouterOs.RouterOsServer.Now);
        DaemonProcess check = Verb("check", "--router");
        Assert.Equal(1, check.WaitForExit());
        Assert.Contains("RouterOS 7.23.2 (stable)", check.Text(), StringComparison.Ordinal);
        Assert.Contains("API latency of 20 requests: p50", check.Text(), StringComparison.Ordinal);
        Assert.Contains($"/queue/tree/enable [find name=\"{Down}\"]", check.Text(), StringComparison.Ordinal);
        Assert.Contains("CONSISTENT", check.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_audit_names_queues_that_count_nothing_of_the_echoes()
    {
        DaemonProcess counted = Verb("check", "--router");
        Assert.Matches("in 1\\.[0-9] s the queues counted .*B down, .*B up; .* echoes were answered", counted.Text());
        Assert.DoesNotContain("packets go past", counted.Text(), StringComparison.Ordinal);

        using var idle = new Rig(busy: false);
        DaemonProcess check = DaemonProcess.RunToEnd(idle.Room, new DaemonCommand(
            Artifacts.Binary, "check", "--router", ConfigWriter.Write(idle.Folder, idle.File)));
        Assert.Equal(1, check.WaitForExit());
        Assert.Contains("WAN-Upload-Cable: found 0 bytes counted as upload while ", check.Text(),
            StringComparison.Ordinal);
        Assert.Contains("of our echoes were answered: packets go past the queue", check.Text(),
            StringComparison.Ordinal);
    }

    /// <summary>A daemon that has cut the download to its floor.</summary>
    private DaemonProcess Cut()
    {
        DaemonProcess daemon = _rig.Run(_rig.File);
        daemon.WaitForLine("answering");
        _rig.Traffic.Congested = true;
        _rig.Until(() => _rig.World.LimitOf(Down) == Rate.FromMbps(200), "the floor");
        return daemon;
    }

    private DaemonProcess Verb(string verb, params string[] options) => DaemonProcess.RunToEnd(
        _rig.Room,
        new DaemonCommand(Artifacts.Binary, [verb, .. options, ConfigWriter.Write(_rig.Folder, _rig.File)]));
}
