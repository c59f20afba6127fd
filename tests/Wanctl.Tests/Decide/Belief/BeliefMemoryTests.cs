using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;
using Wanctl.Truth.Lines;

namespace Wanctl.Tests.Decide.Belief;

/// <summary>What of a line survives a restart, and what no memory can do to a law.</summary>
public sealed class BeliefMemoryTests
{
    private readonly LinkSettings _settings =
        TunnelSettings.Link("line", 100, 20) with { Law = RateLawKind.Adaptive2 };

    [Fact]
    public void A_restarted_law_knows_what_the_line_usually_carries_and_goes_on_where_it_was()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            FluidLine before = Line(seed, 60e6, null);
            while (before.Seconds < 60)
                before.Step();
            LinkMemory memory = before.Remembered with { AwaySeconds = 20 };
            Assert.InRange(memory.DownLine.Usual.Mbps, 55, 65);

            FluidLine after = Line(seed, 60e6, memory);
            var law = (BeliefLaw)after.Law;
            Assert.Equal(memory.DownLine.Usual.Mbps, law.DownBelief.Usual / 1e6, 0.01);
            Assert.Equal(memory.DownLine.Capacity.Mbps, law.DownBelief.Capacity / 1e6, 0.01);
            double deepest = double.MaxValue;
            double fullest = 0;
            while (after.Seconds < 20)
            {
                Decision decision = after.Step();
                deepest = Math.Min(deepest, decision.Down.Wanted.Mbps);
                fullest = Math.Max(fullest, decision.Down.Wanted.Mbps);
            }
            // A law that knows nothing asks for 100 of 60 first.
            if (deepest < 45 || fullest > 68)
                Assert.Fail($"seed {seed}: {deepest:F1} to {fullest:F1} Mbit/s");
        }
    }

    [Theory]
    [InlineData(RateLawKind.Classic)]
    [InlineData(RateLawKind.Adaptive)]
    public void A_reload_through_another_law_keeps_the_belief_and_widens_it_by_the_time_between(RateLawKind other)
    {
        LinkMemory known = LinkMemory.Initial(_settings) with
        {
            DownLine = new LineMemory
            {
                Usual = Rate.FromMbps(58), Capacity = Rate.FromMbps(60), Deviation = 0.02, NoisePerSecond = 1e-4,
            },
            AwaySeconds = 0,
        };
        var state = new LinkState(_settings, known);
        Step(state, _settings, 0);
        LinkSettings between = _settings with { Law = other };
        state.Adopt(between);
        Step(state, between, 30);
        Step(state, between, 100);
        state.Adopt(_settings);
        CapacityBelief belief = ((BeliefLaw)state.Law).DownBelief;

        Assert.Equal(60, belief.Capacity / 1e6, 0.001);
        Assert.Equal(58, belief.Usual / 1e6, 0.001);
        Assert.Equal(Math.Sqrt(0.05 * 0.05 + 1e-4 * 100), belief.Deviation, 0.001);
    }

    /// <summary>Old, wrong or absurd, whatever a file says: the line that is there is found within a minute. A usual
    /// rate far above the line costs tries that fail, once a minute or so.</summary>
    [Fact]
    public void No_memory_of_a_line_keeps_its_law_from_finding_it()
    {
        List<string> lost = [];
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            LinkMemory memory = LinkMemory.Initial(_settings) with
            {
                DownLine = Any(random), UpLine = Any(random), DownWanted = new Rate(random.NextInt64(120_000_000)),
                // A file is a second old at least.
                AwaySeconds = random.Next(3) == 0 ? double.NaN : Math.Exp(25 * random.NextDouble()),
            };
            double carries = 15e6 + 90e6 * random.NextDouble();
            FluidLine line = Line(seed, carries, memory);
            while (line.Seconds < 60)
                line.Step();
            double sum = 0;
            int ticks = 0;
            for (; line.Seconds < 90; ticks++)
                sum += Math.Min(line.Step().Down.Wanted.BitsPerSecond, carries);
            double share = sum / ticks / Math.Min(carries, 100e6);
            if (!(share > 0.75))
            {
                LineMemory known = memory.DownLine;
                lost.Add($"seed {seed}: {share:P0} of {carries / 1e6:F1} Mbit/s; {known.Usual.Mbps:F1}, "
                    + $"{known.Capacity.Mbps:F1}, {known.Deviation}, {known.NoisePerSecond}, {memory.AwaySeconds}");
            }
        }
        Assert.Empty(lost);
    }

    private static void Step(LinkState state, LinkSettings settings, double seconds)
    {
        Observation seen = default;
        seen.Now = new Instant(1_000_000_000) + Duration.FromSeconds(seconds);
        LinkController.Step(settings, state, in seen);
    }

    private static LineMemory Any(Random random) => new()
    {
        Usual = new Rate(random.Next(4) switch { 0 => 0, 1 => random.NextInt64(), _ => random.NextInt64(150_000_000) }),
        Capacity = new Rate(
            random.Next(4) switch { 0 => 0, 1 => -random.NextInt64(), _ => random.NextInt64(150_000_000) }),
        Deviation = random.Next(5) == 0 ? double.NaN : Math.Exp(-12 * random.NextDouble()),
        NoisePerSecond = random.Next(5) == 0 ? double.PositiveInfinity : Math.Exp(-16 * random.NextDouble()),
    };

    private FluidLine Line(int seed, double carries, LinkMemory? memory) => new(
        _settings,
        new Random(seed),
        new FluidLoad { Capacity = carries, Elastic = true },
        new FluidLoad { Capacity = 21e6, Wanted = 0.3e6 },
        memory);
}
