using Wanctl.Core.Estimate;

namespace Wanctl.Tests.Estimate;

/// <summary>Bias and coverage: a line whose delay and counter are seen with noise of a stated size.</summary>
public class CapacityMeasuresTests
{
    private const double Capacity = 18e6;

    [Theory]
    [InlineData(0.2, 1.03, 0.3)]
    [InlineData(0.5, 1.1, 1)]
    [InlineData(1, 1.5, 3)]
    [InlineData(0.4, 0.8, 1)]
    public void The_balance_has_no_bias_and_says_how_exact_it_is(double seconds, double load, double noiseMs)
    {
        var random = new Random(11);
        double sum = 0;
        int covered = 0;
        const int Tries = 5000;
        for (int i = 0; i < Tries; i++)
        {
            double bits = Capacity * load * (seconds + 0.002 * Normal(random));
            double grown = 1000 * seconds * (load - 1) + noiseMs * Normal(random);
            CapacityMeasurement measured = CapacityMeasures.Balance(bits, seconds, grown, noiseMs);
            double off = Math.Log(measured.Capacity / Capacity);
            sum += off;
            covered += Math.Abs(off) <= 2 * measured.Deviation ? 1 : 0;
        }
        Assert.Equal(0, sum / Tries, 0.002);
        Assert.InRange(covered / (double)Tries, 0.93, 1);
    }

    [Fact]
    public void What_passes_is_exact_by_the_time_it_rests_on()
    {
        double brief = CapacityMeasures.Exact(Capacity, 0.1, 0).Deviation;
        double longer = CapacityMeasures.Exact(Capacity, 1, 0).Deviation;
        Assert.InRange(brief, 0.02, 0.04);
        Assert.InRange(longer, 0.005, 0.01);
        Assert.True(CapacityMeasures.Exact(1e5, 0.4, 0).Deviation > 0.2, "of some packets nothing can be told");
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
