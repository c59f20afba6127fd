using Wanctl.Core.Estimate;

namespace Wanctl.Tests.Estimate;

/// <summary>Which of two counters tells what passes a queue: its own, unless the other shows the same sooner.</summary>
public sealed class CounterChoiceTests
{
    /// <summary>Learning the cadence, two comparisons of the same traffic, and the chance of turns.</summary>
    private const double Soon = 20;

    [Fact]
    public void A_counter_that_moves_with_each_reading_needs_no_other()
    {
        var counters = new TwoCounters { QueueEveryMs = 0 };
        counters.Run(60);
        Assert.Equal((CounterSource.Queue, 0), (counters.Source, counters.Asked));
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(500, 0)]
    [InlineData(1000, 0)]
    [InlineData(1000, 200)]
    [InlineData(2000, 0)]
    [InlineData(2000, 500)]
    public void An_interface_that_shows_the_same_sooner_is_used_and_stays_so(int queue, int other)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var counters = new TwoCounters(seed) { QueueEveryMs = queue, InterfaceEveryMs = other };
            counters.Until(CounterSource.Interface, Soon);
            int lost = 0;
            for (int i = 0; i < 1200; i++)
            {
                counters.Run(0.05);
                lost += counters.Source == CounterSource.Interface ? 0 : 1;
            }
            Assert.True(lost == 0, $"seed {seed}: {lost} ticks, {counters.Choice.Fault}");
        }
    }

    [Theory]
    [InlineData(0.85)]
    [InlineData(1.2)]
    [InlineData(3.0)]
    [InlineData(0.0)]
    public void Another_measure_is_not_used(double ratio)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var counters = new TwoCounters(seed) { Ratio = ratio };
            NeverUsed(counters, 120);
            Assert.NotEqual(CounterFault.None, counters.Choice.Fault);
        }
    }

    [Theory]
    [InlineData(0.97)]
    [InlineData(0.3)]
    [InlineData(0.0)]
    public void Other_traffic_is_not_taken_for_the_queues(double use)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var counters = new TwoCounters(seed) { Use = use, OtherBits = 25e6 };
            NeverUsed(counters, 120);
        }
    }

    [Fact]
    public void An_idle_line_proves_nothing_and_is_watched_until_it_is_used()
    {
        var counters = new TwoCounters { Use = 0.02, QueueEveryMs = 2000 };
        NeverUsed(counters, 300);
        Assert.Equal(CounterSource.Trial, counters.Source);
        counters.Use = 0.9;
        counters.Until(CounterSource.Interface, 10);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(2000)]
    public void Where_they_part_the_queues_counter_is_used_again(int every)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var counters = new TwoCounters(seed) { QueueEveryMs = every };
            counters.Until(CounterSource.Interface, Soon);
            counters.Run(20 + seed * 0.13);
            counters.OtherBits = 30e6;
            double took = counters.Until(CounterSource.Queue, 4 + every / 500.0);
            Assert.Equal(CounterFault.Differs, counters.Choice.Fault);
            counters.OtherBits = 0;
            Assert.True(took > 0.05);
            counters.Until(CounterSource.Interface, 60 + Soon);
        }
    }

    [Fact]
    public void Between_two_comparisons_of_other_traffic_the_rests_grow_to_an_hour()
    {
        var counters = new TwoCounters { Ratio = 1.5 };
        List<double> rests = [];
        for (int i = 0; i < 8; i++)
        {
            counters.Until(CounterSource.Trial, 3700);
            counters.Until(CounterSource.Queue, Soon);
            double from = counters.Seconds;
            counters.Until(CounterSource.Trial, 3700);
            rests.Add(Math.Round(counters.Seconds - from));
        }
        Assert.Equal([60, 120, 240, 480, 960, 1920, 3600, 3600], rests);
    }

    [Fact]
    public void An_interface_that_has_served_for_long_rests_as_the_first_time()
    {
        var counters = new TwoCounters { Ratio = 1.5 };
        counters.Run(200);
        counters.Ratio = 1;
        counters.Until(CounterSource.Interface, 500);
        counters.Run(600);
        counters.Ratio = 1.5;
        counters.Until(CounterSource.Queue, 8);
        Assert.Equal(60, counters.Until(CounterSource.Trial, 3700), 1.0);
    }

    [Theory]
    [InlineData(1000, CounterFault.NoFaster)]
    [InlineData(700, CounterFault.NoFaster)]
    [InlineData(0, CounterFault.Unread)]
    public void An_interface_that_is_no_faster_or_not_shown_is_asked_for_ten_seconds(int every, CounterFault fault)
    {
        var counters = new TwoCounters { InterfaceEveryMs = every, Shown = fault != CounterFault.Unread };
        counters.Until(CounterSource.Trial, 10);
        Assert.Equal(10, counters.Until(CounterSource.Queue, 11), 0.5);
        Assert.Equal(fault, counters.Choice.Fault);
        NeverUsed(counters, 600);
        // Three tries of ten seconds, two readings a tick of a tenth: 60, 120 and 240 s between them.
        Assert.InRange(counters.Asked, 200, 450);
    }

    [Fact]
    public void An_interface_that_becomes_slow_or_is_shown_no_more_is_left()
    {
        var slow = new TwoCounters { QueueEveryMs = 2000 };
        slow.Until(CounterSource.Interface, Soon);
        slow.InterfaceEveryMs = 2000;
        slow.Until(CounterSource.Queue, 12);
        Assert.NotEqual(CounterFault.None, slow.Choice.Fault);

        var silent = new TwoCounters();
        silent.Until(CounterSource.Interface, Soon);
        silent.Shown = false;
        silent.Until(CounterSource.Queue, 2);
        Assert.Equal(CounterFault.Unread, silent.Choice.Fault);
    }

    [Fact]
    public void A_queue_whose_counter_becomes_prompt_needs_no_other_any_more()
    {
        var counters = new TwoCounters();
        counters.Until(CounterSource.Interface, Soon);
        counters.QueueEveryMs = 0;
        counters.Until(CounterSource.Queue, 5);
        Assert.Equal(CounterFault.None, counters.Choice.Fault);
        int asked = counters.Asked;
        counters.Run(60);
        Assert.Equal(asked, counters.Asked);
    }

    [Fact]
    public void A_restart_of_the_router_asks_for_the_proof_again()
    {
        var counters = new TwoCounters();
        counters.Until(CounterSource.Interface, Soon);
        counters.Run(30);
        counters.Run(0.05, restarted: true);
        Assert.Equal(CounterSource.Trial, counters.Source);
        Assert.InRange(counters.Until(CounterSource.Interface, Soon), 3, Soon);
    }

    /// <summary>
    /// Whatever comes and goes, the interface is not used six seconds after it began to show a quarter of the limit
    /// that does not pass the queue.
    /// </summary>
    [Fact]
    public void At_no_time_is_other_traffic_believed_for_long()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var counters = new TwoCounters(seed) { QueueEveryMs = random.Next(2) == 0 ? 500 : 1500 };
            for (int spell = 0; spell < 60; spell++)
            {
                counters.OtherBits = random.Next(2) == 0 ? 0 : 25e6 + 50e6 * random.NextDouble();
                counters.Use = random.NextDouble();
                counters.InterfaceEveryMs = random.Next(4) == 0 ? 200 : 0;
                double length = 1 + 20 * random.NextDouble();
                counters.Run(Math.Min(length, 6));
                for (double past = 6; past < length; past += 0.05)
                {
                    counters.Run(0.05);
                    bool believed = counters.Source == CounterSource.Interface && counters.OtherBits > 0;
                    Assert.False(believed, $"seed {seed}, spell {spell}: {counters.OtherBits / 1e6:0} Mbit/s");
                }
            }
        }
    }

    private static void NeverUsed(TwoCounters counters, double seconds)
    {
        for (int i = 0; i < seconds * 20; i++)
        {
            counters.Run(0.05);
            Assert.NotEqual(CounterSource.Interface, counters.Source);
        }
    }
}
