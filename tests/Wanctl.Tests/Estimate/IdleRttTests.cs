using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>What is learned of the path, and above all what is not.</summary>
public sealed class IdleRttTests
{
    [Fact]
    public void The_first_answer_of_a_reflector_is_its_level()
    {
        var levels = new IdleRtt(3);
        Assert.Equal(double.NaN, levels.Reference);
        Assert.Equal(0, new Feed(levels).Loaded(1, 33));
        Assert.Equal(33, levels[1]);
        Assert.Equal(33, levels.Reference);
        Assert.Equal(double.NaN, levels[0]);
        Assert.Equal(0, new Feed(levels).Loaded(0, 21));
        Assert.Equal(21, levels.Reference);
    }

    [Theory]
    [InlineData(20, 32, 12)]
    [InlineData(20, 20, 0)]
    [InlineData(20, 14, 0)]
    [InlineData(0, 32, 0)]
    public void A_level_of_an_earlier_run_counts_unless_the_first_answer_is_lower(
        double restored, double first, double excess)
    {
        var levels = new IdleRtt(1);
        Assert.Equal(excess, levels.Take(0, first, restored, false, false, true, new Instant(1)), 9);
        Assert.Equal(first - excess, levels[0], 9);
    }

    [Fact]
    public void Reflectors_at_different_distances_have_levels_of_their_own()
    {
        var levels = new IdleRtt(3);
        var feed = new Feed(levels);
        var noise = new Noise(NoiseKind.Even, 1);
        double[] distance = [20, 35, 12];
        for (int i = 0; i < 1200; i++)
            feed.Quiet(i % 3, distance[i % 3] + 0.5 * noise.Next());
        for (int i = 0; i < 3; i++)
            Assert.Equal(distance[i], levels[i], 0.4);
        Assert.Equal(0.5, levels.ScatterMs, 0.1);
    }

    [Fact]
    public void While_the_line_is_quiet_a_level_follows_within_seconds()
    {
        var levels = new IdleRtt(1);
        var feed = new Feed(levels);
        feed.Quiet(0, 20);
        for (int i = 0; i < 40; i++)
            feed.Quiet(0, 20.4);
        // One time constant of two seconds: 63 % of the way.
        Assert.Equal(20 + 0.63 * 0.4, levels[0], 0.005);
    }

    [Fact]
    public void While_a_queue_stands_no_level_rises_however_long_it_stands()
    {
        var levels = new IdleRtt(3);
        var feed = new Feed(levels);
        var noise = new Noise(NoiseKind.Exponential, 1);
        for (int i = 0; i < 300; i++)
            feed.Quiet(i % 3, 20 + 10 * (i % 3) + noise.Next());
        double[] before = [levels[0], levels[1], levels[2]];
        for (int i = 0; i < 20 * 600; i++)
            feed.Loaded(i % 3, 35 + 10 * (i % 3) + noise.Next());
        for (int i = 0; i < 3; i++)
            Assert.Equal(before[i], levels[i]);
        Assert.Equal(15, feed.Loaded(0, before[0] + 15), 9);
    }

    [Fact]
    public void What_one_reflector_alone_shows_for_eight_samples_is_its_path()
    {
        var levels = new IdleRtt(2);
        var feed = new Feed(levels);
        feed.Loaded(0, 20);
        feed.Loaded(1, 30);
        for (int i = 0; i < 7; i++)
            Assert.Equal(12, feed.Alone(1, 42), 9);
        feed.Alone(1, 42);
        Assert.Equal(42, levels[1], 9);
        Assert.Equal(20, levels[0], 9);
        Assert.Equal(0, feed.Alone(1, 42), 9);
    }

    [Fact]
    public void Seven_samples_are_not_enough_and_one_calm_one_in_between_begins_the_count_anew()
    {
        var levels = new IdleRtt(1);
        var feed = new Feed(levels);
        feed.Loaded(0, 20);
        for (int round = 0; round < 50; round++)
        {
            for (int i = 0; i < 7; i++)
                feed.Alone(0, 32);
            feed.Alone(0, 20.2);
        }
        Assert.Equal(20, levels[0], 9);
    }

    [Fact]
    public void A_blip_of_a_fifth_of_a_second_on_a_quiet_line_moves_a_level_little()
    {
        var levels = new IdleRtt(1);
        var feed = new Feed(levels);
        for (int i = 0; i < 400; i++)
            feed.Quiet(0, 20);
        for (int i = 0; i < 4; i++)
            feed.Quiet(0, 220);
        Assert.InRange(levels[0], 20, 20.5);
    }

    [Fact]
    public void A_shorter_path_is_learned_from_four_samples_although_the_line_is_loaded()
    {
        var levels = new IdleRtt(1);
        var feed = new Feed(levels);
        for (int i = 0; i < 400; i++)
            feed.Loaded(0, 20);
        for (int i = 0; i < 3; i++)
            feed.Loaded(0, 19.2);
        Assert.Equal(20, levels[0], 9);
        feed.Loaded(0, 19.2);
        Assert.Equal(19.2, levels[0], 9);
    }

    [Fact]
    public void One_sample_is_enough_where_it_is_so_far_below_that_no_noise_is()
    {
        var levels = new IdleRtt(1);
        var feed = new Feed(levels);
        feed.Loaded(0, 40);
        feed.Loaded(0, 20);
        Assert.InRange(levels[0], 20, 20 + 2 * levels.ScatterMs);
    }

    [Theory]
    [InlineData(NoiseKind.Normal, 0.4)]
    [InlineData(NoiseKind.Normal, 6)]
    [InlineData(NoiseKind.Even, 0.1)]
    [InlineData(NoiseKind.Even, 3)]
    [InlineData(NoiseKind.Exponential, 2)]
    public void The_scatter_is_the_standard_deviation_of_the_noise(NoiseKind kind, double deviation)
    {
        double sum = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            var levels = new IdleRtt(2);
            var feed = new Feed(levels);
            var noise = new Noise(kind, seed);
            for (int i = 0; i < 1200; i++)
                feed.Quiet(i % 2, 60 + deviation * noise.Next());
            // Each is a mean over some ten seconds.
            Assert.InRange(levels.ScatterMs, 0.75 * deviation, 1.3 * deviation);
            sum += levels.ScatterMs / 20;
        }
        // A jump does not count in full, and what is far out of an exponential is taken for one: a little less.
        Assert.Equal(deviation, sum, (kind == NoiseKind.Exponential ? 0.16 : 0.08) * deviation);
    }

    [Fact]
    public void A_queue_moves_one_sample_as_the_next_and_does_not_count_as_scatter()
    {
        var levels = new IdleRtt(3);
        var feed = new Feed(levels);
        var noise = new Noise(NoiseKind.Normal, 1);
        for (int i = 0; i < 600; i++)
            feed.Quiet(i % 3, 20 + 0.3 * noise.Next());
        double before = levels.ScatterMs;
        for (int i = 0; i < 600; i++)
            feed.Loaded(i % 3, 80 + 0.3 * noise.Next());
        Assert.Equal(before, levels.ScatterMs, 0.1);
    }

    [Fact]
    public void A_queue_that_comes_and_goes_counts_a_fifth_as_much_while_nothing_is_held()
    {
        double held = Sawtooth(true);
        double moving = Sawtooth(false);
        Assert.True(held - 0.3 > 2.5 * (moving - 0.3), $"{held} and {moving}");
    }

    [Fact]
    public void A_single_jump_is_an_event_and_hardly_scatter()
    {
        var levels = new IdleRtt(1);
        var feed = new Feed(levels);
        for (int i = 0; i < 400; i++)
            feed.Loaded(0, 20 + (i % 2));
        double before = levels.ScatterMs;
        feed.Loaded(0, 5000);
        Assert.InRange(levels.ScatterMs, before, before + 0.02);
    }

    [Fact]
    public void A_shift_moves_the_level_by_as_much_and_never_to_nothing()
    {
        var levels = new IdleRtt(2);
        var feed = new Feed(levels);
        feed.Loaded(0, 20);
        levels.Shift(0, 15);
        Assert.Equal(35, levels[0], 9);
        levels.Shift(0, -100);
        Assert.InRange(levels[0], 1e-9, 0.001);
        levels.Shift(1, 15);
        Assert.Equal(double.NaN, levels[1]);
    }

    [Fact]
    public void A_shift_makes_what_was_counted_before_it_void()
    {
        var levels = new IdleRtt(1);
        var feed = new Feed(levels);
        feed.Loaded(0, 20);
        for (int i = 0; i < 7; i++)
            feed.Alone(0, 40);
        levels.Shift(0, 20);
        for (int i = 0; i < 8; i++)
            feed.Alone(0, 60);
        Assert.Equal(60, levels[0], 9);
    }

    [Fact]
    public void A_queue_that_drains_step_by_step_leaves_no_level_below_all_that_was_seen()
    {
        // As at a start on a line that is bloated: the first answer is the level, and the queue goes.
        var levels = new IdleRtt(1);
        var feed = new Feed(levels);
        foreach (double rtt in new double[] { 320, 245, 170, 95, 20 })
            feed.Loaded(0, rtt);
        Assert.InRange(levels[0], 20, 25);
        Assert.InRange(feed.Loaded(0, 20), -5, 1);
    }

    [Fact]
    public void Levels_stay_positive_and_are_never_above_all_that_was_seen_nor_no_number()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var levels = new IdleRtt(3);
            double highest = 0;
            Instant now = new(1);
            for (int i = 0; i < 200; i++)
            {
                now += new Duration(random.Next(10) == 0 ? 0 : (long)(1e9 * random.NextDouble()));
                double rtt = Delay(random);
                highest = Math.Max(highest, rtt);
                int reflector = random.Next(3);
                double excess = levels.Take(reflector, rtt, 0, Flip(random), Flip(random), Flip(random), now);
                bool sound = double.IsFinite(excess) && levels[reflector] >= 0 && double.IsFinite(levels.ScatterMs)
                    && levels.ScatterMs >= 0 && Math.Abs(rtt - levels[reflector] - excess) < 1e-6;
                Assert.True(sound, $"seed {seed}, sample {i}: {rtt} {excess} {levels[reflector]} {levels.ScatterMs}");
                Assert.True(levels[reflector] <= highest + levels.ScatterMs + 1e-9, $"seed {seed}, sample {i}");
            }
        }
    }

    private static double Sawtooth(bool held)
    {
        var levels = new IdleRtt(1);
        var noise = new Noise(NoiseKind.Normal, 2);
        Instant now = new(1);
        for (int i = 0; i < 400; i++)
            levels.Take(0, 20 + 0.3 * noise.Next(), 0, true, true, true, now += Duration.FromMillis(50));
        for (int i = 0; i < 200; i++)
        {
            double queue = 4 * (i % 4);
            levels.Take(0, 20 + queue + 0.3 * noise.Next(), 0, false, false, held, now += Duration.FromMillis(50));
        }
        return levels.ScatterMs;
    }

    private static bool Flip(Random random) => random.Next(2) == 0;

    private static double Delay(Random random) => random.Next(6) switch
    {
        0 => 0.001,
        1 => 1e6 * random.NextDouble() + 0.001,
        2 => 2_147_483,
        _ => 20 + 5 * random.NextDouble(),
    };

    /// <summary>Answers each 50 ms.</summary>
    private sealed class Feed(IdleRtt levels)
    {
        private Instant _now = new(1);

        public double Quiet(int reflector, double rttMs) => Take(reflector, rttMs, true, true);

        public double Loaded(int reflector, double rttMs) => Take(reflector, rttMs, false, false);

        public double Alone(int reflector, double rttMs) => Take(reflector, rttMs, false, true);

        private double Take(int reflector, double rttMs, bool quiet, bool alone)
        {
            _now += Duration.FromMillis(50);
            return levels.Take(reflector, rttMs, 0, quiet, alone, true, _now);
        }
    }
}
