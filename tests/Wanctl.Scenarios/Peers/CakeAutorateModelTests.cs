using Wanctl.Core.Decide;
using Wanctl.Simulation.Peers;

namespace Wanctl.Scenarios.Peers;

/// <summary>The model against the published figures of the law: each test feeds it what it cannot change.</summary>
public sealed class CakeAutorateModelTests
{
    private readonly OpenLoop _loop = new(new CakeAutorateModel(OpenLoop.Settings));

    public CakeAutorateModelTests() => _loop.Run(2, 20, 1);

    [Fact]
    public void It_begins_at_its_base_and_writes_that_once()
    {
        Assert.Equal(20, _loop.Mbps);
        Assert.Equal(1, _loop.Writes);
    }

    [Fact]
    public void A_loaded_calm_direction_climbs_by_four_percent_each_200_ms()
    {
        double[] limits = _loop.Run(2, 20, 60);
        Assert.Equal(20 * Math.Pow(1.04, 9), limits[^1], 20 * Math.Pow(1.04, 9) * 0.041);
        Assert.Equal(60, _loop.Run(8, 20, 60)[^1]);
    }

    [Fact]
    public void Half_way_between_the_thresholds_it_climbs_by_two_percent()
    {
        // 20 ms of one-way delay above the baseline lie half way between 10 and 30.
        _loop.Run(1, 60, 60);
        double[] limits = _loop.Run(1, 60, 60);
        Assert.Equal(Math.Pow(1.02, 5), limits[^1] / limits[0], 0.025);
    }

    [Theory]
    [InlineData(82, 0.99)]
    [InlineData(200, 0.75)]
    public void Bloat_cuts_by_one_to_25_percent_each_300_ms(double rttMs, double factor)
    {
        _loop.Run(8, 20, 60);
        _loop.Run(0.5, rttMs, 60);
        double before = _loop.Mbps;
        double[] limits = _loop.Run(0.3, rttMs, 60);
        Assert.Equal(factor, limits[^1] / before, 0.012);
        Assert.Equal(Zone.Red, _loop.Zone);
    }

    [Fact]
    public void Three_of_six_late_samples_are_bloat_and_two_are_not()
    {
        _loop.Run(8, 20, 60);
        _loop.Run(0.1, 200, 60);
        Assert.Equal(Zone.Green, _loop.Zone);
        _loop.Run(0.05, 200, 60);
        Assert.Equal(Zone.Red, _loop.Zone);
    }

    [Fact]
    public void Without_load_it_drifts_to_its_base_by_one_percent_a_second()
    {
        _loop.Run(8, 20, 60);
        _loop.Run(1, 20, 0);
        double before = _loop.Mbps;
        Assert.Equal(Math.Pow(0.99, 10), _loop.Run(10, 20, 0)[^1] / before, 0.011);
    }

    [Fact]
    public void A_minute_without_load_puts_it_to_sleep_and_load_wakes_it()
    {
        _loop.Run(62, 20, 0);
        double asleep = _loop.Mbps;
        Assert.Equal(asleep, _loop.Run(5, 300, 0)[^1]);
        Assert.True(_loop.Run(3, 300, 10)[^1] < asleep);
    }

    [Fact]
    public void Silence_holds()
    {
        _loop.Run(3, 20, 60);
        double before = _loop.Mbps;
        Assert.Equal(before, _loop.Run(20, null, 0)[^1]);
    }

    [Fact]
    public void It_stays_within_its_bounds()
    {
        Assert.Equal(5, _loop.Run(20, 500, 60)[^1]);
        Assert.Equal(60, _loop.Run(40, 20, 60)[^1]);
    }

    [Fact]
    public void Tight_thresholds_cut_where_the_shipped_ones_still_climb()
    {
        OpenLoop tight = new(new CakeAutorateModel(OpenLoop.Settings, CakeAutorateThresholds.Tight));
        tight.Run(2, 20, 1);
        Assert.True(tight.Run(1, 40, 60)[^1] < 20);
        Assert.True(_loop.Run(1, 40, 60)[^1] > 20);
    }
}
