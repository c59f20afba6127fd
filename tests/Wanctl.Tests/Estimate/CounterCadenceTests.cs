using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>How often a counter is brought up to date, learned from the readings in which it moved.</summary>
public sealed class CounterCadenceTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    [InlineData(1000)]
    [InlineData(2000)]
    public void The_cadence_is_learned_whatever_its_turn_and_jitter(int every)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var counter = new Counter(seed) { EveryMs = every, JitterMs = every / 10 };
            counter.Read(Math.Max(20, every * 6 / 100));
            Assert.True(counter.Cadence.Slow, $"seed {seed}");
            Assert.InRange(counter.Cadence.Told.Millis, 0.85 * every, 1.15 * every);
        }
    }

    [Fact]
    public void A_counter_that_moves_with_each_reading_has_no_cadence_worth_telling()
    {
        var counter = new Counter(1);
        counter.Read(200);
        Assert.True(counter.Cadence.Known);
        Assert.False(counter.Cadence.Slow);
        Assert.Equal(Duration.Zero, counter.Cadence.Told);
        Assert.Equal(Duration.Zero, counter.Cadence.Doubt);
    }

    [Fact]
    public void A_standstill_of_a_counter_that_moved_with_each_reading_is_believed_at_once()
    {
        var counter = new Counter(1);
        counter.Read(20);
        counter.BytesPerMs = 0;
        counter.Read(1);
        Assert.True(counter.Cadence.Tells);
        Assert.Equal(counter.ReadAt, counter.Cadence.RefreshedAt);
    }

    [Fact]
    public void A_slow_counter_that_has_not_moved_says_nothing_until_it_is_long_overdue()
    {
        var counter = new Counter(1) { EveryMs = 1000 };
        counter.Read(60);
        counter.BytesPerMs = 0;
        counter.Read(12);
        Assert.False(counter.Cadence.Tells);
        counter.Read(25);
        Assert.True(counter.Cadence.Tells);
    }

    /// <summary>
    /// The reading comes up to 100 ms after the refresh. Where the two are not in step, the turns tell when it was.
    /// </summary>
    [Theory]
    [InlineData(250, 0.6)]
    [InlineData(330, 0.6)]
    [InlineData(730, 0.6)]
    [InlineData(500, 0.75)]
    [InlineData(1000, 0.75)]
    public void When_a_refresh_was_is_known_within_a_share_of_the_gap_between_readings(int every, double share)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var counter = new Counter(seed) { EveryMs = every };
            counter.Read(every * 12 / 100);
            double square = 0;
            int told = 0;
            for (int i = 0; i < 200; i++)
            {
                counter.Read(1);
                if (!counter.Cadence.Tells)
                    continue;
                double wrong = (counter.Cadence.RefreshedAt - counter.RefreshedAt).Millis;
                Assert.InRange(Math.Abs(wrong), 0, 110);
                square += wrong * wrong;
                told++;
            }
            Assert.True(told > 10, $"seed {seed}: {told}");
            Assert.InRange(Math.Sqrt(square / told), 0, share * 2 * counter.Cadence.Doubt.Millis);
        }
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(0, 1000)]
    [InlineData(1000, 200)]
    [InlineData(200, 2000)]
    public void Another_cadence_is_learned_in_time(int before, int after)
    {
        var counter = new Counter(3) { EveryMs = before };
        counter.Read(200);
        counter.EveryMs = after;
        counter.Read(300);
        if (after == 0)
            Assert.False(counter.Cadence.Slow);
        else
            Assert.InRange(counter.Cadence.Told.Millis, 0.85 * after, 1.15 * after);
    }

    [Fact]
    public void Counters_of_this_machines_kernel_are_true_whenever_they_are_read()
    {
        var counter = new Counter(1) { EveryMs = 1000, Detailed = true };
        for (int i = 0; i < 50; i++)
        {
            counter.Read(1);
            Assert.True(counter.Cadence.Tells);
            Assert.Equal(counter.ReadAt, counter.Cadence.RefreshedAt);
        }
        Assert.False(counter.Cadence.Slow);
    }

    [Fact]
    public void A_restart_forgets_when_it_moved_but_not_how_often()
    {
        var counter = new Counter(1) { EveryMs = 1000 };
        counter.Read(60);
        counter.Restart();
        Assert.True(counter.Cadence.Slow);
        Assert.InRange(counter.Cadence.Told.Millis, 900, 1100);
        counter.Read(1);
        Assert.True(counter.Cadence.Tells);
    }

    /// <summary>A counter that is read every 100 ms, give or take 5, and grows evenly.</summary>
    private sealed class Counter(int seed)
    {
        private const int ReadEveryMs = 100;

        private readonly Random _random = new(seed);
        private double _millis = 1000;
        private double _bytes;
        private double _shown;
        private double _refreshMs = 1000;
        private double _turnMs = 1000 + 990 * new Random(~seed).NextDouble();

        public CounterCadence Cadence { get; } = new();

        public int EveryMs { get; set; }

        public int JitterMs { get; init; }

        public bool Detailed { get; init; }

        public double BytesPerMs { get; set; } = 3000;

        public Instant ReadAt => At(_millis);

        public Instant RefreshedAt => At(_refreshMs);

        public void Read(int times)
        {
            for (int i = 0; i < times; i++)
            {
                Pass(ReadEveryMs + 10 * _random.NextDouble() - 5);
                var report = new DirectionReport
                {
                    Read = true, ReadAt = ReadAt, Bytes = (ulong)_shown, Detailed = Detailed,
                };
                Cadence.Take(in report, restarted: false);
            }
        }

        public void Restart()
        {
            _bytes = 0;
            _shown = 0;
            Cadence.Take(default, restarted: true);
        }

        private void Pass(double millis)
        {
            double until = _millis + millis;
            while (EveryMs > 0 && _turnMs <= until)
            {
                double at = Math.Max(_millis, _turnMs + JitterMs * (2 * _random.NextDouble() - 1));
                if (at > until)
                    break;
                _bytes += BytesPerMs * (at - _millis);
                _millis = at;
                _shown = _bytes;
                _refreshMs = at;
                _turnMs += EveryMs;
            }
            _bytes += BytesPerMs * (until - _millis);
            _millis = until;
            if (EveryMs > 0)
                return;
            _shown = _bytes;
            _refreshMs = until;
            _turnMs = until;
        }

        private static Instant At(double millis) => new((long)(millis * 1e6));
    }
}
