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
    [InlineData(0, 1, 3)]
    [InlineData(15, 0.3, 3)]
    [InlineData(40, -3, -1)]
    [InlineData(60, -9, -3)]
    public void A_queue_that_falls_as_it_must_is_the_directions_own(double excessMs, double least, double most) =>
        Assert.InRange(s_trial.LogLikelihood(0.2, 8e6 * 0.2, excessMs, NoiseMs), least, most);

    [Fact]
    public void A_limit_that_takes_nothing_away_tells_nothing() =>
        Assert.Equal(0, s_trial.LogLikelihood(0.2, 10e6 * 0.2, 40, NoiseMs), 1e-9);

    [Fact]
    public void Right_after_the_cut_nothing_is_known() =>
        Assert.InRange(s_trial.LogLikelihood(0.01, 8e6 * 0.01, 40, NoiseMs), -0.6, 0);
}
