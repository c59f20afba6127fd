using Wanctl.Simulation.Peers;

namespace Wanctl.Scenarios.Peers;

/// <summary>
/// cake-autorate itself ran over a line of 50, 15 and 50 Mbit/s in network namespaces; the model must do the same on
/// the same line. The measured figures stand beside the bounds, which are as wide as one run on real TCP deserves.
/// </summary>
public sealed class LabTests
{
    private readonly LabFigures _shipped = Measure(CakeAutorateThresholds.Shipped);
    private readonly LabFigures _tight = Measure(CakeAutorateThresholds.Tight);

    [Fact]
    public void With_shipped_thresholds_a_queue_stands_even_on_the_wide_line()
    {
        Assert.InRange(_shipped.WideExcess, 20, 70); // 33
        Assert.InRange(_shipped.WideGoodput, 46, 50); // 46.9
    }

    [Fact]
    public void Both_answer_a_drop_at_once_and_get_below_the_capacity_in_seconds()
    {
        Assert.InRange(_shipped.FirstCut, 0.15, 0.6); // 0.29
        Assert.InRange(_shipped.BelowCapacity, 1, 3.5); // 1.9
        Assert.InRange(_shipped.Peak, 100, 260); // 186: the lab shaped without CoDel
        Assert.InRange(_tight.FirstCut, 0.15, 0.6); // 0.31
        Assert.InRange(_tight.BelowCapacity, 0.8, _shipped.BelowCapacity); // 1.35
    }

    [Fact]
    public void With_shipped_thresholds_it_settles_above_the_capacity()
    {
        Assert.InRange(_shipped.NarrowLimit, 15.5, 20); // 17 to 20
        Assert.InRange(_shipped.NarrowExcess, 40, 100); // 58
        Assert.InRange(_shipped.NarrowGoodput, 14, 15); // 14.2
    }

    [Fact]
    public void With_tight_thresholds_the_queue_is_small_most_of_the_time_and_the_limit_goes_in_circles()
    {
        Assert.InRange(_tight.NarrowExcess, 0, 15); // 0
        Assert.InRange(_tight.NarrowExcessP95, 30, 90); // 57
        Assert.InRange(_tight.NarrowLimitLow, 8, 13.5); // 9
        Assert.InRange(_tight.NarrowLimitHigh, 15.5, 20); // 16
        Assert.True(_tight.NarrowGoodput < _shipped.NarrowGoodput); // 13.2
    }

    [Fact]
    public void Both_need_seconds_to_take_up_a_line_that_has_widened()
    {
        Assert.InRange(_shipped.Recovery, 3, 7); // 4.25
        Assert.InRange(_tight.Recovery, 3, 6.5); // 5.9
    }

    private static LabFigures Measure(CakeAutorateThresholds thresholds) =>
        LabFigures.Of(new LabLine().Run(new CakeAutorateModel(OpenLoop.Settings, thresholds)));
}
