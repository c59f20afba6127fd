using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>
/// What holds for whatever a line, a router or an attacker may show: random delays, losses, counters and outages. The
/// observations do not answer the decisions here; closed loops are the wind tunnel's.
/// </summary>
public abstract class LawPropertyTests(RateLawKind law)
{
    private const int Ticks = 200;

    private readonly LinkSettings _settings = RandomLine.Under(law);

    [Fact]
    public void Rates_stay_within_floor_and_ceiling_and_no_number_is_lost()
    {
        for (int seed = 0; seed < 1500; seed++)
        {
            RandomLine line = new(seed, _settings);
            for (int tick = 0; tick < Ticks; tick++)
            {
                Decision decision = line.Step();
                Inside(_settings.Download, decision.Down.Wanted, seed, tick);
                Inside(_settings.Upload, decision.Up.Wanted, seed, tick);
                Assert.False(line.Answered && double.IsNaN(decision.LoadMs), $"seed {seed}, tick {tick}");
                Assert.False(line.Answered && double.IsNaN(decision.BaselineMs), $"seed {seed}, tick {tick}");
                Assert.True(Enum.IsDefined(decision.Down.Reason) && Enum.IsDefined(decision.Up.Reason));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_rate_rises_while_every_sample_of_the_last_second_is_far_above_the_threshold(bool misread)
    {
        int held = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            RandomLine line = new(seed, _settings) { Misread = misread };
            for (int tick = 0; tick < 200; tick++)
                line.Step();
            Decision before = line.Step();
            // A delay that grows is no change of path: it can be nothing but a queue. No answer comes before that to an
            // earlier echo, nor after the probe's timeout.
            for (int tick = 0; tick < 40; tick++)
            {
                Decision after = line.Bloated(200 + 18 * tick);
                bool wholeSecond = tick >= 20;
                if (!wholeSecond)
                {
                    before = after;
                    continue;
                }
                if (after.Down.Wanted > before.Down.Wanted || after.Up.Wanted > before.Up.Wanted)
                    Assert.Fail($"seed {seed}, tick {tick}: {after.Down.Reason} {after.Up.Reason}");
                held++;
                before = after;
            }
        }
        Assert.Equal(10_000, held);
    }

    [Fact]
    public void Silence_holds_every_rate()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            RandomLine line = new(seed, _settings);
            for (int tick = 0; tick < 300; tick++)
                line.Step();
            Decision before = default;
            for (int tick = 0; tick < 400; tick++)
            {
                Decision after = line.Silent();
                if (tick > 8)
                {
                    Assert.Equal(before.Down.Wanted, after.Down.Wanted);
                    Assert.Equal(before.Up.Wanted, after.Up.Wanted);
                    Assert.Equal(Reason.Silence, after.Down.Reason);
                }
                before = after;
            }
        }
    }

    [Fact]
    public void A_rate_that_falls_or_rises_says_so()
    {
        int falls = 0;
        int rises = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            RandomLine line = new(seed, _settings);
            Decision before = line.Step();
            for (int tick = 0; tick < Ticks; tick++)
            {
                Decision after = seed % 2 == 0 && tick % 50 > 35 ? line.Silent() : line.Step();
                Told(before.Down, after.Down, ref falls, ref rises);
                Told(before.Up, after.Up, ref falls, ref rises);
                before = after;
            }
        }
        Assert.True(falls > 500 && rises > 100, $"{falls} falls and {rises} rises tell little");
    }

    [Fact]
    public void The_same_observations_give_the_same_decisions()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            RandomLine one = new(seed, _settings);
            RandomLine other = new(seed, _settings);
            for (int tick = 0; tick < Ticks; tick++)
            {
                Decision left = one.Step();
                Decision right = other.Step();
                Assert.Equal(left.Down, right.Down);
                Assert.Equal(left.Up, right.Up);
                Same(left.LoadMs, right.LoadMs);
                Same(left.BaselineMs, right.BaselineMs);
                Same(left.MeasuredMs, right.MeasuredMs);
                Assert.Equal((left.Line, left.NextReflector), (right.Line, right.NextReflector));
            }
        }
    }

    [Fact]
    public void A_tick_allocates_nothing()
    {
        RandomLine line = new(2, _settings);
        Run(line, 1200);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(line, 1200);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Told(
        in DirectionDecision before, in DirectionDecision after, ref int falls, ref int rises)
    {
        Assert.True(after.Wanted >= before.Wanted || after.Reason.Lowers(), $"falls: {after.Reason}");
        Assert.True(after.Wanted <= before.Wanted || after.Reason.Raises(), $"rises: {after.Reason}");
        falls += after.Wanted < before.Wanted ? 1 : 0;
        rises += after.Wanted > before.Wanted ? 1 : 0;
    }

    private static void Run(RandomLine line, int ticks)
    {
        for (int tick = 0; tick < ticks; tick++)
            line.Step();
    }

    private static void Same(double left, double right) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(left), BitConverter.DoubleToInt64Bits(right));

    private static void Inside(DirectionSettings bounds, Rate rate, int seed, int tick)
    {
        if (rate < bounds.FloorRed || rate > bounds.Ceiling)
            Assert.Fail($"seed {seed}, tick {tick}: {rate.Mbps} Mbit/s is outside");
    }
}
