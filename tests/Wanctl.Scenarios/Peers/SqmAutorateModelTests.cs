using Wanctl.Core.Decide;
using Wanctl.Simulation.Peers;

namespace Wanctl.Scenarios.Peers;

/// <summary>The model against the published figures of the law.</summary>
public sealed class SqmAutorateModelTests
{
    private readonly OpenLoop _loop = new(new SqmAutorateModel(OpenLoop.Settings));

    public SqmAutorateModelTests() => _loop.Run(3, 20, 1);

    [Fact]
    public void It_begins_at_60_percent_of_the_line() => Assert.Equal(36, _loop.Mbps);

    [Fact]
    public void A_loaded_calm_direction_climbs_by_three_percent_of_the_line_each_half_second()
    {
        _loop.Run(1.1, 20, 36);
        double before = _loop.Mbps;
        Assert.InRange(_loop.Run(0.5, 20, before)[^1] - before, 1.7, 2.5);
    }

    [Fact]
    public void It_has_no_upper_bound() => Assert.True(_loop.Run(60, 20, 200)[^1] > 70);

    [Fact]
    public void Bloat_cuts_at_least_to_90_percent_of_what_was_carried()
    {
        double[] limits = _loop.Run(3, 200, 20);
        Assert.InRange(limits[^1], 5, 18);
        Assert.Equal(Zone.Red, _loop.Zone);
    }

    [Fact]
    public void It_never_comes_back_while_idle()
    {
        _loop.Run(3, 200, 20);
        double cut = _loop.Mbps;
        Assert.Equal(cut, _loop.Run(120, 20, 0)[^1]);
    }

    [Fact]
    public void Silence_sends_it_to_the_minimum() => Assert.Equal(5, _loop.Run(4, null, 20)[^1]);
}
