using Wanctl.Core.Measure;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Steer;

/// <summary>
/// Two simulated lines under the real law and the simulated router behind the real conversation, on one virtual clock.
/// </summary>
public class ClosedLoopTests(ITestOutputHelper output)
{
    private const double Healthy = 52e6;
    private const double Starved = 3e6;

    private static SteeringSettings Settings { get; } = SteerRoom.Settings with
    {
        RuleComments = [SteerRouter.Comment],
        Thresholds = new SteeringThresholds(),
    };

    /// <summary>
    /// For flows that go on: CAKE's queue of a line that is full and well is then no reason to stay away.
    /// </summary>
    private static SteeringSettings Loaded { get; } = Settings with
    {
        Thresholds = new SteeringThresholds { QueueYellow = 1000 },
    };

    [Fact]
    public void A_cable_that_shaping_cannot_cure_steers_after_16_s_and_a_healthy_one_is_given_back_after_30()
    {
        // Three of fifty Mbit/s is below the floor of five: the queue stands where CAKE cannot see it.
        Track capacity = Track.Steps((0, Healthy), (60, Starved), (120, Healthy));
        TunnelTape cable = TunnelTape.Record("spectrum", capacity, 240, flows: 4, seed: 1);
        TunnelTape dsl = TunnelTape.Record("att", Track.Always(Healthy), 240, flows: 0, seed: 2);
        SteerRouter router = Play(cable, dsl, Loaded, (_, _, _) => { }, out SteeringDecision last);

        Assert.Equal(2, router.Toggles.Count);
        double over = TunnelClock.SecondsOf(router.Toggles[0].At);
        double back = TunnelClock.SecondsOf(router.Toggles[1].At);
        // The law needs a while to reach its floor, and the provider's queue a while to drain.
        Assert.InRange(over, 60 + 16, 60 + 16 + 15);
        Assert.InRange(back, 120 + 30, 120 + 30 + 30);
        Assert.False(router.RuleOn);
        Assert.False(last.Steered);
    }

    [Fact]
    public void Queues_on_the_other_wan_that_shaping_cures_hold_a_switch_for_the_settling_time_alone()
    {
        Track starved = Track.Steps((0, Healthy), (60, Starved));
        double sum = 0;
        double worst = 0;
        const int seeds = 20;
        for (ulong seed = 1; seed <= seeds; seed++)
        {
            // Its line sags for a second, again and again: each queue is gone within another second.
            var points = new List<(double, double)> { (0, Healthy) };
            for (double at = 60 + 12 * new Random((int)seed).NextDouble(); at < 115; at += 12)
            {
                points.Add((at, 25e6));
                points.Add((at + 1, Healthy));
            }
            TunnelTape cable = TunnelTape.Record("spectrum", starved, 120, flows: 4, seed);
            TunnelTape dsl = TunnelTape.Record("att", Track.Steps([.. points]), 120, flows: 2, 100 + seed);
            SteerRouter router = Play(cable, dsl, Loaded, (_, _, _) => { }, out SteeringDecision last);

            Assert.True(router.Toggles.Count > 0, $"seed {seed}: {last.Reason}, {last.Verdict}");
            double over = TunnelClock.SecondsOf(router.Toggles[0].At) - 60;
            Assert.True(over is > 16 and < 16 + 15, $"seed {seed}: {over:F1} s");
            sum += over;
            worst = Math.Max(worst, over);
        }
        output.WriteLine($"{seeds} seeds: switched after {sum / seeds:F1} s, at worst {worst:F1} s");
    }

    [Fact]
    public void Load_that_shaping_cures_steers_nothing()
    {
        Track capacity = Track.Steps((0, Healthy), (40, 25e6), (80, Healthy));
        TunnelTape cable = TunnelTape.Record("spectrum", capacity, 120, flows: 4, seed: 3);
        TunnelTape dsl = TunnelTape.Record("att", Track.Always(Healthy), 120, flows: 0, seed: 4);
        Assert.Empty(Play(cable, dsl, Settings, (_, _, _) => { }, out _).Toggles);
    }

    [Fact]
    public void An_hour_of_chance_and_trouble_stays_within_the_budget_and_ends_with_the_right_rule()
    {
        const double hour = 3600;
        var points = new List<(double, double)> { (0, Healthy) };
        var random = new Random(11);
        // The line starves now and then for 5 to 60 s; the last minutes are calm.
        for (double at = 60; at < hour - 200;)
        {
            points.Add((at, random.Next(3) == 0 ? Healthy : Starved + random.NextDouble() * 6e6));
            at += 5 + random.NextDouble() * 55;
        }
        points.Add((hour - 200, Healthy));
        TunnelTape cable = TunnelTape.Record("spectrum", Track.Steps([.. points]), hour, flows: 2, seed: 5);
        TunnelTape dsl = TunnelTape.Record("att", Track.Always(Healthy), hour, flows: 0, seed: 6);
        SteerRouter router = Play(cable, dsl, Settings, Trouble, out SteeringDecision last);

        // A hand that undoes a switch, or makes one, costs one more to put it right.
        Assert.InRange(router.Toggles.Count, 2, Settings.Flaps.SwitchesPerHour + router.Hands);
        Assert.InRange(last.Switches, 2, Settings.Flaps.SwitchesPerHour);
        Assert.False(router.RuleOn, $"{last.Reason}, {last.Blocker}");
        for (int i = 1; i < router.Toggles.Count; i++)
        {
            // Two switches the same way would be two for one cause, but for a hand between them.
            double apart = (router.Toggles[i].At - router.Toggles[i - 1].At).Seconds;
            Assert.True(apart > 0.5, $"toggles {i - 1} and {i} are {apart} s apart");
        }

        void Trouble(SteerRouter router, int tick, Instant now)
        {
            bool calm = TunnelClock.SecondsOf(now) > hour - 100;
            router.Stalled = !calm && (router.Stalled ? random.Next(60) > 0 : random.Next(2000) == 0);
            router.Gone = !calm && (router.Gone ? random.Next(200) > 0 : random.Next(6000) == 0);
            if (calm)
                return;
            if (random.Next(6000) == 0)
                router.Reboot(now);
            if (random.Next(9000) == 0)
                router.SwitchByHand(now);
            if (random.Next(20000) == 0)
                router.UndoesNext = true;
        }
    }

    [Fact]
    public void Each_trouble_alone_ends_with_the_right_rule()
    {
        Track capacity = Track.Steps((0, Healthy), (30, Starved), (100, Healthy));
        foreach (string trouble in new[] { "reboot", "stall", "undo", "hand", "read-only", "filter", "interleave" })
        {
            TunnelTape cable = TunnelTape.Record("spectrum", capacity, 240, flows: 2, seed: 7);
            TunnelTape dsl = TunnelTape.Record("att", Track.Always(Healthy), 240, flows: 0, seed: 8);
            SteerRouter router = Play(cable, dsl, Loaded, (router, tick, now) => Make(trouble, router, now), out _);
            // The hand happens to do what steering wants next, both times; what is undone is done once more.
            int toggles = trouble switch { "hand" => 0, "undo" => 3, _ => 2 };
            Assert.True(router.Toggles.Count == toggles, $"{trouble}: {router.Toggles.Count}");
            Assert.False(router.RuleOn, trouble);
        }
    }

    private static void Make(string trouble, SteerRouter router, Instant now)
    {
        double seconds = TunnelClock.SecondsOf(now);
        bool At(double when) => Math.Abs(seconds - when) < 0.02;
        switch (trouble)
        {
            case "reboot" when At(45) || At(70) || At(110): router.Reboot(now); break;
            case "stall": router.Stalled = seconds is > 40 and < 60 or > 120 and < 150; break;
            case "undo" when At(31): router.UndoesNext = true; break;
            case "hand" when At(20) || At(80): router.SwitchByHand(now); break;
            case "read-only": router.Faults.ReadOnly = seconds is > 30 and < 70; break;
            case "filter": router.Faults.CommentQueryIgnored = true; break;
            case "interleave":
                (router.Faults.Interleave, router.Faults.UnknownReplies, router.Faults.DuplicateDone) =
                    (true, true, true);
                break;
        }
    }

    private static SteerRouter Play(
        TunnelTape cable, TunnelTape dsl, SteeringSettings settings, Action<SteerRouter, int, Instant> trouble,
        out SteeringDecision last)
    {
        var controller = new SteeringController(settings);
        var router = new SteerRouter(TunnelClock.At(0), settings.RuleInterval);
        last = default;
        for (int tick = 0; tick < cable.Length; tick++)
        {
            Observation seen = cable.Follow(controller, primary: true);
            dsl.Follow(controller, primary: false);
            trouble(router, tick, seen.Now);
            RuleReport report = router.Receive(seen.Now);
            last = controller.Step(seen.Tick, seen.Now, in report);
            router.Send(in last, seen.Now);
        }
        return router;
    }
}
