using Wanctl.Core.Estimate;

namespace Wanctl.Tests.Estimate;

/// <summary>Against tables of the normal distribution.</summary>
public class GaussianTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447461)]
    [InlineData(-1, 0.1586552539)]
    [InlineData(1.959963985, 0.975)]
    [InlineData(-3, 0.0013498980)]
    public void The_probability_below(double z, double expected) => Assert.Equal(expected, Gaussian.Below(z), 2e-7);

    [Theory]
    [InlineData(0, 0.7978845608)]
    [InlineData(-2, 2.3732155328)]
    [InlineData(3, 0.0044378390)]
    public void The_inverse_mills_ratio(double z, double expected) =>
        Assert.Equal(expected, Gaussian.MillsBelow(z), 2e-4);

    [Fact]
    public void The_ratio_stays_finite_and_falls()
    {
        double before = double.PositiveInfinity;
        for (double z = -60; z < 20; z += 0.1)
        {
            double ratio = Gaussian.MillsBelow(z);
            Assert.True(ratio >= 0 && double.IsFinite(ratio) && ratio <= before + 0.2, $"{z}: {ratio}");
            before = ratio;
        }
    }

    [Theory]
    [InlineData(0, 1, 0.3989422804)]
    [InlineData(1, 0, 1)]
    [InlineData(-1, 0, 0)]
    [InlineData(5, 1, 5.0000000535)]
    public void The_mean_above_zero(double mean, double deviation, double expected) =>
        Assert.Equal(expected, Gaussian.MeanAboveZero(mean, deviation), 1e-6);
}
