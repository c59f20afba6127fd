using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Decide.Belief;

public class CutTrialTests
{
    private const double NoiseMs = 2;

    private static readonly CutTrial s_trial = new()
    {
        From = new Instant(1), BeganMs = 40, Weight = 0, Capacity = 10e6,
    };

    /// <summary>In 200 ms under 8 of 10 Mbit/s a queue of the direction's own falls by 40 ms.</summary>
    [Theory]
    [InlineData(0, 5, 13)]
    [InlineData(15, 2, 6)]
    [InlineData(40, -6, -3)]
    [InlineData(60, -13, -6)]
    public void A_queue_that_falls_as_it_must_is_the_directions_own(double excessMs, double least, double most) =>
        Assert.InRange(s_trial.LogLikelihood(0.2, 8e6 * 0.2, excessMs, NoiseMs), least, most);

    /// <summary>A capacity is known to a tenth; a cut by half leaves no doubt.</summary>
    [Fact]
    public void What_stands_through_a_deep_cut_is_not_the_directions() =>
        Assert.InRange(s_trial.LogLikelihood(0.2, 5e6 * 0.2, 40, NoiseMs), -13, -10);

    /// <summary>What grows elsewhere meanwhile says nothing for the direction that is cut.</summary>
    [Fact]
    public void A_queue_elsewhere_may_grow() =>
        Assert.Equal(s_trial.LogLikelihood(0.2, 5e6 * 0.2, 40, NoiseMs),
            s_trial.LogLikelihood(0.2, 5e6 * 0.2, 80, NoiseMs), 1e-9);

    [Fact]
    public void A_limit_that_takes_nothing_away_tells_nothing() =>
        Assert.InRange(s_trial.LogLikelihood(0.2, 10e6 * 0.2, 40, NoiseMs), -1.5, 0);

    [Fact]
    public void Right_after_the_cut_nothing_is_known() =>
        Assert.InRange(s_trial.LogLikelihood(0.01, 8e6 * 0.01, 40, NoiseMs), -0.6, 0.6);
}
