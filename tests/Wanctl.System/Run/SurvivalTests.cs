using System.IO;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Simulation.RouterOs;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// What happens to routers, lines, disks, clocks and files, and that the daemon is still there and right afterwards.
/// </summary>
[SideBySide]
public sealed class SurvivalTests : IDisposable
{
    private const string Down = "WAN-Download-Cable";
    private static readonly TimeSpan Base = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Bloat = TimeSpan.FromMilliseconds(200);

    private readonly Rig _rig;

    public SurvivalTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig();
        _rig.Echoes.LineDelay = Base;
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_router_that_is_away_at_start_gets_the_limits_when_it_comes()
    {
        _rig.StopRouter();
        DaemonProcess daemon = _rig.Run(_rig.File);
        daemon.WaitForLine("no connection");
        daemon.WaitForLine("answering");
        CutToTheFloor();
        _rig.StartRouter();
        // Without its counters nobody could know that the line was busy; with them the law goes on at once.
        _rig.Until(() => Limit() == 200, "the newest value on the router");
    }

    [Fact]
    public void A_connection_that_closes_in_the_middle_of_a_sentence_is_made_again()
    {
        DaemonProcess daemon = Ready();
        for (int cut = 1; cut < 40; cut += 9)
        {
            long accepted = _rig.Server.Accepted;
            _rig.Faults.CloseAfterBytes = cut;
            _rig.Until(() => _rig.Server.Accepted > accepted && _rig.Server.Sessions == 1, "a further connection");
        }
        _rig.Faults.CloseAfterBytes = 0;
        Follows(daemon);
    }

    [Fact]
    public void A_connection_that_is_reset_is_made_again()
    {
        DaemonProcess daemon = Ready();
        _rig.Server.DropConnections(reset: true);
        daemon.WaitForLine("connection lost");
        Follows(daemon);
    }

    [Fact]
    public void Garbage_ends_the_connection_and_not_the_daemon()
    {
        DaemonProcess daemon = Ready();
        _rig.Faults.Inject(0xF8, 0x00, 0xFF, 0x13, 0x37);
        daemon.WaitForLine("does not speak the RouterOS API", within: Patience.Of(TimeSpan.FromSeconds(30)));
        Follows(daemon, Patience.Of(TimeSpan.FromSeconds(40)));
    }

    [Fact]
    public void A_hostile_length_ends_the_connection_and_not_the_daemon()
    {
        DaemonProcess daemon = Ready();
        _rig.Faults.Inject(0xEF, 0xFF, 0xFF, 0xFF);
        daemon.WaitForLine("does not speak the RouterOS API", within: Patience.Of(TimeSpan.FromSeconds(30)));
        Assert.InRange(daemon.Figures.ResidentPeakBytes, 1, 40_000_000);
        Follows(daemon, Patience.Of(TimeSpan.FromSeconds(40)));
    }

    [Fact]
    public void A_refused_login_is_said_and_tried_again_slowly()
    {
        _rig.World.AddUser("wanctl", "another", "write");
        DaemonProcess daemon = _rig.Run(_rig.File);
        daemon.WaitForLine("refuses");
        long tries = _rig.Server.Accepted;
        Thread.Sleep(2000);
        Assert.InRange(_rig.Server.Accepted - tries, 0, 1);
        _rig.World.AddUser("wanctl", "room-password", "write");
        daemon.WaitForLine("queues looked up", within: Patience.Of(TimeSpan.FromSeconds(30)));
        Follows(daemon);
    }

    [Fact]
    public void A_user_who_may_not_write_is_said_and_nothing_else_stops()
    {
        _rig.Faults.ReadOnly = true;
        DaemonProcess daemon = _rig.Run(_rig.File);
        daemon.WaitForLine("answering");
        CutToTheFloor();
        daemon.WaitForLine("not enough permissions");
        Assert.Empty(_rig.LimitsSet(Down));
        _rig.Faults.ReadOnly = false;
        _rig.Until(
            () => Limit() == 200, "the limit written once it is permitted", Patience.Of(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_reboot_of_the_router_is_followed_by_the_right_limits()
    {
        DaemonProcess daemon = Ready();
        CutToTheFloor();
        _rig.Until(() => Limit() == 200, "the cut");
        _rig.Server.Reboot(Duration.FromSeconds(1));
        _rig.World.Change("/queue/tree", Down, "max-limit", "940000000", "admin", RouterOsServer.Now);
        daemon.WaitForLine("connection lost");
        _rig.Until(() => Limit() == 200, "the cut again after the reboot");
    }

    [Fact]
    public void A_renamed_queue_is_missed_said_and_found_again()
    {
        DaemonProcess daemon = Ready();
        _rig.World.Rename("/queue/tree", Down, "renamed", RouterOsServer.Now);
        daemon.WaitForLine("missing");
        _rig.World.Rename("/queue/tree", "renamed", Down, RouterOsServer.Now);
        daemon.WaitForLine("is usable");
        Follows(daemon);
    }

    [Fact]
    public void An_operators_change_is_said_and_put_right()
    {
        DaemonProcess daemon = Ready();
        _rig.World.Change("/queue/tree", Down, "max-limit", "123000000", "admin", RouterOsServer.Now);
        daemon.WaitForLine("changed by somebody else");
        _rig.Until(() => Limit() == 940, "the limit put right");
    }

    [Fact]
    public void A_stall_of_five_seconds_loses_nothing()
    {
        DaemonProcess daemon = Ready();
        _rig.Faults.Stalled = true;
        CutToTheFloor();
        Thread.Sleep(5000);
        Assert.False(daemon.HasExited);
        _rig.Faults.Stalled = false;
        _rig.Until(() => Limit() == 200, "the newest value after the stall");
        long[] set = _rig.LimitsSet(Down);
        Assert.Equal(200_000_000, set[^1]);
    }

    [Fact]
    public void Silence_of_all_reflectors_holds_the_rates_and_ends_with_the_first_answer()
    {
        DaemonProcess daemon = Ready();
        _rig.Echoes.ChangeAll(behaviour => behaviour with { Silent = true });
        daemon.WaitForLine("silent");
        int changes = _rig.World.LimitChanges().Length;
        Thread.Sleep(1500);
        Assert.Equal(changes, _rig.World.LimitChanges().Length);
        _rig.Echoes.ChangeAll(behaviour => behaviour with { Silent = false });
        Moment back = Moment.Now;
        daemon.WaitForLine("is answering", from: daemon.Lines.Count - 1);
        Assert.True(Moment.Now - back < Patience.Of(TimeSpan.FromSeconds(2)), "back in step within a second or so");
        Follows(daemon);
    }

    [Fact]
    public void A_line_that_goes_away_and_comes_back_is_used_again()
    {
        DaemonProcess daemon = Ready();
        _rig.Line.SetUp(false);
        daemon.WaitForLine("cannot be sent");
        _rig.Line.SetUp(true);
        daemon.WaitForLine("can be sent again");
        Follows(daemon);
    }

    [Fact]
    public void Answers_that_are_forged_doubled_late_or_torn_move_nothing()
    {
        DaemonProcess daemon = Ready();
        _rig.Echoes.ChangeAll(behaviour => behaviour with
        {
            Forgery = EchoForgery.WrongPayload,
            ForgeryDelay = Bloat,
            Duplicates = 2,
        });
        Thread.Sleep(1500);
        _rig.Echoes.ChangeAll(behaviour => behaviour with { Forgery = EchoForgery.WrongSource, ForgeryDelay = Bloat });
        Thread.Sleep(1500);
        Assert.Equal(940, Limit());
        Assert.Empty(_rig.LimitsSet(Down));
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        Assert.Contains("forged", daemon.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_is_refused_on_reload_and_a_sound_one_taken_up()
    {
        DaemonProcess daemon = Ready();
        string path = _rig.Folder["cable.yaml"];
        string sound = File.ReadAllText(path);
        File.WriteAllText(path, sound.Replace("ceiling_mbps: 940", "ceiling_mbps: .nan", StringComparison.Ordinal));
        daemon.Send(Signal.Hangup);
        daemon.WaitForLine("refused, the old one stays");
        Assert.Equal(940, Limit());
        File.WriteAllText(path, sound.Replace("ceiling_mbps: 940", "ceiling_mbps: 700", StringComparison.Ordinal));
        daemon.Send(Signal.Hangup);
        daemon.WaitForLine("in force");
        _rig.Until(() => Limit() == 700, "the lower ceiling");
        File.WriteAllText(path, ConfigWriter.Text(_rig.Folder, _rig.File with { WanName = "other" }));
        daemon.Send(Signal.Hangup);
        daemon.WaitForLine("need a restart: wan_name");
    }

    [Fact]
    public void A_second_daemon_on_the_same_lock_ends_with_a_sentence_and_the_first_goes_on()
    {
        DaemonProcess first = Ready();
        DaemonProcess second = _rig.Run(_rig.File);
        Assert.Equal(4, second.WaitForExit());
        Assert.Contains($"held by process {first.Id}", second.Text(error: true), StringComparison.Ordinal);
        first.Send(Signal.Kill);
        first.WaitForExit();
        DaemonProcess third = _rig.Run(_rig.File);
        third.WaitForLine("answering");
    }

    [Fact]
    public void A_state_folder_that_cannot_be_written_is_said_and_nothing_else_stops()
    {
        string blocked = _rig.Folder.Write("blocked", "a file where a folder should be");
        WanFile file = _rig.File with { Extra = Rig.Keys(("state_file", blocked + "/state.json")) };
        DaemonProcess daemon = _rig.Run(file);
        daemon.WaitForLine("cannot be written");
        Follows(daemon);
    }

    [Fact]
    public void The_state_survives_a_restart_and_a_damaged_file_is_ignored()
    {
        DaemonProcess daemon = Ready();
        CutToTheFloor();
        _rig.Until(() => Limit() == 200, "the cut");
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        int changes = _rig.World.LimitChanges().Length;
        DaemonProcess again = _rig.Run(_rig.File);
        again.WaitForLine("goes on from");
        again.WaitForLine("answering");
        Thread.Sleep(500);
        Assert.DoesNotContain(940_000_000, _rig.LimitsSet(Down, changes));
        again.Send(Signal.Interrupt);
        Assert.Equal(0, again.WaitForExit());

        File.WriteAllText(_rig.Folder["cable_state.json"], "{\"ewma\": {\"baseline_rtt\": ");
        DaemonProcess third = _rig.Run(_rig.File);
        third.WaitForLine("ignored");
        third.WaitForLine("answering");
    }

    private DaemonProcess Ready()
    {
        DaemonProcess daemon = _rig.Run(_rig.File);
        daemon.WaitForLine("answering");
        daemon.WaitForLine("queues looked up");
        return daemon;
    }

    private void CutToTheFloor()
    {
        int asked = _rig.Echoes.Requests.Count;
        _rig.Traffic.Congested = true;
        _rig.Echoes.WaitForRequests(asked + 30);
    }

    private void Follows(DaemonProcess daemon, TimeSpan? within = null)
    {
        _rig.Traffic.Congested = true;
        _rig.Until(() => Limit() == 200, "the router follows the law", within);
        Assert.False(daemon.HasExited);
    }

    private double Limit() => _rig.World.LimitOf(Down).Mbps;
}
