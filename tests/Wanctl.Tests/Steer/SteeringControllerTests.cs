using Wanctl.Core.Decide;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Steer;

/// <summary>When connections go to the other WAN, and when they come back.</summary>
public class SteeringControllerTests
{
    private readonly SteerRoom _room = new(SteerRoom.Settings);

    [Fact]
    public void Sixteen_seconds_of_red_switch_over_and_thirty_of_green_back()
    {
        _room.Run(10);
        _room.Primary.Congest();
        // A queue counts after a tenth of its window; 320 ticks of RED; one for the answer, one to read it back.
        Assert.InRange(_room.Until(true), 320, 328);
        Assert.True(_room.RuleOn);
        _room.Run(20);
        _room.Primary.Heal();
        // The drops must leave their window of two seconds first.
        Assert.InRange(_room.Until(false), 600, 648);
        Assert.False(_room.RuleOn);
        Assert.Equal(2, _room.Toggles);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    [InlineData(0.25)]
    [InlineData(2)]
    public void The_times_are_the_same_at_every_interval(double interval)
    {
        var room = new SteerRoom(SteerRoom.Settings with { Interval = Duration.FromSeconds(interval) });
        room.Run(10);
        room.Primary.Congest();
        Assert.InRange(room.Until(true) * interval, 16, 16 + 7 * interval);
    }

    [Fact]
    public void Skipped_ticks_count_as_the_time_that_they_took()
    {
        _room.Run(10);
        _room.Primary.Congest();
        int steps = 0;
        while (!_room.Step().Steered)
        {
            _room.Skip = 1;
            steps++;
        }
        Assert.InRange(steps, 155, 165);
    }

    [Fact]
    public void One_yellow_tick_begins_the_count_anew()
    {
        _room.Run(10);
        _room.Primary.Congest();
        _room.Run(15.9);
        _room.Primary.ExcessMs = 0;
        _room.Run(1);
        _room.Primary.Congest();
        Assert.InRange(_room.Until(true), 318, 328);
    }

    [Fact]
    public void Observe_decides_the_same_on_a_rule_that_it_imagines_and_sends_nothing()
    {
        var shadow = new SteerRoom(SteerRoom.Settings with { Mode = SteeringMode.Observe });
        shadow.Run(10);
        shadow.Primary.Congest();
        Assert.InRange(shadow.Until(true), 320, 328);
        shadow.Primary.Heal();
        Assert.InRange(shadow.Until(false), 600, 648);
        Assert.Equal(0, shadow.Sent);
        Assert.False(shadow.RuleOn);
    }

    [Fact]
    public void A_rate_at_its_floor_does_in_place_of_drops_and_queue()
    {
        _room.Run(10);
        _room.Primary.ExcessMs = 60;
        _room.Primary.AtFloor = true;
        Assert.InRange(_room.Until(true), 319, 328);
        var strict = new SteerRoom(SteerRoom.Settings with
        {
            Thresholds = SteerRoom.Settings.Thresholds with { FloorCounts = false },
        });
        strict.Run(10);
        strict.Primary.ExcessMs = 60;
        strict.Primary.AtFloor = true;
        Assert.False(strict.Run(60).Steered);
    }

    [Fact]
    public void An_evening_of_congestion_is_not_taken_for_the_line()
    {
        Steer();
        Assert.True(_room.Run(2 * 3600).Steered);
        Assert.InRange(_room.Last.Primary.ExcessMs, 30, 60);
    }

    [Fact]
    public void A_path_that_has_become_longer_is_learned_in_the_end()
    {
        _room.Run(10);
        _room.Primary.ExcessMs = 25;
        Assert.Equal(Zone.Yellow, _room.Run(600).Primary.Assessed);
        Assert.Equal(Zone.Green, _room.Run(3 * 3600).Primary.Assessed);
    }

    [Fact]
    public void Delay_alone_is_no_reason()
    {
        _room.Run(10);
        _room.Primary.ExcessMs = 200;
        Assert.False(_room.Run(60).Steered);
        Assert.Equal(Zone.Yellow, _room.Last.Primary.Assessed);
    }

    [Fact]
    public void Nothing_measured_is_no_evidence_and_all_timers_stand_still()
    {
        _room.Run(10);
        _room.Primary.Congest();
        _room.Run(10);
        _room.Primary.Line = LineState.Silent;
        Assert.Equal(SteeringReason.Frozen, _room.Run(30).Reason);
        Assert.False(_room.Last.Steered);
        _room.Primary.Line = LineState.Answering;
        // One second went by before the silence was known to be one.
        Assert.InRange(_room.Until(true), 90, 125);
    }

    [Fact]
    public void Without_the_shapers_counters_nothing_is_decided()
    {
        _room.Run(10);
        _room.Primary.Congest();
        _room.Primary.Counted = false;
        Assert.Equal(SteeringReason.Frozen, _room.Run(30).Reason);
        Assert.False(_room.Last.Steered);
    }

    [Fact]
    public void A_silent_primary_link_keeps_connections_where_they_are()
    {
        Steer();
        _room.Primary.Line = LineState.Down;
        Assert.True(_room.Run(120).Steered);
        Assert.Equal(SteeringReason.Frozen, _room.Last.Reason);
    }

    [Fact]
    public void The_budget_of_an_hour_ends_it_and_leaves_connections_at_home()
    {
        var room = new SteerRoom(SteerRoom.Settings with { Flaps = new FlapSettings { SwitchesPerHour = 4 } });
        for (int i = 0; i < 2; i++)
            ThereAndBack(room);
        room.Primary.Congest();
        Assert.Equal(SteeringBlocker.Budget, room.Run(120).Blocker);
        Assert.False(room.RuleOn);
        room.Run(3600);
        Assert.True(room.Last.Steered);
        Assert.Equal(5, room.Toggles);
    }

    [Fact]
    public void The_flap_brake_doubles_the_activation_time()
    {
        var room = new SteerRoom(SteerRoom.Settings with
        {
            Flaps = new FlapSettings { Window = Duration.FromSeconds(3000), TogglesMax = 3, SwitchesPerHour = 20 },
        });
        for (int i = 0; i < 2; i++)
            ThereAndBack(room);
        room.Primary.Congest();
        room.Run(16.5);
        Assert.Equal(SteeringBlocker.Brake, room.Last.Blocker);
        Assert.InRange(room.Until(true), 305, 325);
    }

    [Fact]
    public void By_confidence_a_bad_spell_goes_over_after_two_seconds_and_back_after_hold_down_and_three()
    {
        var room = new SteerRoom(Confident);
        room.Run(10);
        room.Primary.Congest(130);
        // 85 points once the window behind the present one has a queue too; 75 before.
        Assert.InRange(room.Until(true), 41, 50);
        room.Primary.Heal();
        Assert.InRange(room.Until(false), 640, 680);
    }

    [Fact]
    public void The_brake_really_raises_the_threshold()
    {
        // RED is 50 points and a queue that stays 10: enough for 60, and not for the raised 75.
        var higher = new SteerRoom(Confident with
        {
            Confidence = Confident.Confidence with { SteerThreshold = 60 },
            Flaps = new FlapSettings { Window = Duration.FromSeconds(3000), TogglesMax = 3, SwitchesPerHour = 20 },
        });
        for (int i = 0; i < 2; i++)
            ThereAndBack(higher, 130);
        higher.Primary.Congest(70);
        SteeringDecision last = higher.Run(120);
        Assert.False(last.Steered);
        Assert.Equal((60, 75, SteeringBlocker.Brake), (last.Score, last.Threshold, last.Blocker));
    }

    [Fact]
    public void Confidence_never_asks_hysteresis()
    {
        var room = new SteerRoom(Confident with
        {
            Confidence = Confident.Confidence with { SteerThreshold = 100 },
        });
        room.Run(10);
        room.Primary.Congest(60);
        Assert.False(room.Run(120).Steered);
        Assert.Equal(0, room.Last.BadTicks);
    }

    [Fact]
    public void Release_switches_off_whatever_the_evidence_says_and_however_fresh_a_hand_change_is()
    {
        Steer();
        _room.Controller.Releasing = true;
        _room.Run(1);
        Assert.True(_room.Controller.Released);
        Assert.False(_room.RuleOn);
    }

    private static SteeringSettings Confident =>
        SteerRoom.Settings with { Strategy = SteeringStrategy.Confidence };

    private static void ThereAndBack(SteerRoom room, double excessMs = 60)
    {
        room.Run(10);
        room.Primary.Congest(excessMs);
        room.Until(true);
        room.Primary.Heal();
        room.Until(false);
    }

    private void Steer()
    {
        _room.Run(10);
        _room.Primary.Congest();
        _room.Until(true);
    }
}
