using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>
/// How often the cumulative sum cries wolf and how soon it finds a queue. Excesses are in standard deviations of the
/// noise, with a slack of one and an alarm at four, as the watch sets them on a noisy line; twenty samples are a
/// second. The measured figures stand beside the bounds.
/// </summary>
public sealed class CusumDetectorTests
{
    private const double Slack = 1;
    private const double Alarm = 4;
    private const int Samples = 400_000;
    private const int Runs = 2000;
    private const int Endless = 1000;

    [Theory]
    [InlineData(NoiseKind.Normal, 14_000)] // one in 18 000: a quarter of an hour
    [InlineData(NoiseKind.Even, 150_000)] // none in four millions
    [InlineData(NoiseKind.Exponential, 1_150)] // one in 1 300: a minute
    [InlineData(NoiseKind.LogNormal, 1_750)] // one in 2 130
    [InlineData(NoiseKind.Student, 8_500)] // one in 12 000
    [InlineData(NoiseKind.Pareto, 5_000)] // one in 7 000
    public void Noise_alone_alarms_at_most_once_in_so_many_samples(NoiseKind kind, int samples)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            var noise = new Noise(kind, seed);
            CusumDetector test = default;
            int alarms = 0;
            for (int i = 0; i < Samples; i++)
            {
                test.Take(At(i), noise.Next(), Slack, Alarm);
                if (test.Evidence < 1)
                    continue;
                alarms++;
                test.Clear(At(i));
            }
            Assert.InRange(alarms, 0, Samples / samples);
        }
    }

    [Theory]
    [InlineData(1.0, 31, 280)] // 28.1, at worst 195: a queue of the slack's height is found by what noise adds
    [InlineData(1.25, 15.5, 130)] // 13.8, 85
    [InlineData(1.5, 9.5, 55)] // 8.5, 35
    [InlineData(2.0, 5.5, 24)] // 4.9, 17
    [InlineData(3.0, 3.2, 11)] // 2.9, 8
    [InlineData(4.0, 2.5, 7)] // 2.3, 5
    [InlineData(6.0, 2.1, 4)] // 2.0, 3
    [InlineData(50.0, 2.0, 2)] // 2.0, 2
    public void A_step_is_found_after_so_many_samples(double height, double mean, int most)
    {
        (double delay, int worst) = Delays(_ => height);
        Assert.InRange(delay, 1, mean);
        Assert.InRange(worst, 1, most);
    }

    [Theory]
    [InlineData(0.05, 31, 62)] // 28.5, at worst 45
    [InlineData(0.1, 19, 37)] // 17.0, 26
    [InlineData(0.2, 11.5, 24)] // 10.5, 17
    [InlineData(0.5, 6.5, 13)] // 5.9, 9
    [InlineData(1.0, 4.4, 9)] // 4.0, 6
    [InlineData(2.0, 3.2, 6)] // 2.9, 4
    [InlineData(5.0, 2.2, 4)] // 2.0, 3
    public void A_ramp_is_found_after_so_many_samples(double rise, double mean, int most)
    {
        (double delay, int worst) = Delays(sample => rise * sample);
        Assert.InRange(delay, 1, mean);
        Assert.InRange(worst, 1, most);
    }

    [Fact]
    public void No_single_sample_is_believed_and_two_that_are_large_enough_are()
    {
        CusumDetector test = default;
        test.Take(At(0), 1e9, Slack, Alarm);
        Assert.Equal(0.5, test.Evidence);
        test.Take(At(1), 1e9, Slack, Alarm);
        Assert.Equal(1, test.Evidence);
    }

    [Fact]
    public void Without_noise_evidence_is_the_sum_over_the_slack_as_a_share_of_the_alarm()
    {
        CusumDetector test = default;
        for (int i = 1; i <= 8; i++)
        {
            test.Take(At(i), Slack + 0.5, Slack, Alarm);
            Assert.Equal(i * 0.5 / Alarm, test.Evidence, 12);
        }
    }

    [Fact]
    public void What_stays_within_the_slack_is_no_evidence_however_long_it_lasts()
    {
        CusumDetector test = default;
        for (int i = 0; i < 100_000; i++)
            test.Take(At(i), Slack, Slack, Alarm);
        Assert.Equal(0, test.Evidence);
    }

    [Fact]
    public void Evidence_is_bounded_so_that_a_long_queue_is_forgotten_as_soon_as_a_short_one()
    {
        CusumDetector test = default;
        for (int i = 0; i < 10_000; i++)
            test.Take(At(i), 1e6, Slack, Alarm);
        Assert.InRange(test.Evidence, 1, 2.5);
        int calm = 0;
        while (test.Evidence >= 1 && calm < Endless)
            test.Take(At(10_000 + calm++), Slack - Alarm, Slack, Alarm);
        Assert.Equal(2, calm);
    }

    [Fact]
    public void The_onset_is_that_of_the_sample_with_which_the_sum_began_to_grow()
    {
        CusumDetector test = default;
        for (int i = 0; i < 5; i++)
            test.Take(At(i), 0, Slack, Alarm);
        Assert.Equal(At(4), test.Onset);
        for (int i = 5; i < 9; i++)
        {
            test.Take(At(i), 2, Slack, Alarm);
            Assert.Equal(At(5), test.Onset);
        }
        test.Take(At(9), Slack - Alarm, Slack, Alarm);
        Assert.Equal(At(9), test.Onset);
    }

    [Fact]
    public void Clearing_forgets_the_evidence()
    {
        CusumDetector test = default;
        for (int i = 0; i < 10; i++)
            test.Take(At(i), 10, Slack, Alarm);
        test.Clear(At(10));
        Assert.Equal(0, test.Evidence);
        Assert.Equal(At(10), test.Onset);
        test.Take(At(11), 10, Slack, Alarm);
        Assert.Equal(0.5, test.Evidence);
        Assert.Equal(At(11), test.Onset);
    }

    [Fact]
    public void Evidence_never_falls_below_nothing_nor_is_it_ever_no_number()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            var noise = new Noise(NoiseKind.Pareto, seed);
            CusumDetector test = default;
            for (int i = 0; i < 100; i++)
            {
                double size = Math.Pow(10, 12 * noise.Share() - 6);
                test.Take(At(i), size * noise.Next(), size * noise.Share(), size * (noise.Share() + 1e-9));
                Assert.True(test.Evidence >= 0 && double.IsFinite(test.Evidence), $"seed {seed}, sample {i}");
            }
        }
    }

    [Fact]
    public void A_greater_excess_is_never_less_evidence()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            var noise = new Noise(NoiseKind.Normal, seed);
            CusumDetector less = default;
            CusumDetector more = default;
            for (int i = 0; i < 200; i++)
            {
                double excess = 2 * noise.Next();
                less.Take(At(i), excess, Slack, Alarm);
                more.Take(At(i), excess + noise.Share(), Slack, Alarm);
                Assert.True(more.Evidence >= less.Evidence, $"seed {seed}, sample {i}");
            }
        }
    }

    /// <summary>
    /// Samples until a queue is found that follows five seconds of noise: the mean of many runs and the worst.
    /// </summary>
    private static (double Mean, int Worst) Delays(Func<int, double> queue)
    {
        double sum = 0;
        int worst = 0;
        for (int seed = 0; seed < Runs; seed++)
        {
            var noise = new Noise(NoiseKind.Normal, seed);
            CusumDetector test = default;
            for (int i = 0; i < 100; i++)
            {
                test.Take(At(i), noise.Next(), Slack, Alarm);
                if (test.Evidence >= 1)
                    test.Clear(At(i));
            }
            int delay = 0;
            do
                test.Take(At(100 + ++delay), queue(delay) + noise.Next(), Slack, Alarm);
            while (test.Evidence < 1 && delay < Endless);
            sum += delay;
            worst = Math.Max(worst, delay);
        }
        return (sum / Runs, worst);
    }

    private static Instant At(int sample) => new(1 + sample * 50_000_000L);
}
