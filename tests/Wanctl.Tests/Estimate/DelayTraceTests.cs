using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>What the last answers say, held against plain arithmetic over a list of all of them.</summary>
public sealed class DelayTraceTests
{
    [Fact]
    public void It_is_empty_at_first()
    {
        var trace = new DelayTrace();
        Assert.Equal(0, trace.Count);
        Assert.Equal(0, trace.CountSince(Instant.Never));
        Assert.Null(trace.MeanOf(0, 0));
        Assert.Equal(0, trace.Growth(0));
    }

    [Fact]
    public void The_newest_comes_first_and_the_oldest_is_forgotten()
    {
        var trace = new DelayTrace();
        for (int i = 0; i < 3 * DelayTrace.Capacity + 7; i++)
        {
            trace.Add(Sample(i, i));
            Assert.Equal(Math.Min(i + 1, DelayTrace.Capacity), trace.Count);
            for (int age = 0; age < trace.Count; age++)
                Assert.Equal(Sample(i - age, i - age), trace[age]);
        }
    }

    [Fact]
    public void Answers_are_counted_from_the_moment_they_were_sent()
    {
        var trace = new DelayTrace();
        for (int i = 0; i < 100; i++)
            trace.Add(Sample(i, 0));
        Assert.Equal(0, trace.CountSince(At(99) + new Duration(1)));
        Assert.Equal(1, trace.CountSince(At(99)));
        Assert.Equal(10, trace.CountSince(At(90)));
        Assert.Equal(9, trace.CountSince(At(90) + new Duration(1)));
        Assert.Equal(DelayTrace.Capacity, trace.CountSince(Instant.Never));
    }

    [Fact]
    public void An_answer_that_was_overtaken_ends_the_count()
    {
        var trace = new DelayTrace();
        trace.Add(Sample(5, 0));
        trace.Add(Sample(2, 0));
        trace.Add(Sample(6, 0));
        Assert.Equal(1, trace.CountSince(At(4)));
    }

    [Fact]
    public void A_straight_line_has_its_slope_in_seconds_a_second()
    {
        var trace = new DelayTrace();
        for (int i = 0; i < 20; i++)
            trace.Add(Sample(i, 7 + 0.3 * 50 * i));
        for (int count = 2; count <= 20; count++)
            Assert.Equal(0.3, trace.Growth(count), 9);
        Assert.Equal(0, trace.Growth(1));
    }

    [Fact]
    public void The_spread_is_the_widest_range_of_one_reflector()
    {
        var trace = new DelayTrace();
        Assert.Equal(0, trace.Spread(0));
        // Reflectors 0, 1, 2 in turn; between two of them no range counts.
        foreach ((int number, double excess) in ((int, double)[])[(0, 90), (3, 1), (4, 20), (5, 50), (6, 4), (7, 27)])
            trace.Add(Sample(number, excess));
        Assert.Equal(0, trace.Spread(1));
        Assert.Equal(7, trace.Spread(5));
        Assert.Equal(89, trace.Spread(6));
    }

    [Fact]
    public void Answers_of_one_moment_have_no_slope()
    {
        var trace = new DelayTrace();
        trace.Add(Sample(3, 10));
        trace.Add(Sample(3, 90));
        Assert.Equal(0, trace.Growth(2));
    }

    [Fact]
    public void Growth_agrees_with_least_squares_on_whatever_comes()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            DelayTrace trace = Random(seed, out List<DelaySample> all);
            int count = 2 + seed % (trace.Count - 1);
            double square = 0;
            double along = 0;
            List<DelaySample> last = all[^count..];
            double at = Average(last, sample => sample.SentAt.Nanos / 1e6);
            double excess = Average(last, sample => sample.ExcessMs);
            foreach (DelaySample sample in last)
            {
                square += (sample.SentAt.Nanos / 1e6 - at) * (sample.SentAt.Nanos / 1e6 - at);
                along += (sample.SentAt.Nanos / 1e6 - at) * (sample.ExcessMs - excess);
            }
            Assert.Equal(along / square, trace.Growth(count), 6);
        }
    }

    [Fact]
    public void Means_and_the_least_are_those_of_the_newest()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            DelayTrace trace = Random(seed, out List<DelaySample> all);
            int count = 1 + seed % trace.Count;
            List<DelaySample> last = all[^count..];
            Assert.Equal(Average(last, sample => sample.ExcessMs), trace.Mean(count), 9);
            double least = double.PositiveInfinity;
            foreach (DelaySample sample in last)
                least = Math.Min(least, sample.ExcessMs);
            Assert.Equal(least, trace.Least(count));
            for (byte reflector = 0; reflector < 4; reflector++)
            {
                List<DelaySample> own = last.FindAll(sample => sample.Reflector == reflector);
                double? mean = trace.MeanOf(reflector, count);
                Assert.Equal(own.Count > 0, mean.HasValue);
                if (mean is { } value)
                    Assert.Equal(Average(own, sample => sample.ExcessMs), value, 9);
            }
        }
    }

    [Fact]
    public void A_shift_moves_one_reflectors_answers_and_leaves_the_others()
    {
        DelayTrace trace = Random(3, out List<DelaySample> all);
        trace.Shift(1, -12.5);
        for (int age = 0; age < trace.Count; age++)
        {
            DelaySample before = all[^(age + 1)];
            double moved = before.Reflector == 1 ? before.ExcessMs - 12.5 : before.ExcessMs;
            Assert.Equal(before with { ExcessMs = moved }, trace[age]);
        }
    }

    /// <summary>A trace of any length with answers that are sent at uneven times.</summary>
    private static DelayTrace Random(int seed, out List<DelaySample> all)
    {
        var random = new Random(seed);
        var trace = new DelayTrace();
        all = [];
        long at = 1;
        int length = 2 + random.Next(2 * DelayTrace.Capacity);
        for (int i = 0; i < length; i++)
        {
            at += 1_000_000 + random.Next(100_000_000);
            var sample = new DelaySample(new Instant(at), 100 * random.NextDouble() - 20, (byte)random.Next(3));
            trace.Add(in sample);
            all.Add(sample);
        }
        return trace;
    }

    private static double Average(List<DelaySample> samples, Func<DelaySample, double> value)
    {
        double sum = 0;
        foreach (DelaySample sample in samples)
            sum += value(sample);
        return sum / samples.Count;
    }

    private static DelaySample Sample(int number, double excessMs) => new(At(number), excessMs, (byte)(number % 3));

    private static Instant At(int number) => new(1 + number * 50_000_000L);
}
