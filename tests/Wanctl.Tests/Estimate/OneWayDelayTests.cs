using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;

namespace Wanctl.Tests.Estimate;

/// <summary>The bracket, one rule at a time; <see cref="OneWayCaseTests"/> holds it against whole courses.</summary>
public sealed class OneWayDelayTests
{
    [Fact]
    public void Nothing_is_known_before_the_first_sample()
    {
        OneWayDelay delay = default;
        Assert.False(delay.Directed);
        Assert.False(delay.Calm);
        Assert.Equal(double.PositiveInfinity, delay.UncertaintyMs);
        delay.Rebase(5, 5);
        delay.Take(new OneWayFeed().Next(), quiet: true);
        Assert.Equal((0.0, 0.0), (delay.UpMs, delay.DownMs));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-43_000_000)]
    [InlineData(1e12)]
    public void The_first_sample_sets_the_baseline_whatever_the_offset(double offset)
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed { Offset = offset };
        Quiet(ref delay, feed, 40);
        Assert.Equal(0, delay.UpMs, 3);
        delay.Take(feed.Next(up: 25), false);
        Assert.Equal(25, delay.UpMs, 3);
        Assert.Equal(0, delay.DownMs, 3);
        delay.Take(feed.Next(down: 40), false);
        Assert.Equal(0, delay.UpMs, 3);
        Assert.Equal(40, delay.DownMs, 3);
    }

    [Fact]
    public void Excess_below_zero_is_not_cut_off_and_the_sum_is_the_round_trips()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        // A path that is 15 ms shorter waits for a second sample; until then it shows as it is.
        delay.Take(feed.Next(up: -15), false);
        Assert.Equal(-15, delay.UpMs, 6);
        Assert.Equal(-15, delay.RttMs, 6);
        Assert.Equal(delay.RttMs, delay.UpMs + delay.DownMs, 9);
    }

    [Fact]
    public void One_sample_far_below_the_floor_moves_nothing_and_a_second_one_does()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        delay.Take(feed.Next(up: -4), false);
        delay.Take(feed.Next(down: 30), false);
        Assert.Equal(0, delay.UpMs, 6);
        Assert.Equal(30, delay.DownMs, 6);
        delay.Take(feed.Next(up: -4), false);
        delay.Take(feed.Next(up: -4), false);
        Assert.Equal(0, delay.UpMs, 6);
        Assert.Equal(0, delay.DownMs, 6);
        Assert.Equal(0, delay.Steps);
    }

    [Fact]
    public void Two_samples_far_below_the_floor_are_believed_as_far_as_both_show()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        delay.Take(feed.Next(up: -6), false);
        // The second lies so far below the first that the rest of the way waits for a third.
        delay.Take(feed.Next(up: -7, down: -9), false);
        Assert.Equal(-10, delay.RttMs, 6);
        delay.Take(feed.Next(up: -6), false);
        Assert.Equal(0, delay.RttMs, 6);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    [InlineData(5)]
    [InlineData(-5)]
    [InlineData(3_600_000)]
    public void A_step_of_the_clock_on_a_quiet_line_is_taken_in_one_sample(double step)
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        feed.Offset += step;
        delay.Take(feed.Next(), true);
        Assert.Equal(0, delay.UpMs, 3);
        Assert.Equal(0, delay.DownMs, 3);
        Assert.Equal(1, delay.Steps);
    }

    [Theory]
    [InlineData(30, 0, 20)]
    [InlineData(0, 30, 50)]
    [InlineData(0, 30, -20)]
    public void A_step_while_a_queue_stands_leaves_the_queue_what_it_was(double up, double down, double step)
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        for (int i = 0; i < 20; i++)
            delay.Take(feed.Next(up, down), false);
        feed.Offset += step;
        for (int i = 0; i < 5; i++)
            delay.Take(feed.Next(up, down), false);
        Assert.Equal(up, delay.UpMs, 3);
        Assert.Equal(down, delay.DownMs, 3);
    }

    [Fact]
    public void A_step_that_a_queue_hides_shows_when_the_queue_goes()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        delay.Take(feed.Next(down: 30), false);
        feed.Offset += 20;
        delay.Take(feed.Next(down: 30), false);
        Assert.Equal(20, delay.UpMs, 6);
        delay.Take(feed.Next(), false);
        Assert.Equal(0, delay.UpMs, 6);
        Assert.Equal(0, delay.DownMs, 6);
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(0, 15)]
    [InlineData(10, 8)]
    public void A_longer_path_is_a_queue_until_ten_quiet_seconds_have_passed(double up, double down)
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 400);
        for (int i = 0; i < 170; i++)
            delay.Take(feed.Next(up, down), true);
        Assert.Equal(up, delay.UpMs, 3);
        Assert.Equal(down, delay.DownMs, 3);
        for (int i = 0; i < 80; i++)
            delay.Take(feed.Next(up, down), true);
        Assert.Equal(0, delay.UpMs, 3);
        Assert.Equal(0, delay.DownMs, 3);
        Assert.Equal(0, delay.Steps);
    }

    [Fact]
    public void A_queue_that_stands_for_an_hour_stays_a_queue()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 400);
        for (int i = 0; i < 72_000; i++)
            delay.Take(feed.Next(down: 40), false);
        Assert.Equal(40, delay.DownMs, 3);
        Assert.Equal(0, delay.UpMs, 3);
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(6, 8)]
    public void Rebase_moves_the_baseline_at_once(double up, double down)
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        delay.Take(feed.Next(up, down), false);
        delay.Rebase(up, down);
        Assert.Equal((0.0, 0.0), (Math.Round(delay.UpMs, 6), Math.Round(delay.DownMs, 6)));
        delay.Take(feed.Next(up, down), false);
        Assert.Equal(0, delay.UpMs, 6);
        Assert.Equal(0, delay.DownMs, 6);
        Assert.Equal(0, delay.Steps);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(-0.05)]
    [InlineData(0.5)]
    public void The_drift_is_learned_within_a_minute_and_bridges_a_long_queue(double perSecond)
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed { DriftPerSecond = perSecond };
        Quiet(ref delay, feed, 1200);
        Assert.True(delay.SlopeKnown);
        Assert.Equal(perSecond, delay.Slope, 0.001);
        for (int i = 0; i < 6000; i++)
            delay.Take(feed.Next(down: 40), false);
        Assert.Equal(0, delay.UpMs, 0.3);
        Assert.Equal(1.5, delay.UncertaintyMs, 0.1);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    public void A_clock_that_is_slewed_is_followed_within_twenty_seconds_and_so_is_its_end(double perSecond)
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed { DriftPerSecond = 0.02 };
        Quiet(ref delay, feed, 2400);
        feed.DriftPerSecond = 0.02 + perSecond;
        Quiet(ref delay, feed, 400);
        Assert.Equal(0.02 + perSecond, delay.Slope, 0.1);
        feed.DriftPerSecond = 0.02;
        Quiet(ref delay, feed, 400);
        Assert.Equal(0.02, delay.Slope, 0.1);
        Assert.Equal(0, delay.Steps);
    }

    [Fact]
    public void A_small_step_is_no_change_of_the_drift()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed { DriftPerSecond = 0.02 };
        Quiet(ref delay, feed, 2400);
        feed.Offset += 2;
        for (int i = 0; i < 12; i++)
        {
            Quiet(ref delay, feed, 100);
            Assert.Equal(0.02, delay.Slope, 0.03);
        }
    }

    [Fact]
    public void A_drift_of_an_earlier_run_counts_from_the_first_sample()
    {
        OneWayDelay delay = default;
        delay.RestoreSlope(0.05);
        var feed = new OneWayFeed { DriftPerSecond = 0.05 };
        Quiet(ref delay, feed, 40);
        for (int i = 0; i < 6000; i++)
            delay.Take(feed.Next(down: 40), false);
        Assert.Equal(0, delay.UpMs, 0.3);
    }

    [Fact]
    public void Without_a_drift_a_long_queue_makes_the_split_uncertain_and_a_calm_moment_certain_again()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        Assert.Equal(0.5, delay.UncertaintyMs);
        for (int i = 0; i < 2400; i++)
            delay.Take(feed.Next(down: 40), false);
        Assert.Equal(6, delay.UncertaintyMs, 0.1);
        delay.Take(feed.Next(), false);
        Assert.Equal(0.5, delay.UncertaintyMs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3_600_000)]
    [InlineData(250)]
    public void After_an_hour_of_sleep_the_first_quiet_sample_is_right(double step)
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed { DriftPerSecond = 0.02 };
        Quiet(ref delay, feed, 1200);
        feed.Silence(3600);
        feed.Offset += step;
        delay.Take(feed.Next(), true);
        Assert.Equal(0, delay.UpMs, 0.01);
        Assert.Equal(0, delay.DownMs, 0.01);
        delay.Take(feed.Next(down: 30), false);
        Assert.Equal(30, delay.DownMs, 0.01);
    }

    [Fact]
    public void A_step_while_nobody_answered_leaves_the_split_uncertain_where_a_queue_stands()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        feed.Silence(30);
        feed.Offset -= 30_000;
        delay.Take(feed.Next(down: 40), false);
        Assert.Equal(20, delay.UncertaintyMs, 3);
        Assert.Equal(40, delay.RttMs, 3);
        delay.Take(feed.Next(), false);
        Assert.Equal(0.5, delay.UncertaintyMs);
        Assert.Equal(0, delay.UpMs, 3);
    }

    [Fact]
    public void Offsets_that_do_not_add_up_to_the_last_bit_are_borne()
    {
        var noise = new Noise(NoiseKind.Even, 1);
        for (int k = 0; k < 200; k++)
        {
            OneWayDelay delay = default;
            var feed = new OneWayFeed { Offset = 40_000_000.1 * (1 + noise.Next()) };
            for (int i = 0; i < 200; i++)
            {
                delay.Take(feed.Next(Math.Max(0, noise.Next()), Math.Max(0, noise.Next())), i % 20 < 10);
                delay.Repair(noise.Next());
            }
            Assert.Equal(0, delay.UpMs, 4.0);
        }
    }

    [Fact]
    public void A_repair_after_a_rebase_stays_within_what_the_last_sample_allows()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        delay.Rebase(15, 15);
        delay.Repair(5);
        delay.Take(feed.Next(up: 15, down: 15), false);
        Assert.Equal(0, delay.RttMs, 6);
        Assert.Equal(0, delay.UpMs, 6);
    }

    [Fact]
    public void Echoes_between_teach_the_floor_and_leave_the_split_alone()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        delay.Take(feed.Next(up: 25), false);
        delay.Take(feed.Echo(queue: 60), false);
        Assert.Equal(60, delay.RttMs, 6);
        Assert.Equal(25, delay.UpMs, 6);
        Assert.Equal(0, delay.DownMs, 6);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Stamps_of_whole_milliseconds_are_right_to_half_of_one(double phase)
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed { Offset = phase };
        for (int i = 0; i < 40; i++)
            delay.Take(Floored(feed.Next(quantum: 1)), true);
        delay.Take(Floored(feed.Next(up: 20, quantum: 1)), false);
        Assert.Equal(20, delay.UpMs, 1.0);
        Assert.Equal(20, delay.RttMs, 6);
    }

    [Fact]
    public void A_copy_is_a_whole_estimator()
    {
        OneWayDelay delay = default;
        var feed = new OneWayFeed();
        Quiet(ref delay, feed, 40);
        OneWayDelay copy = delay;
        delay.Take(feed.Next(up: 25), false);
        Assert.Equal(0, copy.UpMs, 6);
        Assert.InRange(System.Runtime.CompilerServices.Unsafe.SizeOf<OneWayDelay>(), 1, 768);
    }

    private static void Quiet(ref OneWayDelay delay, OneWayFeed feed, int samples)
    {
        for (int i = 0; i < samples; i++)
            delay.Take(feed.Next(), true);
    }

    private static TimedSample Floored(TimedSample sample)
    {
        double lost = sample.UpMs - Math.Floor(sample.UpMs);
        return new TimedSample
        {
            SentAt = sample.SentAt,
            Reflector = sample.Reflector,
            UpMs = sample.UpMs - lost,
            DownMs = sample.DownMs + lost,
            RttMs = sample.RttMs,
            QuantumMs = sample.QuantumMs,
        };
    }
}
