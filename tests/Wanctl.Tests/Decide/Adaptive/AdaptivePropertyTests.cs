using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>
/// What holds for whatever a line, a router or an attacker may show: random delays, losses, counters and outages. The
/// observations do not answer the decisions here; closed loops are the wind tunnel's.
/// </summary>
public class AdaptivePropertyTests
{
    private const int Ticks = 1200;

    [Fact]
    public void Rates_stay_within_floor_and_ceiling_and_no_number_is_lost()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            RandomLine line = new(seed);
            for (int tick = 0; tick < Ticks; tick++)
            {
                Decision decision = line.Step();
                Inside(RandomLine.Sound.Download, decision.Down.Wanted, seed, tick);
                Inside(RandomLine.Sound.Upload, decision.Up.Wanted, seed, tick);
                Assert.False(line.Answered && double.IsNaN(decision.LoadMs), $"seed {seed}, tick {tick}");
                Assert.False(line.Answered && double.IsNaN(decision.BaselineMs), $"seed {seed}, tick {tick}");
                Assert.True(Enum.IsDefined(decision.Down.Reason) && Enum.IsDefined(decision.Up.Reason));
            }
        }
    }

    [Fact]
    public void No_rate_rises_while_every_sample_of_the_last_second_is_far_above_the_threshold()
    {
        int held = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            RandomLine line = new(seed);
            for (int tick = 0; tick < 200; tick++)
                line.Step();
            Decision before = line.Step();
            // A delay that grows is no change of path: it can be nothing but a queue.
            for (int tick = 0; tick < 40; tick++)
            {
                Decision after = line.Bloated(400 + 60 * tick);
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
            RandomLine line = new(seed);
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
    public void The_same_observations_give_the_same_decisions()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            RandomLine one = new(seed);
            RandomLine other = new(seed);
            for (int tick = 0; tick < Ticks; tick++)
            {
                Decision left = one.Step();
                Decision right = other.Step();
                Assert.Equal(left.Down, right.Down);
                Assert.Equal(left.Up, right.Up);
            }
        }
    }

    [Fact]
    public void A_tick_allocates_nothing()
    {
        RandomLine line = new(7);
        for (int tick = 0; tick < Ticks; tick++)
            line.Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int tick = 0; tick < Ticks; tick++)
            line.Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Inside(DirectionSettings bounds, Rate rate, int seed, int tick)
    {
        if (rate < bounds.FloorRed || rate > bounds.Ceiling)
            Assert.Fail($"seed {seed}, tick {tick}: {rate.Mbps} Mbit/s is outside");
    }

    /// <summary>A link whose world makes no sense, but always the same no sense for a seed.</summary>
    private sealed class RandomLine(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly LinkState _state = new(Sound, LinkMemory.Initial(Sound));
        private ShaperReport _answer = new() { State = ShaperState.Ready };
        private uint _sequence;
        private long _tick;
        private double _down;
        private double _up;

        public static LinkSettings Sound { get; } = Links.Cable with { Law = RateLawKind.Adaptive };

        public bool Answered { get; private set; }

        public Decision Step()
        {
            double rtt = _random.Next(10) switch
            {
                0 => double.NaN,
                1 => 20 + 1000 * _random.NextDouble(),
                2 => 0.001 * _random.NextDouble(),
                _ => 20 + 20 * _random.NextDouble(),
            };
            return Step(rtt, _random.Next(50) == 0);
        }

        public Decision Bloated(double rttMs) => Step(rttMs, false);

        public Decision Silent() => Step(double.NaN, false);

        private Decision Step(double rttMs, bool trouble)
        {
            Observation seen = default;
            seen.Tick = _tick;
            seen.Now = new Instant(1_000_000_000 + _tick++ * 50_000_000);
            seen.Shaper = _answer;
            seen.Shaper.Restarted = trouble;
            Count(ref seen.Shaper.Down, ref _down, 940e6, seen.Now);
            Count(ref seen.Shaper.Up, ref _up, 38e6, seen.Now);
            Echo(ref seen, rttMs);
            Decision decision = LinkController.Step(Sound, _state, in seen);
            _answer = new ShaperReport { State = trouble ? ShaperState.Away : ShaperState.Ready };
            Acknowledge(in decision.Down, ref _answer.Down);
            Acknowledge(in decision.Up, ref _answer.Up);
            return decision;
        }

        private void Echo(ref Observation seen, double rttMs)
        {
            if (double.IsNaN(rttMs))
                return;
            Answered = true;
            seen.Echoes.Add(new EchoSample
            {
                SentAt = new Instant(seen.Now.Nanos - (long)(rttMs * 1e6)),
                Sequence = _sequence++,
                Reflector = (byte)(_sequence % Sound.Probe.Reflectors.Count),
                RttMicros = Math.Max(1, (int)(rttMs * 1000)),
            });
        }

        private void Count(ref DirectionReport report, ref double bytes, double line, Instant now)
        {
            bytes += _random.NextDouble() * line / 8 * 0.05;
            if (_random.Next(3) == 0)
                return;
            report.Read = true;
            report.ReadAt = now;
            report.Bytes = _random.Next(200) == 0 ? 0 : (ulong)bytes;
            report.Limit = new Rate(_random.Next(100) == 0 ? 1 : (long)line);
        }

        private static void Acknowledge(in DirectionDecision decision, ref DirectionReport report)
        {
            if (!decision.Write)
                return;
            report.Outcome = WriteOutcome.Applied;
            report.Written = decision.Asked;
        }
    }
}
