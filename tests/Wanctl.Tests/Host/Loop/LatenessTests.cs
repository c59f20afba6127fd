using Wanctl.Core.Units;
using Wanctl.Host.Loop;

namespace Wanctl.Tests.Host.Loop;

/// <summary>Quantiles of lateness against the sorted truth.</summary>
public class LatenessTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Quantiles_are_at_most_an_eighth_above_the_truth(int seed)
    {
        var chance = new Random(seed);
        Lateness lateness = default;
        var truth = new List<long>();
        for (int i = 0; i < 5_000; i++)
        {
            long micros = (long)Math.Exp(chance.NextDouble() * 14);
            truth.Add(micros);
            lateness.Add(new Duration(micros * 1000));
        }
        truth.Sort();
        foreach (double share in (double[])[0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1])
        {
            double exact = truth[(int)Math.Ceiling(share * truth.Count) - 1];
            Assert.InRange(lateness.Quantile(share).Nanos / 1000.0 / exact, 1, 2);
            Assert.InRange(lateness.Quantile(share).Nanos / 1000.0, exact, exact * 1.126 + 1);
        }
        Assert.Equal(truth[^1] * 1000, lateness.Max.Nanos);
        Assert.Equal(5_000, lateness.Count);
    }

    [Fact]
    public void Nothing_counted_is_zero()
    {
        Lateness lateness = default;

        Assert.Equal(Duration.Zero, lateness.Quantile(0.99));
        Assert.Equal(0, lateness.Count);
    }

    [Fact]
    public void The_extremes_have_a_place()
    {
        Lateness lateness = default;
        lateness.Add(new Duration(-5_000_000));
        lateness.Add(Duration.Zero);
        lateness.Add(Duration.FromSeconds(1e6));

        Assert.InRange(lateness.Quantile(0.5).Nanos, 1_000, 2_000);
        Assert.InRange(lateness.Quantile(1).Seconds, 16, 40);
        Assert.Equal(1e6, lateness.Max.Seconds);
    }
}
