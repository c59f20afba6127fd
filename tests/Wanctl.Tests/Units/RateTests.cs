using Wanctl.Core.Units;

namespace Wanctl.Tests.Units;

/// <summary>Rates, which round where a person wrote them and truncate where the classic law did.</summary>
public class RateTests
{
    [Theory]
    [InlineData(8.2, 8_200_000)]
    [InlineData(940, 940_000_000)]
    [InlineData(0.29, 290_000)]
    [InlineData(1.1, 1_100_000)]
    [InlineData(0.0000004, 0)]
    [InlineData(0.0000006, 1)]
    public void A_written_rate_is_the_nearest_whole_bit(double mbps, long bits) =>
        Assert.Equal(bits, Rate.FromMbps(mbps).BitsPerSecond);

    [Theory]
    [InlineData(940_000_000, 0.85, 799_000_000)]
    [InlineData(3, 0.5, 1)]
    [InlineData(38_000_000, 0.9, 34_200_000)]
    [InlineData(7, 1, 7)]
    public void A_factor_truncates_toward_zero(long bits, double factor, long result) =>
        Assert.Equal(result, (new Rate(bits) * factor).BitsPerSecond);

    [Fact]
    public void Rates_compare_and_add_by_their_bits()
    {
        var low = new Rate(1);
        var high = new Rate(2);

        Assert.True(low < high && high > low && low <= high && high >= low && low != high);
        Assert.Equal((low, high), (Rate.Min(high, low), Rate.Max(high, low)));
        Assert.Equal(new Rate(3), low + high);
        Assert.Equal(-1, Math.Sign(low.CompareTo(high)));
        Assert.Equal(0.000_002, high.Mbps);
        Assert.Equal(default, Rate.Zero);
    }
}
