using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Steer;

namespace Wanctl.Tests.Steer;

/// <summary>Hours of chance, and what must hold in every tick of them.</summary>
public class BorderlineTests
{
    [Theory]
    [InlineData(SteeringStrategy.Hysteresis, 1)]
    [InlineData(SteeringStrategy.Hysteresis, 2)]
    [InlineData(SteeringStrategy.Confidence, 1)]
    [InlineData(SteeringStrategy.Confidence, 2)]
    public void An_hour_of_borderline_noise_stays_within_the_budget(SteeringStrategy strategy, int seed)
    {
        var room = new SteerRoom(SteerRoom.Settings with { Strategy = strategy });
        var random = new Random(seed);
        room.Run(10);
        for (int second = 0; second < 3600; second++)
        {
            // The line wanders about the thresholds in spells of up to a minute.
            if (random.Next(20) == 0)
            {
                bool bad = random.Next(2) == 0;
                room.Primary.ExcessMs = random.NextDouble() * (bad ? 150 : 20);
                room.Primary.Queue = bad ? random.Next(40, 90) : random.Next(0, 12);
                room.Primary.DropsPerTick = bad ? 1 : 0;
            }
            room.Run(1);
        }
        Assert.InRange(room.Toggles, 1, SteerRoom.Settings.Flaps.SwitchesPerHour);
    }

    [Fact]
    public void Two_hours_of_trouble_of_every_kind_never_break_a_rule()
    {
        for (int seed = 1; seed <= 6; seed++)
            Play(seed);
    }

    [Fact]
    public void Steering_allocates_nothing_in_a_tick()
    {
        var room = new SteerRoom(SteerRoom.Settings);
        room.Run(30);
        Observation seen = room.Primary.See(room.Tick + 1, room.Now);
        Decision chosen = room.Primary.Choose();
        var rule = new RuleReport { State = RuleState.Ready, Read = true, AllOff = true };
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1; i <= 10_000; i++)
        {
            seen.Tick = room.Tick + i;
            seen.Now = new(room.Now.Nanos + i * 50_000_000L);
            seen.Shaper.Down.ReadAt = seen.Now;
            seen.Shaper.Down.Dropped += 3;
            room.Controller.Follow(true, in seen, in chosen, room.Primary.Law, room.Primary.Settings);
            room.Controller.Follow(false, in seen, in chosen, room.Alternate.Law, room.Alternate.Settings);
            room.Controller.Step(seen.Tick, seen.Now, in rule);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Play(int seed)
    {
        var random = new Random(seed);
        var room = new SteerRoom(SteerRoom.Settings);
        int switches = 0;
        for (int second = 0; second < 7200; second++)
        {
            Trouble(room, random);
            for (int i = 0; i < 20; i++)
            {
                bool wasSteered = room.Last.Steered;
                SteeringDecision decision = room.Step();
                switches += decision.Switched ? 1 : 0;
                if (decision.Write && decision.Wanted && !wasSteered)
                    Assert.Equal(AlternateVerdict.Well, decision.Verdict);
                Assert.True(decision.Switches <= SteerRoom.Settings.Flaps.SwitchesPerHour, $"seed {seed}");
            }
        }
        room.Rule = RuleState.Ready;
        room.Fate = RuleFate.Done;
        room.Primary.Heal();
        room.Alternate.Heal();
        room.Run(180);
        Assert.False(room.RuleOn, $"seed {seed}: {room.Last.Reason}, {room.Last.Blocker}");
        Assert.True(switches > 2, $"seed {seed}: {switches} switches");
    }

    private static void Trouble(SteerRoom room, Random random)
    {
        switch (random.Next(120))
        {
            case < 5: room.Primary.Congest(20 + random.Next(150)); break;
            case < 8: room.Primary.Heal(); break;
            case < 9: room.Primary.Line = (LineState)random.Next(1, 5); break;
            case < 11: room.Alternate.Congest(random.Next(100)); break;
            case < 15: room.Alternate.Heal(); break;
            case < 16: room.Alternate.Line = (LineState)random.Next(1, 5); break;
            case < 17: room.Rule = (RuleState)random.Next(8); break;
            case < 25: room.Rule = RuleState.Ready; break;
            case < 26: room.Fate = (RuleFate)random.Next(3); break;
            case < 32: room.Fate = RuleFate.Done; break;
            case < 33: room.RuleOn = !room.RuleOn; break;
        }
    }
}
