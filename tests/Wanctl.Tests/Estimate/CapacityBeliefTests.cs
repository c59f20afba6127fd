using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

public class CapacityBeliefTests
{
    private const double Mbps = 1e6;

    [Fact]
    public void Measurements_of_a_steady_line_make_the_belief_narrow_and_its_noise_small()
    {
        CapacityBelief belief = Steady(60 * Mbps, 20, out _);
        Assert.Equal(60, belief.Capacity / Mbps, 0.6);
        Assert.True(belief.Deviation < 0.01, $"{belief.Deviation}");
        Assert.True(belief.NoisePerSecond < 5e-6, $"{belief.NoisePerSecond}");
    }

    [Fact]
    public void A_jump_is_believed_at_once_and_is_no_wandering()
    {
        CapacityBelief belief = Steady(60 * Mbps, 20, out Instant now);
        double noise = belief.NoisePerSecond;
        belief.Measure(15 * Mbps, 0.02, now);
        Assert.Equal(15, belief.Capacity / Mbps, 0.5);
        Assert.InRange(belief.NoisePerSecond, noise, 4.01 * noise);
    }

    [Fact]
    public void A_line_that_jumps_again_and_again_becomes_restless()
    {
        CapacityBelief belief = Steady(60 * Mbps, 20, out Instant now);
        double noise = belief.NoisePerSecond;
        for (int i = 0; i < 6; i++)
        {
            belief.Pass(1);
            now += Duration.FromSeconds(1);
            belief.Measure((i % 2 == 0 ? 15 : 60) * Mbps, 0.02, now);
        }
        Assert.True(belief.NoisePerSecond > 100 * noise);
    }

    [Fact]
    public void A_silent_line_becomes_as_unknown_as_one_never_seen()
    {
        double first = new CapacityBelief(60 * Mbps).Deviation;
        CapacityBelief belief = Steady(60 * Mbps, 20, out _);
        belief.PassSilence(1);
        Assert.True(belief.Deviation < first / 2);
        belief.PassSilence(20);
        Assert.Equal(first, belief.Deviation, 1e-9);
    }

    /// <summary>The truth lies within two standard deviations of what is believed, for the noise that is stated.
    /// </summary>
    [Theory]
    [InlineData(0.005, 1e-5)]
    [InlineData(0.02, 1e-3)]
    [InlineData(0.05, 2e-2)]
    public void Of_a_wandering_line_the_truth_is_covered(double deviation, double noise)
    {
        var random = new Random(7);
        int covered = 0;
        int seen = 0;
        for (int line = 0; line < 200; line++)
        {
            double truth = Math.Log(50 * Mbps);
            CapacityBelief belief = new(50 * Mbps);
            for (int second = 1; second <= 60; second++)
            {
                truth += Math.Sqrt(noise) * Normal();
                belief.Pass(1);
                belief.Measure(Math.Exp(truth + deviation * Normal()), deviation, new Instant(second * 1_000_000_000L));
                if (second <= 20)
                    continue;
                seen++;
                covered += Math.Abs(Math.Log(belief.Capacity) - truth) <= 2 * belief.Deviation ? 1 : 0;
            }
        }
        Assert.InRange(covered / (double)seen, 0.85, 1);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
            * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    [Fact]
    public void A_limit_that_is_carried_lifts_the_belief_and_one_far_below_does_not()
    {
        CapacityBelief belief = Steady(60 * Mbps, 20, out Instant now);
        CapacityBelief same = belief;
        same.Carries(40 * Mbps, 0.005, now);
        Assert.Equal(belief.Capacity, same.Capacity, 1e-3 * Mbps);
        belief.Carries(66 * Mbps, 0.005, now);
        Assert.True(belief.Capacity > 61.5 * Mbps && belief.Below(60 * Mbps) < 0.1);
    }

    [Fact]
    public void A_line_that_carries_less_than_usual_may_be_back_and_a_good_try_says_so()
    {
        CapacityBelief belief = Steady(60 * Mbps, 60, out Instant now);
        Assert.Equal(60, belief.Usual / Mbps, 1);
        belief.Measure(20 * Mbps, 0.01, now);
        Assert.Equal(0, belief.Returned);
        belief.Pass(3);
        Assert.InRange(belief.Returned, 0.04, 0.06);
        for (int i = 0; i < 30; i++)
            belief.Measure(20 * Mbps, 0.01, now + Duration.FromSeconds(3 * i));
        belief.Pass(2);
        double before = belief.Returned;
        belief.Carries(21 * Mbps, 0.005, now + Duration.FromSeconds(95));
        Assert.True(before < 0.1 && belief.Returned > 0.5, $"{before} {belief.Returned}");
        belief.Carries(60 * Mbps, 0.005, now + Duration.FromSeconds(96));
        Assert.InRange(belief.Capacity / Mbps, 57, 63);
    }

    [Theory]
    [InlineData(0, 0.01, 0.01)]
    [InlineData(5, 0.05, 0.051)]
    [InlineData(3600, 0.19, 0.2)]
    [InlineData(1e9, 0.3, 0.3)]
    public void What_is_recalled_is_the_less_sure_the_longer_nobody_looked(double away, double least, double most)
    {
        var belief = CapacityBelief.Recalled(40 * Mbps, 0.01, 1e-5, 60 * Mbps, away);
        Assert.Equal((40 * Mbps, 60 * Mbps), (Math.Round(belief.Capacity), Math.Round(belief.Usual)));
        Assert.InRange(belief.Deviation, least - 1e-9, most + 1e-9);
        belief.Measure(20 * Mbps, 0.02, new Instant(1));
        Assert.InRange(belief.Capacity / Mbps, 19.5, 21);
    }

    [Fact]
    public void No_measurement_makes_nonsense_of_a_belief()
    {
        var random = new Random(3);
        double[] odd = [0, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-300, 1e300];
        for (int line = 0; line < 500; line++)
        {
            CapacityBelief belief = new(50 * Mbps);
            for (int step = 1; step < 100; step++)
            {
                var now = new Instant(step * (long)(1e9 * random.NextDouble()));
                belief.Pass(10 * random.NextDouble());
                double capacity = random.Next(4) == 0 ? odd[random.Next(odd.Length)] : 1e9 * random.NextDouble();
                double deviation = random.Next(10) == 0 ? odd[random.Next(odd.Length)] : random.NextDouble();
                if (random.Next(2) == 0)
                    belief.Measure(capacity, deviation, now);
                else
                    belief.Carries(1 + 1e9 * random.NextDouble(), 0.001 + random.NextDouble(), now);
                belief.LearnUsual(random.NextDouble());
                Assert.True(belief.Capacity > 0 && double.IsFinite(belief.Capacity), $"{line}/{step}");
                Assert.True(belief.Deviation > 0 && double.IsFinite(belief.NoisePerSecond), $"{line}/{step}");
                Assert.InRange(belief.Below(50 * Mbps), 0, 1);
                Assert.InRange(belief.Returned, 0, 1);
            }
        }
    }

    private static CapacityBelief Steady(double capacity, int measurements, out Instant now)
    {
        CapacityBelief belief = new(1.5 * capacity);
        now = new Instant(0);
        for (int i = 0; i < measurements; i++)
        {
            belief.Pass(2);
            now += Duration.FromSeconds(2);
            belief.Measure(capacity, 0.01, now);
            belief.LearnUsual(2);
        }
        return belief;
    }
}
