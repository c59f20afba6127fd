using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>How a direction uses its limit, and which limit that is.</summary>
public sealed class LimitUseTests
{
    private const double Ceiling = 100e6;

    [Fact]
    public void Until_the_shaper_says_otherwise_the_wanted_rate_is_the_limit()
    {
        var use = new LimitUse(Ceiling, new CounterChoice(), new LimitAccount());
        DirectionReport silent = default;
        use.Take(in silent, false, 40e6, new Instant(1), Tick);
        Assert.Equal(40e6, use.Applied);
        Assert.False(use.Known);
        Assert.False(use.Loaded || use.WasLoaded || use.Quiet);
        Assert.Equal(double.NaN, use.SinceInForce());
    }

    [Theory]
    [InlineData(1.0, true, false)]
    [InlineData(0.96, true, false)]
    [InlineData(0.94, false, false)]
    [InlineData(0.5, false, false)]
    [InlineData(0.02, false, false)]
    [InlineData(0.01, false, true)]
    [InlineData(0.0, false, true)]
    public void A_direction_is_loaded_that_fills_its_limit_and_quiet_that_carries_next_to_nothing(
        double share, bool loaded, bool quiet)
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(20 * 4, share);
        Assert.True(line.Use.Known);
        Assert.Equal(loaded, line.Use.Loaded);
        Assert.Equal(quiet, line.Use.Quiet);
        Assert.Equal(share, line.Use.Since(line.Now - Duration.FromSeconds(1)), 0.02);
    }

    [Theory]
    [InlineData(1e6, 60e3, true)]
    [InlineData(1e6, 70e3, false)]
    [InlineData(10e6, 140e3, true)]
    [InlineData(10e6, 160e3, false)]
    public void What_counts_as_nothing_is_a_share_of_the_ceiling_but_on_slow_lines_no_less_than_echoes_need(
        double ceiling, double carried, bool quiet)
    {
        var line = new Line(ceiling, ceiling);
        line.Run(20 * 4, carried / ceiling);
        Assert.Equal(quiet, line.Use.Quiet);
    }

    [Fact]
    public void A_load_is_remembered_for_a_moment_after_a_queue_has_slowed_it()
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(40, 1);
        Assert.True(line.Use.Loaded && line.Use.WasLoaded);
        line.Run(6, 0.3);
        Assert.False(line.Use.Loaded);
        Assert.True(line.Use.WasLoaded);
        line.Run(20, 0.3);
        Assert.False(line.Use.WasLoaded);
        Assert.False(line.Use.Quiet);
    }

    [Fact]
    public void The_peak_is_forgotten_with_a_time_constant_of_a_second()
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(40, 1);
        line.Run(4, 0);
        double before = line.Use.RecentPeak;
        line.Run(20, 0);
        Assert.Equal(before / Math.E, line.Use.RecentPeak, before / 1000);
    }

    [Fact]
    public void Counters_that_are_not_read_for_a_second_are_not_known()
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(40, 1);
        line.Silent(19);
        Assert.True(line.Use.Known && line.Use.Loaded);
        line.Silent(2);
        Assert.False(line.Use.Known || line.Use.Loaded || line.Use.WasLoaded || line.Use.Quiet);
        Assert.Equal(0, line.Use.Achieved);
        line.Run(4, 1);
        Assert.True(line.Use.Known && line.Use.Loaded);
    }

    [Fact]
    public void A_restart_of_the_counters_makes_them_unknown_until_they_were_read_twice()
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(41, 1);
        line.Restart();
        Assert.False(line.Use.Known);
        line.Run(4, 1);
        Assert.True(line.Use.Known && line.Use.Loaded);
        Assert.InRange(line.Use.Achieved, 0, 1.001 * Ceiling);
    }

    [Theory]
    [InlineData(0.98)]
    [InlineData(0.96)]
    [InlineData(0.93)]
    public void What_a_filled_shaper_counts_less_than_its_limit_is_learned(double counted)
    {
        var line = new Line(Ceiling, 50e6);
        line.Run(20 * 900, counted);
        Assert.True(line.Use.Loaded);
        Assert.Equal(1, line.Use.Since(line.Now - Duration.FromSeconds(1)), 0.005);
        Assert.Equal(50e6, line.Use.AsLimit(counted * 50e6), 0.005 * 50e6);
    }

    [Fact]
    public void Where_more_is_counted_than_a_full_shaper_was_thought_to_count_that_is_learned_at_once()
    {
        var line = new Line(Ceiling, 50e6);
        line.Run(20 * 900, 0.93);
        line.Run(20 * 3, 0.99);
        Assert.Equal(50e6, line.Use.AsLimit(0.99 * 50e6), 0.01 * 50e6);
    }

    [Fact]
    public void A_limit_that_is_never_filled_teaches_nothing_of_full_use()
    {
        var line = new Line(Ceiling, 50e6);
        line.Run(20 * 900, 0.85);
        Assert.Equal(40e6, line.Use.AsLimit(40e6), 1);
        Assert.False(line.Use.Loaded);
    }

    [Theory]
    [InlineData(0.86, 0.86)]
    [InlineData(0.97, 0.97)]
    [InlineData(0.75, 1)]
    public void While_packets_wait_a_shaper_is_filled_whatever_it_counts_within_what_a_line_adds(
        double counted, double learned)
    {
        var line = new Line(Ceiling, 50e6) { Queued = 20_000 };
        line.Run(20 * 12, counted);
        Assert.Equal(50e6, line.Use.AsLimit(learned * 50e6), 0.005 * 50e6);
        Assert.Equal(learned == counted, line.Use.Loaded);
    }

    [Fact]
    public void A_second_of_waiting_packets_is_asked_for_before_a_shaper_is_taken_for_filled()
    {
        var line = new Line(Ceiling, 50e6);
        line.Run(20 * 3, 0.86);
        for (int burst = 0; burst < 50; burst++)
        {
            line.Queued = 20_000;
            line.Run(16, 0.86);
            line.Queued = 0;
            line.Run(2, 0.86);
        }
        Assert.Equal(50e6, line.Use.AsLimit(50e6), 1);
    }

    [Theory]
    [InlineData(50e6, 2000, false)]
    [InlineData(50e6, 400, true)]
    [InlineData(1e6, 20_000, true)]
    public void CAKE_s_own_delay_says_that_packets_wait_where_its_mean_is_fresh_enough(
        double limit, uint micros, bool empty)
    {
        var line = new Line(Ceiling, limit) { DelayMicros = micros };
        line.Run(20, 0.95);
        Assert.Equal(empty ? 10 : 0, line.Use.EmptyReadings);
    }

    [Fact]
    public void Full_use_is_learned_as_fast_whether_counters_are_read_each_tick_or_each_fourth()
    {
        var often = new Line(Ceiling, 50e6) { ReadEvery = 1 };
        var seldom = new Line(Ceiling, 50e6) { ReadEvery = 4 };
        often.Run(20 * 120, 0.95);
        seldom.Run(20 * 120, 0.95);
        // After one time constant 63 % of the five per cent are learned.
        Assert.Equal(1 - 0.63 * 0.05, 1 / often.Use.AsLimit(1), 0.004);
        Assert.Equal(often.Use.AsLimit(1), seldom.Use.AsLimit(1), 0.004);
    }

    [Fact]
    public void A_wanted_rate_is_in_force_from_the_tick_that_brings_the_acknowledgement()
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(40, 1);
        Assert.InRange(line.Use.InForceSince.Nanos, 1, line.Now.Nanos);
        line.Want(60e6);
        Assert.Equal(Instant.Never, line.Use.InForceSince);
        line.Run(3, 1);
        Assert.Equal(Instant.Never, line.Use.InForceSince);
        line.Acknowledge();
        line.Run(1, 1);
        Instant since = line.Now;
        Assert.Equal(60e6, line.Use.Applied);
        Assert.Equal(since, line.Use.InForceSince);
        line.Run(50, 1);
        Assert.Equal(since, line.Use.InForceSince);
    }

    [Fact]
    public void Shapers_round_and_half_a_per_cent_is_the_same_rate()
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(10, 1);
        Instant since = line.Use.InForceSince;
        line.Want(1.004 * Ceiling);
        Assert.Equal(since, line.Use.InForceSince);
        line.Run(3, 1);
        Assert.Equal(since, line.Use.InForceSince);
        line.Want(1.006 * Ceiling);
        Assert.Equal(Instant.Never, line.Use.InForceSince);
    }

    [Fact]
    public void A_limit_that_somebody_else_set_is_the_one_in_force_and_not_ours()
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(40, 1);
        line.SetForeign(30e6);
        line.Run(30, 1);
        Assert.Equal(30e6, line.Use.Applied);
        Assert.Equal(Instant.Never, line.Use.InForceSince);
        Assert.True(line.Use.Loaded);
        Assert.Equal(1, line.Use.Since(line.Now - Duration.FromMillis(500)), 0.02);
        line.SetForeign(Ceiling);
        line.Run(2, 1);
        Assert.Equal(line.Now, line.Use.InForceSince);
    }

    [Fact]
    public void A_reading_that_was_under_way_while_a_write_took_effect_is_not_the_limit_in_force()
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(40, 1);
        line.Want(50e6);
        line.Acknowledge();
        line.Run(1, 1);
        Instant since = line.Use.InForceSince;
        Assert.Equal(line.Now, since);
        line.Stale = Ceiling;
        line.Run(line.ReadEvery, 1);
        Assert.Equal(50e6, line.Use.Applied);
        line.Stale = null;
        line.Run(20, 1);
        Assert.Equal((50e6, since), (line.Use.Applied, line.Use.InForceSince));
    }

    [Fact]
    public void A_queue_without_a_limit_says_nothing_of_the_one_in_force()
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(10, 1);
        line.SetForeign(0);
        line.Run(10, 1);
        Assert.Equal(Ceiling, line.Use.Applied);
    }

    [Fact]
    public void What_is_used_of_a_limit_in_force_is_known_from_the_first_reading_that_tells()
    {
        var line = new Line(Ceiling, Ceiling);
        line.Run(40, 1);
        line.Want(50e6);
        line.Acknowledge();
        line.Run(1, 1);
        Assert.Equal(double.NaN, line.Use.SinceInForce());
        line.Run(1, 0.8);
        Assert.Equal(double.NaN, line.Use.SinceInForce());
        line.Run(2, 0.8);
        Assert.Equal(0.8, line.Use.SinceInForce(), 0.1);
        line.Run(20, 0.8);
        Assert.Equal(0.8, line.Use.SinceInForce(), 0.01);
    }

    /// <summary>
    /// Both counters are followed all the time, so that a change from one to the other leaves no gap, and no rate is
    /// taken across it though they began anywhere and show different measures.
    /// </summary>
    [Theory]
    [InlineData(1000, 1.0)]
    [InlineData(2000, 1.03)]
    [InlineData(2000, 0.95)]
    public void A_change_of_counters_changes_no_figure(int every, double ratio)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            LimitUse? use = null;
            var limit = new LimitAccount();
            TwoCounters counters = null!;
            counters = new TwoCounters(seed)
            {
                QueueEveryMs = every,
                Ratio = ratio,
                Burst = 0.02,
                Follow = report =>
                {
                    limit.Take(in report, ShaperState.Ready, restarted: false, counters.Now);
                    use!.Take(in report, false, Ceiling, counters.Now, Tick);
                },
            };
            use = new LimitUse(Ceiling, counters.Choice, limit);
            counters.Until(CounterSource.Interface, 30);
            for (int i = 0; i < 6; i++)
                Check(30);
            counters.OtherBits = 30e6;
            counters.Until(CounterSource.Queue, 10);
            Check(0);
            counters.OtherBits = 0;
            Check(100);

            void Check(int ticks)
            {
                for (int i = 0; i <= ticks; i++)
                {
                    Assert.True(use.Known, $"seed {seed}");
                    Assert.InRange(use.AsLimit(use.Achieved) / Ceiling, 0.93, 1.1);
                    Assert.InRange(use.Since(counters.Now - Duration.FromSeconds(1)), 0.9, 1.15);
                    double bits = use.BitsBetween(counters.Now - Duration.FromSeconds(2), counters.Now);
                    Assert.InRange(bits / 2, 85e6, 112e6);
                    counters.Run(i < ticks ? 0.05 : 0);
                }
            }
        }
    }

    [Fact]
    public void A_full_packet_takes_its_bits_at_the_limit()
    {
        var line = new Line(Ceiling, 1e6);
        line.Run(2, 0);
        Assert.Equal(12, line.Use.PacketMs, 6);
    }

    [Fact]
    public void Whatever_a_shaper_says_every_figure_is_a_number()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var counters = new CounterChoice();
            var limit = new LimitAccount();
            var use = new LimitUse(Ceiling, counters, limit);
            Instant now = new(1);
            ulong bytes = 0;
            for (int i = 0; i < 120; i++)
            {
                Duration passed = new(random.Next(20) == 0 ? 0 : (long)(2e8 * random.NextDouble()));
                now += passed;
                double wanted = 1e6 + 99e6 * random.NextDouble();
                if (random.Next(3) == 0)
                    use.Want(wanted);
                DirectionReport report = Nonsense(random, now);
                report.Bytes = random.Next(2) == 0 ? bytes : report.Bytes;
                bytes = report.Bytes;
                bool restarted = random.Next(40) == 0;
                counters.Take(in report, restarted, now);
                limit.Take(in report, (ShaperState)random.Next(5), restarted, now);
                use.Take(in report, restarted, wanted, now, passed);
                Assert.True(
                    limit.Applied == Rate.Zero || use.Applied == limit.Applied.BitsPerSecond, $"seed {seed}, tick {i}");
                double[] figures =
                [
                    use.Applied, use.Achieved, use.RecentPeak, use.PacketMs, use.Since(now), use.AsLimit(1),
                    use.Since(now - Duration.FromSeconds(2)), use.BitsBetween(now - Duration.FromSeconds(1), now),
                    use.NewestRate, use.Cadence.Every.Seconds, use.Cadence.Told.Seconds, use.Cadence.Doubt.Seconds,
                ];
                foreach (double figure in figures)
                    Assert.True(figure >= 0 && double.IsFinite(figure), $"seed {seed}, tick {i}: {figure}");
                Assert.True(use.Applied > 0, $"seed {seed}, tick {i}");
                Assert.True(use.AsLimit(1) is >= 1 and <= 1.2500001, $"seed {seed}, tick {i}");
                Assert.False(double.IsInfinity(use.SinceInForce()), $"seed {seed}, tick {i}");
            }
        }
    }

    private static Duration Tick => Duration.FromMillis(50);

    private static DirectionReport Nonsense(Random random, Instant now) => new()
    {
        Outcome = (WriteOutcome)random.Next(4),
        Written = new Rate(random.Next(5) == 0 ? 0 : random.NextInt64(1_000_000_000)),
        Read = random.Next(2) == 0,
        Limit = new Rate(random.Next(5) == 0 ? 0 : random.NextInt64(1_000_000_000)),
        Bytes = random.Next(30) == 0 ? (ulong)random.NextInt64() : (ulong)random.Next(1_000_000_000),
        ReadAt = now - new Duration((long)(3e8 * random.NextDouble())),
    };

    /// <summary>A shaper whose counters are read every second tick of 50 ms.</summary>
    private sealed class Line(double ceiling, double limit)
    {
        private readonly CounterChoice _counters = new();
        private readonly LimitAccount _account = new();
        private double _bytes;
        private double _wanted = limit;
        private double _limit = limit;
        private double _acknowledged;
        private long _ticks;

        public int ReadEvery { get; init; } = 2;

        /// <summary>Bytes that each reading finds waiting.</summary>
        public uint Queued { get; set; }

        /// <summary>CAKE's mean delay; null where the shaper does not tell it.</summary>
        public uint? DelayMicros { get; init; }

        /// <summary>What readings show instead of the limit.</summary>
        public double? Stale { get; set; }

        public LimitUse Use => field ??= new LimitUse(ceiling, _counters, _account);

        public Instant Now => new(1_000_000_000 + _ticks * Tick.Nanos);

        public void Want(double rate)
        {
            _wanted = rate;
            Use.Want(rate);
        }

        public void SetForeign(double rate) => _limit = rate;

        /// <summary>The wanted rate is in force; the next tick says so.</summary>
        public void Acknowledge()
        {
            _limit = _wanted;
            _acknowledged = _wanted;
        }

        public void Restart()
        {
            _bytes = 0;
            Step(1, true, true);
        }

        /// <summary>Ticks in which the shaper passes a share of its limit; counted bytes.</summary>
        public void Run(int ticks, double share)
        {
            for (int i = 0; i < ticks; i++)
                Step(share, (_ticks + 1) % ReadEvery == 0, false);
        }

        public void Silent(int ticks)
        {
            for (int i = 0; i < ticks; i++)
                Step(1, false, false);
        }

        private void Step(double share, bool read, bool restarted)
        {
            _ticks++;
            _bytes += share * (_limit > 0 ? _limit : ceiling) / 8 * Tick.Seconds;
            DirectionReport report = default;
            if (_acknowledged > 0)
            {
                report.Outcome = WriteOutcome.Applied;
                report.Written = new Rate((long)_acknowledged);
                _acknowledged = 0;
            }
            if (read)
            {
                report.Read = true;
                report.ReadAt = Now;
                report.Bytes = (ulong)_bytes;
                report.Limit = new Rate((long)(Stale ?? _limit));
                report.QueuedBytes = Queued;
                report.Detailed = DelayMicros.HasValue;
                report.DelayMicros = DelayMicros ?? 0;
            }
            _counters.Take(in report, restarted, Now);
            _account.Take(in report, ShaperState.Ready, restarted, Now);
            Use.Take(in report, restarted, _wanted, Now, Tick);
        }
    }
}
