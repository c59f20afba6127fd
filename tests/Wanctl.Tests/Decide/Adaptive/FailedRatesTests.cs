using Wanctl.Core.Decide.Adaptive;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>The memory of rates that made a queue.</summary>
public sealed class FailedRatesTests
{
    [Fact]
    public void Where_nothing_failed_nothing_is_too_much()
    {
        var failed = new FailedRates();
        Assert.Equal(double.PositiveInfinity, failed.Lowest(At(0)));
        failed.Forgive(1e9);
        failed.Clear();
        Assert.Equal(double.PositiveInfinity, failed.Lowest(At(0)));
    }

    [Fact]
    public void The_lowest_of_those_that_are_remembered_counts()
    {
        var failed = new FailedRates();
        failed.Add(50e6, At(12));
        failed.Add(20e6, At(5));
        failed.Add(80e6, At(20));
        Assert.Equal(20e6, failed.Lowest(At(0)));
        Assert.Equal(20e6, failed.Lowest(At(4.999)));
        Assert.Equal(50e6, failed.Lowest(At(5)));
        Assert.Equal(80e6, failed.Lowest(At(12)));
        Assert.Equal(double.PositiveInfinity, failed.Lowest(At(20)));
    }

    [Fact]
    public void A_rate_that_fails_again_is_remembered_from_then_on_and_takes_no_second_place()
    {
        var failed = new FailedRates();
        failed.Add(10e6, At(100));
        failed.Add(20e6, At(100));
        failed.Add(30e6, At(100));
        failed.Add(40e6, At(10));
        failed.Add(40.9e6, At(50));
        failed.Add(40.1e6, At(60));
        Assert.Equal(10e6, failed.Lowest(At(0)));
        failed.Forgive(30e6);
        Assert.Equal(40.1e6, failed.Lowest(At(59)));
        Assert.Equal(double.PositiveInfinity, failed.Lowest(At(60)));
    }

    [Fact]
    public void Rates_three_per_cent_apart_are_two()
    {
        var failed = new FailedRates();
        failed.Add(100e6, At(10));
        failed.Add(104e6, At(20));
        Assert.Equal(100e6, failed.Lowest(At(0)));
        Assert.Equal(104e6, failed.Lowest(At(15)));
    }

    [Fact]
    public void The_fifth_takes_the_place_of_the_one_that_is_forgotten_first()
    {
        var failed = new FailedRates();
        failed.Add(10e6, At(40));
        failed.Add(20e6, At(30));
        failed.Add(30e6, At(10));
        failed.Add(40e6, At(20));
        failed.Add(50e6, At(50));
        failed.Add(60e6, At(60));
        Assert.Equal([10e6, 20e6, 50e6, 60e6], Remembered(failed));
    }

    [Fact]
    public void A_rate_that_did_well_forgives_itself_and_the_lower_ones()
    {
        var failed = new FailedRates();
        failed.Add(10e6, At(100));
        failed.Add(20e6, At(100));
        failed.Add(30e6, At(100));
        failed.Forgive(20e6);
        Assert.Equal(30e6, failed.Lowest(At(0)));
        failed.Forgive(29.9e6);
        Assert.Equal(30e6, failed.Lowest(At(0)));
        failed.Clear();
        Assert.Equal(double.PositiveInfinity, failed.Lowest(At(0)));
    }

    [Fact]
    public void Whatever_failed_the_lowest_is_one_of_the_last_and_no_memory_outlives_its_time()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var failed = new FailedRates();
            var added = new List<(double Rate, double Until)>();
            double now = 0;
            for (int i = 0; i < 40; i++)
            {
                now += 3 * random.NextDouble();
                double rate = 1e6 * (1 + random.Next(100));
                if (random.Next(3) > 0)
                {
                    failed.Add(rate, At(now + 12));
                    added.Add((rate, now + 12));
                    Assert.True(failed.Lowest(At(now)) <= rate, $"seed {seed}, event {i}: {rate} is forgotten");
                }
                else
                {
                    failed.Forgive(rate);
                    Assert.True(failed.Lowest(At(now)) > rate, $"seed {seed}, event {i}: {rate} is not forgiven");
                }
                double lowest = failed.Lowest(At(now));
                bool known = double.IsInfinity(lowest)
                    || added.Exists(one => one.Rate == lowest && one.Until > now);
                Assert.True(known, $"seed {seed}, event {i}: {lowest}");
            }
        }
    }

    /// <summary>All that it remembers, found by forgiving one after the other.</summary>
    private static List<double> Remembered(FailedRates failed)
    {
        var rates = new List<double>();
        while (failed.Lowest(At(0)) is var lowest && double.IsFinite(lowest))
        {
            rates.Add(lowest);
            failed.Forgive(lowest);
        }
        return rates;
    }

    private static Instant At(double seconds) => new(1_000_000_000 + (long)Math.Round(seconds * 1e9));
}
