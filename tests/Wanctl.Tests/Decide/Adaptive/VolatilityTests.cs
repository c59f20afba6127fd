using Wanctl.Core.Decide.Adaptive;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>When a line counts as one whose capacity jumps.</summary>
public sealed class VolatilityTests
{
    [Theory]
    [InlineData(79, false, true)]
    [InlineData(80, false, false)]
    [InlineData(100, false, false)]
    [InlineData(130, false, false)]
    [InlineData(79, true, false)]
    [InlineData(60, true, false)]
    [InlineData(59, true, true)]
    public void A_jump_is_a_capacity_far_below_what_was_good_farther_after_a_step(
        double capacity, bool stepped, bool jump)
    {
        Assert.Equal(jump, new Volatility().Take(capacity, 100, stepped, At(0)));
    }

    [Fact]
    public void Where_nothing_was_good_yet_nothing_is_a_jump() =>
        Assert.False(new Volatility().Take(1, 0, false, At(0)));

    [Fact]
    public void One_jump_makes_no_volatile_line_and_two_do_until_they_fade()
    {
        var jumps = new Volatility();
        Assert.False(jumps.At(At(0)));
        jumps.Take(50, 100, false, At(0));
        Assert.False(jumps.At(At(0)));
        jumps.Take(50, 100, false, At(1));
        Assert.True(jumps.At(At(1)));
        // Just under two jumps are one and a half after 20 s * ln(1.95 / 1.5).
        Assert.True(jumps.At(At(6)));
        Assert.False(jumps.At(At(7)));
    }

    [Fact]
    public void What_is_no_jump_adds_nothing()
    {
        var jumps = new Volatility();
        for (int i = 0; i < 100; i++)
            jumps.Take(90, 100, false, At(i * 0.1));
        Assert.False(jumps.At(At(10)));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(5, true)]
    [InlineData(10, true)]
    [InlineData(30, false)]
    [InlineData(3600, false)]
    public void Jumps_that_come_every_few_seconds_make_one_and_a_sag_twice_an_hour_does_not(
        double seconds, bool volatileLine)
    {
        var jumps = new Volatility();
        for (int i = 0; i < 50; i++)
            jumps.Take(50, 100, false, At(i * seconds));
        Assert.Equal(volatileLine, jumps.At(At(49 * seconds)));
    }

    private static Instant At(double seconds) => new(1_000_000_000 + (long)Math.Round(seconds * 1e9));
}
