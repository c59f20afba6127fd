using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>Several hosts: the median over them, and whose clock is not believed, with the reason.</summary>
public sealed class OneWayTableTests
{
    [Fact]
    public void Nothing_is_known_in_the_first_seconds_of_a_line_that_was_not_quiet()
    {
        var table = new OneWayTable(1);
        var feed = new OneWayFeed();
        for (int i = 0; i < 100; i++)
            Assert.Equal(ClockDoubt.NotSettled, table.Take(feed.Next(down: 30), quiet: false).Doubt);
        Assert.False(table.Known);
        for (int i = 0; i < 20; i++)
            table.Take(feed.Next(), quiet: true);
        Assert.True(table.Known);
        Assert.Equal(0, table.UpMs, 3);
    }

    [Fact]
    public void A_line_that_is_never_quiet_is_known_after_ten_seconds()
    {
        var table = new OneWayTable(1);
        var feed = new OneWayFeed();
        for (int i = 0; i < 400; i++)
            table.Take(feed.Next(down: i % 50), quiet: false);
        for (int i = 0; i < 5; i++)
            table.Take(feed.Next(up: 30), quiet: false);
        Assert.Equal(30, table.UpMs, 3);
        Assert.Equal(0, table.DownMs, 3);
    }

    [Fact]
    public void Of_an_echo_the_round_trip_counts_alone_and_the_reason_is_told()
    {
        var table = new OneWayTable(2);
        var feed = new OneWayFeed();
        for (int i = 0; i < 40; i++)
        {
            table.Take(feed.Next(), quiet: true);
            table.Take(feed.Echo(reflector: 1), quiet: true);
        }
        DirectedExcess echo = table.Take(feed.Echo(queue: 30, reflector: 1), quiet: false);
        Assert.Equal(ClockDoubt.RoundTripOnly, echo.Doubt);
        Assert.Equal(30, echo.RttMs, 3);
        Assert.Equal(double.NaN, echo.UpMs);
        Assert.Equal(0, table.UpMs, 3);
    }

    [Fact]
    public void One_answer_is_no_queue_and_three_of_five_are()
    {
        OneWayTable table = Calm(3, out OneWayFeed feed);
        for (int i = 0; i < 2; i++)
            table.Take(feed.Next(up: 30, reflector: (byte)i), quiet: false);
        Assert.Equal(0, table.UpMs, 3);
        table.Take(feed.Next(up: 30, reflector: 2), quiet: false);
        Assert.Equal(30, table.UpMs, 3);
        Assert.Equal(0, table.DownMs, 3);
    }

    [Fact]
    public void The_level_of_a_quiet_line_is_no_excess()
    {
        var table = new OneWayTable(1);
        var feed = new OneWayFeed();
        var noise = new Noise(NoiseKind.Even, 1);
        double sum = 0;
        for (int i = 0; i < 4000; i++)
        {
            DirectedExcess excess = table.Take(feed.Next(up: 3 + noise.Next()), quiet: true);
            sum += i >= 2000 ? excess.UpMs : 0;
        }
        Assert.Equal(0, sum / 2000, 0.1);
    }

    [Fact]
    public void A_long_queue_with_an_unknown_drift_makes_the_directions_uncertain_and_says_so()
    {
        OneWayTable table = Calm(1, out OneWayFeed feed);
        DirectedExcess last = default;
        for (int i = 0; i < 2400; i++)
            last = table.Take(feed.Next(down: 40), quiet: false);
        Assert.Equal(ClockDoubt.Uncertain, last.Doubt);
        Assert.Equal(40, last.RttMs, 3);
        Assert.False(table.Known);
        Assert.Equal(ClockDoubt.None, table.Take(feed.Next(), quiet: false).Doubt);
    }

    [Fact]
    public void A_clock_that_is_set_again_and_again_is_not_believed_until_it_stands_for_minutes()
    {
        OneWayTable table = Calm(3, out OneWayFeed feed);
        bool doubted = false;
        for (int i = 0; i < 1200; i++)
        {
            bool faulty = i % 3 == 0;
            double step = faulty && i % 120 == 0 ? 50 : 0;
            feed.Offset += step;
            DirectedExcess excess = table.Take(feed.Next(reflector: (byte)(i % 3)), quiet: true);
            feed.Offset -= step;
            doubted |= faulty && excess.Doubt == ClockDoubt.Unsteady;
            Assert.True(faulty || excess.Known, $"sample {i} of a good host: {excess.Doubt}");
            Assert.Equal(0, table.UpMs, 3);
        }
        Assert.True(doubted);
        DirectedExcess last = default;
        for (int i = 0; i < 20 * 60 * 9; i++)
            last = table.Take(feed.Next(reflector: (byte)(i % 3)), quiet: true);
        Assert.Equal(ClockDoubt.None, last.Doubt);
        Assert.Equal(ClockDoubt.None, table.Take(feed.Next(), quiet: true).Doubt);
    }

    [Fact]
    public void Answers_of_a_while_ago_say_nothing()
    {
        OneWayTable table = Calm(2, out OneWayFeed feed);
        feed.Silence(3);
        table.Take(feed.Echo(reflector: 1), quiet: true);
        Assert.False(table.Known);
    }

    [Fact]
    public void Rebase_moves_what_was_fused()
    {
        OneWayTable table = Calm(3, out OneWayFeed feed);
        for (int i = 0; i < 9; i++)
            table.Take(feed.Next(up: 15, down: 4, reflector: (byte)(i % 3)), quiet: false);
        Assert.Equal(15, table.UpMs, 3);
        table.Rebase(15, 0);
        Assert.Equal(0, table.UpMs, 3);
        Assert.Equal(4, table.DownMs, 3);
        table.Take(feed.Next(up: 15, down: 4), quiet: false);
        Assert.Equal(0, table.UpMs, 3);
    }

    [Fact]
    public void A_reflector_that_was_forgotten_begins_anew()
    {
        OneWayTable table = Calm(1, out OneWayFeed feed);
        table.Forget(0);
        feed.Offset = -1e9;
        Assert.Equal(ClockDoubt.NotSettled, table.Take(feed.Next(), quiet: true).Doubt);
        Assert.Equal(0, table[0].Steps);
    }

    [Fact]
    public void A_sample_allocates_nothing()
    {
        OneWayTable table = Calm(3, out OneWayFeed feed);
        var noise = new Noise(NoiseKind.Even, 1);
        var samples = new TimedSample[12_000];
        for (int i = 0; i < samples.Length; i++)
        {
            if (i % 1000 == 0)
                feed.Offset += 50;
            double queue = i % 400 > 200 ? 20 : 0;
            samples[i] = feed.Next(1 + noise.Next() + queue, 0.2, (byte)(i % 3), i % 2);
        }
        foreach (TimedSample sample in samples.AsSpan(0, 2000))
            table.Take(in sample, quiet: false);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 2000; i < samples.Length; i++)
            table.Take(in samples[i], quiet: i % 400 <= 200);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static OneWayTable Calm(int hosts, out OneWayFeed feed)
    {
        var table = new OneWayTable(hosts);
        feed = new OneWayFeed();
        for (int i = 0; i < 20 * hosts; i++)
            table.Take(feed.Next(reflector: (byte)(i % hosts)), quiet: true);
        return table;
    }
}
