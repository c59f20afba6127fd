using Wanctl.Core.Decide.Adaptive;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>The rate of one direction, its steps and its trials.</summary>
public sealed class AdaptiveDirectionTests
{
    private static readonly Duration Tick = Duration.FromMillis(50);

    /// <summary>That of the newest direction.</summary>
    private LimitAccount _limit = new();

    [Theory]
    [InlineData(500e6, 500e6)]
    [InlineData(0, 200e6)]
    [InlineData(-1e9, 200e6)]
    [InlineData(199e6, 200e6)]
    [InlineData(941e6, 940e6)]
    [InlineData(double.PositiveInfinity, 940e6)]
    public void A_rate_stays_within_floor_and_ceiling(double asked, double rate)
    {
        AdaptiveDirection direction = At(500e6);
        direction.Set(asked);
        Assert.Equal(rate, direction.Rate);
    }

    [Theory]
    [InlineData(0, 200e6)]
    [InlineData(-5e6, 200e6)]
    [InlineData(321e6, 321e6)]
    public void A_capacity_is_at_least_the_floor(double measured, double capacity)
    {
        AdaptiveDirection direction = At(500e6);
        direction.Capacity = measured;
        Assert.Equal(capacity, direction.Capacity);
    }

    [Fact]
    public void A_step_remembers_where_it_came_from_and_what_it_reached()
    {
        AdaptiveDirection direction = At(900e6);
        direction.Restoring = true;
        direction.StepTo(1000e6, Moment(1));
        Assert.True(direction.Stepping);
        Assert.False(direction.Restoring);
        Assert.Equal((900e6, 940e6, 940e6), (direction.BeforeStep, direction.SteppedTo, direction.Rate));
        Assert.Equal(Moment(1), direction.SteppedAt);
    }

    [Fact]
    public void A_step_taken_back_gives_the_rate_before_it_and_is_judged_no_more()
    {
        AdaptiveDirection direction = At(300e6);
        direction.StepTo(400e6, Moment(1));
        direction.TakeBackStep();
        Assert.Equal(300e6, direction.Rate);
        Assert.False(direction.Stepping);
        direction.TakeBackStep();
        Assert.Equal(300e6, direction.Rate);
    }

    [Fact]
    public void Taking_back_a_step_never_raises_a_rate_that_was_cut_since()
    {
        AdaptiveDirection direction = At(300e6);
        direction.StepTo(400e6, Moment(1));
        direction.Set(250e6);
        direction.TakeBackStep();
        Assert.Equal(250e6, direction.Rate);
    }

    [Fact]
    public void Without_a_step_nothing_is_taken_back()
    {
        AdaptiveDirection direction = At(300e6);
        direction.StepTo(400e6, Moment(1));
        direction.Stepping = false;
        direction.TakeBackStep();
        Assert.Equal(400e6, direction.Rate);
    }

    [Fact]
    public void A_step_counts_as_a_rise_from_the_tick_that_brings_its_acknowledgement()
    {
        AdaptiveDirection direction = At(300e6);
        Acknowledge(direction, 300e6, 1);
        direction.StepTo(450e6, Moment(2));
        Quiet(direction, 2.05);
        Assert.Equal(Instant.Never, direction.RaisedAt);
        Acknowledge(direction, 450e6, 2.1);
        Assert.Equal(Moment(2.1), direction.RaisedAt);
        Assert.Equal(0.5, direction.RaisedBy, 9);
        Quiet(direction, 2.15);
        Assert.Equal(Moment(2.1), direction.RaisedAt);
    }

    [Fact]
    public void What_a_cut_has_taken_is_given_back_until_the_rate_is_in_force()
    {
        AdaptiveDirection direction = At(300e6);
        Acknowledge(direction, 300e6, 1);
        direction.Set(400e6);
        direction.Restoring = true;
        Quiet(direction, 1.05);
        Assert.True(direction.Restoring);
        Acknowledge(direction, 400e6, 1.1);
        Assert.False(direction.Restoring);
    }

    [Fact]
    public void A_trial_begins_with_a_clean_record_and_remembers_how_it_stood()
    {
        AdaptiveDirection direction = At(300e6);
        direction.StepTo(400e6, Moment(1));
        direction.Acquitted = true;
        direction.SmallStep = true;
        direction.Cuts = 3;
        direction.Follows = 2;
        direction.Crossed = 5;
        direction.BeginTrial();
        Assert.False(direction.Acquitted || direction.SmallStep || direction.LoadedAtCut);
        Assert.Equal((0, 0, 0.0), (direction.Cuts, direction.Follows, direction.Crossed));
        Assert.Equal(400e6, direction.BeforeCut);
        Assert.True(direction.SteppedAtCut);
    }

    [Fact]
    public void Two_cuts_that_seemed_to_help_within_three_seconds_are_in_vain()
    {
        AdaptiveDirection direction = At(300e6);
        Assert.False(direction.CutInVain(Moment(1)));
        direction.CountSettled(Moment(1));
        Assert.False(direction.CutInVain(Moment(1.5)));
        direction.CountSettled(Moment(2));
        Assert.True(direction.CutInVain(Moment(2.5)));
        Assert.True(direction.CutInVain(Moment(4.99)));
        Assert.False(direction.CutInVain(Moment(5)));
    }

    [Fact]
    public void A_rise_between_two_cuts_explains_the_second()
    {
        AdaptiveDirection direction = At(300e6);
        Acknowledge(direction, 300e6, 0.5);
        direction.CountSettled(Moment(1));
        direction.StepTo(330e6, Moment(1.1));
        Acknowledge(direction, 330e6, 1.2);
        direction.CountSettled(Moment(2));
        Assert.False(direction.CutInVain(Moment(2.1)));
        direction.CountSettled(Moment(2.5));
        Assert.True(direction.CutInVain(Moment(2.6)));
        direction.StepTo(360e6, Moment(2.7));
        Acknowledge(direction, 360e6, 2.8);
        Assert.False(direction.CutInVain(Moment(2.9)));
    }

    [Fact]
    public void Whatever_is_done_to_it_the_rate_stays_within_bounds_and_taking_back_never_raises_it()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            AdaptiveDirection direction = At(500e6);
            for (int i = 0; i < 60; i++)
            {
                double before = direction.Rate;
                double rate = 1.5e9 * random.NextDouble() - 2e8;
                int deed = random.Next(5);
                Do(direction, deed, rate, 1 + i * 0.05);
                Assert.InRange(direction.Rate, direction.Floor, direction.Ceiling);
                Assert.True(deed != 2 || direction.Rate <= before, $"seed {seed}, deed {i}");
                Assert.True(double.IsFinite(direction.RaisedBy), $"seed {seed}, deed {i}");
            }
        }
    }

    private void Do(AdaptiveDirection direction, int deed, double rate, double seconds)
    {
        switch (deed)
        {
            case 0:
                direction.Set(rate);
                break;
            case 1:
                direction.StepTo(rate, Moment(seconds));
                break;
            case 2:
                direction.TakeBackStep();
                break;
            case 3:
                direction.BeginTrial();
                break;
            default:
                Acknowledge(direction, direction.Rate, seconds);
                break;
        }
    }

    private AdaptiveDirection At(double rate)
    {
        _limit = new LimitAccount();
        var direction = new AdaptiveDirection(Links.CableDownload, towardUser: true, new CounterChoice(), _limit);
        direction.Set(rate);
        return direction;
    }

    private void Acknowledge(AdaptiveDirection direction, double rate, double seconds)
    {
        var report = new DirectionReport { Outcome = WriteOutcome.Applied, Written = new Rate((long)rate) };
        _limit.Take(in report, ShaperState.Ready, restarted: false, Moment(seconds));
        direction.Take(in report, false, Moment(seconds), Tick);
    }

    private void Quiet(AdaptiveDirection direction, double seconds)
    {
        DirectionReport report = default;
        _limit.Take(in report, ShaperState.Ready, restarted: false, Moment(seconds));
        direction.Take(in report, false, Moment(seconds), Tick);
    }

    private static Instant Moment(double seconds) => new(1_000_000_000 + (long)Math.Round(seconds * 1e9));
}
