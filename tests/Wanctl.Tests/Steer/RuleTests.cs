using Wanctl.Core.Measure;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Steer;

/// <summary>The rule on the router: what is switched, read back, tried again and left alone.</summary>
public class RuleTests
{
    private readonly SteerRoom _room = new(SteerRoom.Settings);

    [Fact]
    public void A_rule_that_an_earlier_run_left_on_goes_off_at_the_start()
    {
        _room.RuleOn = true;
        _room.Run(1);
        Assert.False(_room.RuleOn);
        Assert.Equal((1, 1), (_room.Sent, _room.Toggles));
    }

    [Fact]
    public void A_switch_that_is_said_to_be_done_is_believed_only_when_it_is_read()
    {
        _room.Run(10);
        _room.Primary.Congest();
        _room.Fate = RuleFate.SaidToBeDone;
        int unverified = 0;
        for (int i = 0; i < 20 * 60; i++)
            unverified += _room.Step().Unverified ? 1 : 0;
        Assert.False(_room.Last.Steered);
        // 0.5, 1, 2, 4, 8, 16 and 30 s between tries; 44 s of them.
        Assert.InRange(unverified, 5, 8);
        Assert.Equal(unverified, _room.Sent);
        _room.Fate = RuleFate.Done;
        _room.Until(true);
        Assert.Equal(1, _room.Toggles);
    }

    [Fact]
    public void A_refusal_is_tried_again_with_growing_rests()
    {
        _room.Run(10);
        _room.Primary.Congest();
        _room.Fate = RuleFate.Refused;
        _room.Run(60);
        Assert.InRange(_room.Sent, 5, 8);
        Assert.Equal(SteeringBlocker.RefusedLately, _room.Last.Blocker);
    }

    [Theory]
    [InlineData(RuleState.Missing)]
    [InlineData(RuleState.Several)]
    [InlineData(RuleState.Invalid)]
    [InlineData(RuleState.Dynamic)]
    [InlineData(RuleState.Unreadable)]
    public void A_rule_in_trouble_is_not_touched(RuleState state)
    {
        _room.Rule = state;
        _room.Run(10);
        _room.Primary.Congest();
        SteeringDecision last = _room.Run(30);
        Assert.Equal((state, SteeringBlocker.RuleTrouble, 0), (last.Rule, last.Blocker, _room.Sent));
        _room.Rule = RuleState.Ready;
        _room.Until(true);
    }

    [Fact]
    public void A_router_that_comes_back_is_switched_if_the_cause_is_still_there()
    {
        _room.Run(10);
        _room.Rule = RuleState.Away;
        _room.Primary.Congest();
        Assert.Equal(SteeringBlocker.RouterAway, _room.Run(60).Blocker);
        Assert.Equal(0, _room.Sent);
        _room.Rule = RuleState.Ready;
        Assert.InRange(_room.Until(true), 2, 8);
        Assert.Equal(1, _room.Toggles);
    }

    [Fact]
    public void What_was_lost_on_its_way_is_read_before_it_is_sent_again()
    {
        _room.Run(10);
        _room.Primary.Congest();
        while (!_room.Step().Write)
        {
        }
        _room.Rule = RuleState.Away;
        _room.Run(5);
        // The router had done it, and its answer was lost with the connection.
        _room.RuleOn = true;
        _room.Rule = RuleState.Ready;
        _room.Until(true);
        Assert.Equal(1, _room.Sent);
    }

    [Fact]
    public void Evidence_that_wavers_for_a_tick_does_not_take_back_what_is_under_way()
    {
        _room.Run(10);
        _room.Primary.Congest();
        while (!_room.Step().Write)
        {
        }
        _room.Primary.ExcessMs = 0;
        _room.Step();
        _room.Primary.Congest();
        _room.Run(20);
        Assert.True(_room.Last.Steered);
        Assert.Equal((1, 1), (_room.Sent, _room.Toggles));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_rule_that_is_changed_by_hand_is_told_left_for_the_grace_time_and_put_right(bool steered)
    {
        _room.Run(10);
        if (steered)
        {
            _room.Primary.Congest();
            _room.Until(true);
            _room.Run(6);
        }
        int sent = _room.Sent;
        _room.RuleOn = !_room.RuleOn;
        int told = 0;
        for (int i = 0; i < 20 * 58; i++)
        {
            SteeringDecision decision = _room.Step();
            told += decision.HandChange ? 1 : 0;
            // What was on is switched off, and the other way round.
            Assert.Equal(decision.HandChange && !steered, decision.HandChangedTo);
            Assert.Equal(decision.HandChange, decision.HandChangedAll);
        }
        Assert.Equal((1, sent), (told, _room.Sent));
        Assert.Equal(SteeringBlocker.ByHand, _room.Last.Blocker);
        _room.Run(10);
        Assert.Equal(steered, _room.RuleOn);
        Assert.Equal(sent + 1, _room.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_several_rules_a_hand_may_change_one_and_the_way_it_went_is_known(bool ours)
    {
        var desk = new RuleDesk(Duration.FromSeconds(60));
        RuleReport report = new() { State = RuleState.Ready, Read = true, AllOn = ours, AllOff = !ours };
        desk.Take(in report, new Instant(1));
        Assert.Equal(SteeringBlocker.None, desk.Plan(ours, new Instant(1), hurry: false, out _));
        report.AllOn = report.AllOff = false;
        desk.Take(in report, new Instant(2));
        Assert.Equal((true, !ours, false), (desk.HandChange, desk.HandChangedTo, desk.HandChangedAll));
        Assert.True(desk.SomeOn);
    }

    [Fact]
    public void A_hand_that_puts_it_back_itself_is_forgotten()
    {
        _room.Run(10);
        _room.RuleOn = true;
        _room.Run(20);
        _room.RuleOn = false;
        _room.Run(120);
        Assert.Equal(0, _room.Sent);
        Assert.Equal(SteeringBlocker.None, _room.Last.Blocker);
    }

    [Fact]
    public void Observe_touches_no_rule_that_is_on()
    {
        var room = new SteerRoom(SteerRoom.Settings with { Mode = SteeringMode.Observe }) { RuleOn = true };
        Assert.True(room.Run(120).RuleOn);
        Assert.True(room.RuleOn);
        Assert.Equal(0, room.Sent);
    }
}
