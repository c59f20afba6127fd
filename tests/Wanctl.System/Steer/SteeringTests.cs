using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Steer;

/// <summary>The published binary steers between two lines with real echoes and a router that really speaks.</summary>
[SideBySide]
public sealed class SteeringTests : IDisposable
{
    /// <summary>Short times, for what is not about times.</summary>
    private const string Quick = "mode: active\nthresholds: {activation_seconds: 2, recovery_seconds: 3}\n"
        + "alternate: {settle_seconds: 1}\n";

    private readonly SteeredRig _rig;

    public SteeringTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new SteeredRig();
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_cable_beyond_cure_is_left_after_16_s_and_given_back_after_30()
    {
        DaemonProcess daemon = _rig.Run("mode: active\n");
        daemon.WaitForLine($"mangle rule '{SteeredRig.Comment}' found");
        _rig.Congest();
        // Before it is RED the rate must have fallen to its floor; a busy machine adds more.
        Assert.InRange(_rig.UntilRule(true, 60).TotalSeconds, 15.5, 40);
        daemon.WaitForLine("steering: connections that begin now go to dsl: cable has had");
        _rig.Heal();
        Assert.InRange(_rig.UntilRule(false, 90).TotalSeconds, 29.5, 60);
        daemon.WaitForLine("steering: connections that begin now go to cable again");
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        OutputLine stopped = daemon.WaitForLine("stopped after");
        Assert.Contains(" 0 bytes a turn", stopped.Text, StringComparison.Ordinal);
        Assert.Equal("true", _rig.Rig.World.Read("/ip/firewall/mangle", "somebody else's", "disabled"));
    }

    [Fact]
    public void Observe_says_what_active_would_have_done_and_touches_nothing()
    {
        DaemonProcess daemon = _rig.Run(Quick.Replace("active", "observe", StringComparison.Ordinal));
        _rig.Congest();
        daemon.WaitForLine("steering: observing only: connections that begin now go to dsl");
        Assert.False(_rig.RuleOn);
        _rig.Heal();
        daemon.WaitForLine("steering: observing only: connections that begin now go to cable again");
        Assert.False(_rig.RuleOn);
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
    }

    [Fact]
    public void The_end_of_the_daemon_switches_off_and_so_does_its_start()
    {
        DaemonProcess daemon = _rig.Run(Quick);
        _rig.Congest();
        _rig.UntilRule(true, 30);
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        Assert.False(_rig.RuleOn);
        daemon.WaitForLine("steering: the rule is off");
        _rig.Heal();
        _rig.SwitchByHand(true);
        _rig.Run(Quick);
        _rig.UntilRule(false, 20);
    }

    [Fact]
    public void A_router_that_goes_away_in_the_middle_is_put_right_when_it_comes_back()
    {
        DaemonProcess daemon = _rig.Run(Quick);
        _rig.Congest();
        _rig.UntilRule(true, 30);
        _rig.Rig.StopRouter();
        _rig.Heal();
        daemon.WaitForLine("no connection");
        _rig.Rig.StartRouter();
        _rig.UntilRule(false, 30);
        _rig.Rig.Faults.Stalled = true;
        _rig.Congest();
        daemon.WaitForLine("not a word for");
        _rig.Rig.Faults.Stalled = false;
        _rig.UntilRule(true, 40);
    }

    [Fact]
    public void A_hand_is_told_left_alone_and_put_right()
    {
        DaemonProcess daemon = _rig.Run(Quick);
        daemon.WaitForLine("found");
        System.Threading.Thread.Sleep(1500);
        _rig.SwitchByHand(true);
        daemon.WaitForLine("the rule was switched on by somebody else");
        Assert.True(_rig.RuleOn);
        Assert.InRange(_rig.UntilRule(false, 20).TotalSeconds, 1.5, 15);
    }

    [Fact]
    public void A_user_who_may_not_write_is_told_and_nothing_is_believed()
    {
        DaemonProcess daemon = _rig.Run(Quick);
        _rig.Congest();
        // A limit that was refused is no floor, so the right to write goes once it has been reached.
        _rig.Rig.Until(
            () => _rig.Rig.World.LimitOf("WAN-Download-Cable").Mbps == 200
                && _rig.Rig.World.LimitOf("WAN-Upload-Cable").Mbps == 8, "the floors");
        _rig.Rig.Faults.ReadOnly = true;
        daemon.WaitForLine("says: not enough permissions (9)");
        daemon.WaitForLine("steering: the rule should be on and is not");
        Assert.False(_rig.RuleOn);
    }

    [Fact]
    public void A_dead_alternate_gives_connections_back_at_once()
    {
        DaemonProcess daemon = _rig.Run(Quick);
        _rig.Congest();
        _rig.UntilRule(true, 30);
        _rig.Dsl.ChangeAll(behaviour => behaviour with { Silent = true });
        _rig.UntilRule(false, 15);
        daemon.WaitForLine("dsl has failed");
    }

    [Fact]
    public void A_steering_file_alone_is_refused_with_what_to_type()
    {
        DaemonProcess daemon = _rig.Rig.RunSteered(
            "topology: {primary_wan: cable, alternate_wan: dsl}\nmangle_rule: {comment: x}\n");
        Assert.Equal(3, daemon.WaitForExit());
        Assert.Contains("found a steering file alone", daemon.Text(error: true), StringComparison.Ordinal);
    }
}
