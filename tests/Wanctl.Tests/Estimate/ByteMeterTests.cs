using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>What passed, from counters that are read now and then, begin anew, and run out of range.</summary>
public sealed class ByteMeterTests
{
    /// <summary>Bytes in 100 ms at 10 Mbit/s.</summary>
    private const ulong Tenth = 125_000;

    private const double Mbps10 = 10e6;

    [Fact]
    public void Nothing_is_known_before_two_readings()
    {
        var meter = new ByteMeter();
        NothingKnown(meter);
        Assert.Equal(Instant.Never, meter.ReadAt);
        Assert.True(Read(meter, 1, 500));
        NothingKnown(meter);
        Assert.Equal(At(1), meter.ReadAt);
        Assert.True(Read(meter, 1.1, 500 + Tenth));
        Assert.True(meter.Known(At(1.1)));
        Assert.Equal(Mbps10, meter.NewestRate, 3);
    }

    [Fact]
    public void A_tick_without_a_reading_changes_nothing()
    {
        ByteMeter meter = Steady(20);
        double before = meter.RateOver(Duration.FromMillis(300));
        DirectionReport silent = new() { Bytes = 77, ReadAt = At(50) };
        Assert.False(meter.Take(in silent, false, 1e9));
        Assert.Equal(At(2), meter.ReadAt);
        Assert.Equal(before, meter.RateOver(Duration.FromMillis(300)));
    }

    [Fact]
    public void A_reading_that_is_no_later_than_the_last_is_not_taken()
    {
        ByteMeter meter = Steady(20);
        Assert.False(Read(meter, 2, 99 * Tenth));
        Assert.False(Read(meter, 1.5, 99 * Tenth));
        Assert.Equal(Mbps10, meter.NewestRate, 3);
        Assert.True(Read(meter, 2.1, 21 * Tenth));
        Assert.Equal(Mbps10, meter.NewestRate, 3);
    }

    [Fact]
    public void A_counter_that_is_not_read_for_a_second_is_not_known()
    {
        ByteMeter meter = Steady(20);
        Assert.True(meter.Known(At(2.999)));
        Assert.False(meter.Known(At(3)));
        Assert.True(Read(meter, 9, 90 * Tenth));
        Assert.True(meter.Known(At(9)));
        Assert.Equal(Mbps10, meter.NewestRate, 3);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(250)]
    [InlineData(1000)]
    [InlineData(1900)]
    public void A_steady_pace_is_the_rate_over_every_window(double millis)
    {
        ByteMeter meter = Steady(25);
        Instant from = At(2.5) - Duration.FromMillis(millis);
        Assert.Equal(Mbps10, meter.RateOver(Duration.FromMillis(millis)), 3);
        Assert.Equal(Mbps10, meter.RateSince(from), 3);
        Assert.Equal(Mbps10 * millis / 1000, meter.BitsBetween(from, At(2.5)), 3);
    }

    [Fact]
    public void A_window_ends_with_the_newest_reading_and_sees_a_change_in_it()
    {
        ByteMeter meter = Steady(20);
        Read(meter, 2.1, 20 * Tenth + 3 * Tenth);
        Assert.Equal(3 * Mbps10, meter.NewestRate, 3);
        Assert.Equal(2 * Mbps10, meter.RateOver(Duration.FromMillis(200)), 3);
        Assert.Equal(2 * Mbps10, meter.RateSince(At(1.9)), 3);
        // Whole readings: of one that only partly belongs to the window nothing counts, but the newest always does.
        Assert.Equal(3 * Mbps10, meter.RateSince(At(1.95)), 3);
        Assert.Equal(3 * Mbps10, meter.RateSince(At(2.05)), 3);
        Assert.Equal(3 * Mbps10, meter.RateSince(At(7)), 3);
    }

    [Fact]
    public void The_pace_is_even_between_readings_and_goes_on_after_the_newest()
    {
        ByteMeter meter = Steady(20);
        Read(meter, 2.1, 20 * Tenth + 3 * Tenth);
        Assert.Equal(0.5e6 + 1.5e6, meter.BitsBetween(At(1.95), At(2.05)), 3);
        Assert.Equal(1.5e6, meter.BitsBetween(At(2.05), At(2.1)), 3);
        Assert.Equal(3e6, meter.BitsBetween(At(2.05), At(2.15)), 3);
        Assert.Equal(3e6, meter.BitsBetween(At(2.2), At(2.3)), 3);
        Assert.Equal(0, meter.BitsBetween(At(2.1), At(2.1)));
        Assert.Equal(0, meter.BitsBetween(At(2.1), At(2.0)));
    }

    [Fact]
    public void What_passed_before_the_oldest_reading_is_not_known_and_counts_as_nothing()
    {
        ByteMeter meter = Steady(3);
        Assert.Equal(0, meter.BitsBetween(At(-5), At(0)), 3);
        Assert.Equal(3e6, meter.BitsBetween(At(-5), At(0.3)), 3);
    }

    [Fact]
    public void The_last_readings_are_kept_for_three_seconds_and_no_more_than_fixed_memory()
    {
        ByteMeter meter = Steady(1000);
        Assert.Equal(30e6, meter.BitsBetween(At(97), At(100)), 2);
        double all = meter.BitsBetween(At(0), At(100));
        Assert.InRange(all, 30e6, 40e6);
        Assert.Equal(Mbps10, meter.RateSince(At(0)), 2);
    }

    [Fact]
    public void A_counter_that_goes_back_adds_nothing_and_is_followed_from_there()
    {
        ByteMeter meter = Steady(20);
        Assert.True(Read(meter, 2.1, 3));
        Assert.Equal(0, meter.NewestRate);
        Assert.Equal(0.5 * Mbps10, meter.RateOver(Duration.FromMillis(200)), 3);
        Read(meter, 2.2, 3 + Tenth);
        Assert.Equal(Mbps10, meter.NewestRate, 3);
        Assert.Equal(11e6, meter.BitsBetween(At(1.0), At(2.2)), 3);
    }

    [Fact]
    public void A_counter_at_the_end_of_its_range_wraps_without_a_flood()
    {
        var meter = new ByteMeter();
        Read(meter, 0, ulong.MaxValue - 2 * Tenth);
        Read(meter, 0.1, ulong.MaxValue - Tenth);
        Read(meter, 0.2, ulong.MaxValue);
        Assert.Equal(Mbps10, meter.NewestRate, 3);
        Read(meter, 0.3, Tenth - 1);
        Assert.InRange(meter.NewestRate, 0, Mbps10);
        Read(meter, 0.4, 2 * Tenth - 1);
        Assert.Equal(Mbps10, meter.NewestRate, 3);
    }

    [Fact]
    public void A_restart_forgets_all_and_two_readings_make_it_known_again()
    {
        ByteMeter meter = Steady(20);
        DirectionReport silent = default;
        Assert.False(meter.Take(in silent, true, 0));
        NothingKnown(meter);
        Read(meter, 2.1, 9 * Tenth);
        NothingKnown(meter);
        Read(meter, 2.2, 10 * Tenth);
        Assert.Equal(Mbps10, meter.NewestRate, 3);
        Assert.Equal(1e6, meter.BitsBetween(At(0), At(2.2)), 3);
    }

    [Fact]
    public void A_restart_with_a_reading_begins_with_that_reading()
    {
        ByteMeter meter = Steady(20);
        var report = new DirectionReport { Read = true, ReadAt = At(2.1), Bytes = 99 * Tenth };
        Assert.True(meter.Take(in report, true, 0));
        NothingKnown(meter);
        Read(meter, 2.2, 100 * Tenth);
        Assert.Equal(Mbps10, meter.NewestRate, 3);
    }

    [Fact]
    public void What_passed_of_a_reading_since_a_moment_within_it_is_what_the_pace_before_does_not_explain()
    {
        ByteMeter meter = Steady(20);
        Read(meter, 2.1, 20 * Tenth + Tenth / 2);
        // Until 2.05 at 10 Mbit/s: 0.5 Mbit; that is all that passed until 2.1.
        Assert.Equal(0, meter.BitsAfter(At(2.05)), 3);
        Assert.Equal(0.25e6, meter.BitsAfter(At(2.025)), 3);
        Assert.Equal(0.5e6, meter.BitsAfter(At(2.0)), 3);
        Assert.Equal(0, meter.BitsAfter(At(2.09)));
        Assert.Equal(0, new ByteMeter().BitsAfter(At(1)));
        Assert.Equal(0, Steady(1).BitsAfter(At(0.05)));
    }

    [Fact]
    public void The_use_is_a_share_of_what_was_allowed_over_whole_readings()
    {
        var meter = new ByteMeter();
        for (int i = 0; i <= 10; i++)
            Read(meter, i * 0.1, (ulong)i * Tenth, allowed: 7 + i * 2e6);
        Read(meter, 1.1, 11 * Tenth + Tenth, allowed: 7 + 22e6);
        Assert.Equal(0.75, meter.UseSince(At(0.9)), 9);
        Assert.Equal(1, meter.UseSince(At(1.05)), 9);
        Assert.Equal(0.5, meter.UseBetween(At(0.2), At(0.8)), 9);
        Assert.Equal(0.75, meter.UseBetween(At(0.9), At(5)), 9);
        Assert.Equal(1, meter.UseBetween(At(0.95), At(1.1)), 9);
    }

    [Fact]
    public void Where_two_readings_are_wanting_or_nothing_was_allowed_the_use_is_not_a_number()
    {
        ByteMeter meter = Steady(20);
        Assert.Equal(double.NaN, meter.UseBetween(At(0.5), At(1.5)));
        Assert.Equal(0, meter.UseSince(At(0.5)));
        var allowed = new ByteMeter();
        Assert.Equal(double.NaN, allowed.UseBetween(At(0), At(9)));
        for (int i = 0; i <= 10; i++)
            Read(allowed, i * 0.1, (ulong)i * Tenth, i * 1e6);
        Assert.Equal(double.NaN, allowed.UseBetween(At(0.51), At(0.69)));
        Assert.Equal(double.NaN, allowed.UseBetween(At(-2), At(-1)));
        Assert.Equal(double.NaN, allowed.UseBetween(At(3), At(4)));
        Assert.Equal(1, allowed.UseBetween(At(0.49), At(0.61)), 9);
    }

    [Fact]
    public void The_parts_make_the_whole_wherever_it_is_cut()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            ByteMeter meter = Random(random, out double end);
            var cuts = new double[2 + random.Next(12)];
            for (int i = 0; i < cuts.Length; i++)
                cuts[i] = -1 + (end + 2) * random.NextDouble();
            Array.Sort(cuts);
            double parts = 0;
            for (int i = 1; i < cuts.Length; i++)
            {
                double part = meter.BitsBetween(At(cuts[i - 1]), At(cuts[i]));
                Assert.True(part >= 0, $"seed {seed}: {part}");
                parts += part;
            }
            double whole = meter.BitsBetween(At(cuts[0]), At(cuts[^1]));
            Assert.True(Math.Abs(whole - parts) <= 1e-6 * whole + 1, $"seed {seed}: {parts} of {whole}");
        }
    }

    [Fact]
    public void Between_two_readings_it_is_what_the_counter_says()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var meter = new ByteMeter();
            var read = new List<(double At, ulong Bytes)>();
            double at = 0;
            ulong bytes = (ulong)random.NextInt64();
            for (int i = 0; i < 30; i++)
            {
                Read(meter, at, bytes);
                read.Add((at, bytes));
                at += 0.02 + 0.07 * random.NextDouble();
                bytes += (ulong)random.Next(50_000_000);
            }
            int from = random.Next(29);
            int to = from + 1 + random.Next(29 - from);
            double passed = (read[to].Bytes - read[from].Bytes) * 8.0;
            Assert.Equal(passed, meter.BitsBetween(At(read[from].At), At(read[to].At)), 1e-6 * passed + 8);
            double since = (read[^1].Bytes - read[from].Bytes) * 8.0 / (read[^1].At - read[from].At);
            Assert.Equal(since, meter.RateSince(At(read[from].At)), 1e-6 * since + 8);
        }
    }

    [Fact]
    public void Garbage_gives_no_negative_amount_and_no_number_that_is_none()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            ByteMeter meter = Random(random, out double end);
            Instant from = At((end + 2) * random.NextDouble() - 1);
            Instant to = At((end + 2) * random.NextDouble() - 1);
            double[] amounts =
            [
                meter.NewestRate, meter.RateSince(from), meter.UseSince(from), meter.BitsBetween(from, to),
                meter.BitsAfter(meter.ReadAt), meter.RateOver(Duration.FromSeconds(0.01 + random.NextDouble())),
            ];
            foreach (double amount in amounts)
                Assert.True(amount >= 0 && double.IsFinite(amount), $"seed {seed}: {amount}");
        }
    }

    private static void NothingKnown(ByteMeter meter)
    {
        Assert.False(meter.Known(meter.ReadAt));
        Assert.Equal(0, meter.NewestRate);
        Assert.Equal(0, meter.RateOver(Duration.FromMillis(200)));
        Assert.Equal(0, meter.RateSince(At(0)));
        Assert.Equal(0, meter.UseSince(At(0)));
        Assert.Equal(0, meter.BitsBetween(At(0), At(9)));
        Assert.Equal(double.NaN, meter.UseBetween(At(0), At(9)));
    }

    /// <summary>10 Mbit/s, read each 100 ms from 0 on so many times after the first.</summary>
    private static ByteMeter Steady(int readings)
    {
        var meter = new ByteMeter();
        for (int i = 0; i <= readings; i++)
            Read(meter, i * 0.1, (ulong)i * Tenth);
        return meter;
    }

    /// <summary>Readings at uneven times of a counter that begins anew now and then, wherever it stands.</summary>
    private static ByteMeter Random(Random random, out double end)
    {
        var meter = new ByteMeter();
        ulong bytes = random.Next(2) == 0 ? ulong.MaxValue - 1_000_000 : 0;
        double allowed = 0;
        double at = 0;
        int count = random.Next(100);
        for (int i = 0; i < count; i++)
        {
            unchecked
            {
                bytes += (ulong)random.Next(2_000_000);
            }
            if (random.Next(20) == 0)
                bytes = (ulong)random.Next(1000);
            at += random.Next(10) == 0 ? 1e-9 : 0.3 * random.NextDouble();
            allowed += 1e7 * random.NextDouble();
            var report = new DirectionReport { Read = random.Next(5) > 0, ReadAt = At(at), Bytes = bytes };
            meter.Take(in report, random.Next(50) == 0, allowed);
        }
        end = at;
        return meter;
    }

    private static bool Read(ByteMeter meter, double seconds, ulong bytes, double allowed = 0)
    {
        var report = new DirectionReport { Read = true, ReadAt = At(seconds), Bytes = bytes };
        return meter.Take(in report, false, allowed);
    }

    private static Instant At(double seconds) => new(10_000_000_000 + (long)Math.Round(seconds * 1e9));
}
