using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>What counts as excess, how much of it means nothing on this line, and when it is a queue.</summary>
public sealed class DelayDetectorTests
{
    private const int Hours = 3;
    private const int SamplesAnHour = 72_000;

    [Fact]
    public void Nothing_is_known_before_an_answer()
    {
        var room = new WatchRoom(3);
        Assert.False(room.Lost());
        Assert.False(room.Watch.Fresh);
        Assert.Equal(double.NaN, room.Watch.LevelMs);
        Assert.Equal(Duration.Zero, room.Watch.CalmRtt);
        Assert.Equal(0, room.Watch.NewestMs);
        Assert.Equal(0, room.Watch.Evidence);
        Assert.Equal(Instant.Never, room.Watch.AnsweredAt);
    }

    [Fact]
    public void Excess_is_what_each_reflector_shows_above_its_own_level()
    {
        WatchRoom room = Calm(1);
        for (int i = 0; i < 3; i++)
        {
            room.Echo(room.Next, WatchRoom.Distance(room.Next) + 30);
            Assert.Equal(30, room.Watch.NewestMs, 0.3);
        }
        Assert.Equal(WatchRoom.Distance(0), room.Watch.LevelMs, 0.3);
        Assert.Equal(room.Watch.LevelMs, room.Watch.CalmRtt.Millis, 0.001);
    }

    [Fact]
    public void A_lost_echo_costs_nothing_but_its_sample()
    {
        WatchRoom room = Calm(1);
        room.Echo(room.Next, WatchRoom.Distance(room.Next) + 3);
        (double evidence, double newest, Instant at) = (room.Watch.Evidence, room.Watch.NewestMs, room.Now);
        for (int i = 0; i < 100; i++)
            room.Lost();
        Assert.False(room.Watch.Fresh);
        Assert.Equal((evidence, newest, at), (room.Watch.Evidence, room.Watch.NewestMs, room.Watch.AnsweredAt));
    }

    [Fact]
    public void Levels_are_learned_while_the_line_is_quiet_for_half_a_second_and_not_before()
    {
        WatchRoom room = Calm(1);
        double before = room.Watch.LevelMs;
        room.Quiet = true;
        for (int i = 0; i < 9; i++)
            room.All(0.9);
        Assert.Equal(before, room.Watch.LevelMs, 9);
        for (int i = 0; i < 60; i++)
            room.All(0.9);
        Assert.InRange(room.Watch.LevelMs, before + 0.4, before + 1);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(15)]
    [InlineData(80)]
    public void A_queue_that_stands_for_minutes_is_learned_by_nobody(double queueMs)
    {
        WatchRoom room = Calm(2);
        double before = room.Watch.LevelMs;
        for (int i = 0; i < 20 * 300; i++)
        {
            // The law does not hold a line on which a queue was found.
            if (room.All(queueMs + room.Chance(0.2)))
                room.Held = false;
        }
        Assert.Equal(before, room.Watch.LevelMs, 9);
        Assert.True(room.Watch.Evidence > 1 && room.Watch.Corroborated());
    }

    [Fact]
    public void What_is_farther_for_one_reflector_alone_is_no_queue_and_becomes_its_level()
    {
        WatchRoom room = Calm(3);
        for (int i = 0; i < 60; i++)
        {
            bool farther = room.Next == 1;
            Assert.False(room.Echo(room.Next, WatchRoom.Distance(room.Next) + (farther ? 25 : 0)));
        }
        room.Echo(1, WatchRoom.Distance(1) + 25);
        Assert.Equal(0, room.Watch.NewestMs, 0.5);
    }

    [Fact]
    public void A_queue_of_twice_the_threshold_is_told_within_three_samples()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            WatchRoom room = Calm(seed);
            int samples = 1;
            while (!room.All(10 + room.Chance(0.2)))
                samples++;
            Assert.InRange(samples, 2, 3);
        }
    }

    [Fact]
    public void Evidence_rises_with_a_queue_goes_with_it_and_is_forgotten_when_told()
    {
        WatchRoom room = Calm(4);
        double before = room.Watch.Evidence;
        for (int i = 0; i < 6; i++)
        {
            room.All(3);
            Assert.True(room.Watch.Evidence > before);
            before = room.Watch.Evidence;
        }
        Instant first = room.Now - Duration.FromMillis(5 * 50 + WatchRoom.Distance(0) + 3);
        Assert.Equal(0, (room.Watch.Onset - first).Millis, 1.0);
        for (int i = 0; i < 40; i++)
            room.All(0);
        Assert.Equal(0, room.Watch.Evidence);
        for (int i = 0; i < 6; i++)
            room.All(20);
        Assert.True(room.Watch.Evidence > 1);
        room.Watch.Clear(room.Now);
        Assert.Equal(0, room.Watch.Evidence);
        Assert.Equal(room.Now, room.Watch.Onset);
    }

    [Fact]
    public void A_still_line_has_the_least_slack_and_alarm_and_a_restless_one_those_of_its_scatter()
    {
        WatchRoom still = Calm(5, 0.05);
        Assert.Equal(0.25 * 5, still.Watch.SlackMs, 0.05);
        Assert.Equal(0.75 * 5, still.Watch.AlarmMs, 0.01);
        double before = 0;
        foreach (double deviation in new double[] { 2, 4, 8, 16 })
        {
            WatchRoom restless = Calm(5, deviation);
            Assert.Equal(deviation, restless.Watch.SlackMs, 0.35 * deviation);
            Assert.Equal(4 * deviation, restless.Watch.AlarmMs, 0.35 * 4 * deviation);
            Assert.True(restless.Watch.SlackMs > 1.4 * before);
            before = restless.Watch.SlackMs;
        }
    }

    [Fact]
    public void On_a_slow_line_the_packets_that_an_echo_waits_for_mean_nothing()
    {
        WatchRoom room = Calm(6, 0.05);
        double before = room.Watch.SlackMs;
        room.GrainMs = 12;
        room.All(0);
        Assert.Equal(before + 12, room.Watch.SlackMs, 0.1);
    }

    [Fact]
    public void What_a_held_line_shows_means_nothing_within_bounds()
    {
        WatchRoom room = Single();
        for (int i = 0; i < 20 * 60; i++)
            room.All(2 + room.Chance(0.05));
        Assert.Equal(1.25 + 2, room.Watch.SlackMs, 0.1);
        for (int i = 0; i < 20 * 60; i++)
            room.All(400);
        // What it shows counts up to the threshold, and so does its mean deviation.
        Assert.Equal(5 + 1.25 * 5, room.Watch.SlackMs, 0.1);
    }

    [Fact]
    public void While_a_step_is_judged_or_a_limit_is_not_yet_in_force_nothing_is_learned_of_that()
    {
        foreach (bool judged in new[] { true, false })
        {
            WatchRoom room = Single();
            double before = room.Watch.SlackMs;
            room.Held = !judged;
            room.Unchanged = judged ? room.Unchanged : Instant.Never;
            for (int i = 0; i < 20 * 60; i++)
                room.All(2);
            Assert.Equal(before, room.Watch.SlackMs, 0.05);
        }
    }

    [Fact]
    public void A_path_that_has_changed_is_taken_for_each_reflector_as_it_shows()
    {
        WatchRoom room = Calm(8, 0.05);
        double[] farther = [15, 22, 8];
        Instant since = room.Now;
        for (int i = 0; i < 18; i++)
            room.Echo(room.Next, WatchRoom.Distance(room.Next) + farther[room.Next]);
        double before = room.Watch.LevelMs;
        room.Watch.TakeAsPath(since);
        Assert.Equal(before + 15, room.Watch.LevelMs, 0.1);
        for (int age = 0; age < 15; age++)
            Assert.Equal(0, room.Watch.Samples[age].ExcessMs, 0.3);
        for (int i = 0; i < 3; i++)
        {
            room.Echo(room.Next, WatchRoom.Distance(room.Next) + farther[room.Next]);
            Assert.Equal(0, room.Watch.NewestMs, 0.3);
        }
    }

    [Fact]
    public void A_reflector_that_has_not_answered_since_moves_as_the_others_do()
    {
        WatchRoom room = Calm(9, 0.05);
        Instant since = room.Now;
        for (int i = 0; i < 12; i++)
            room.Echo(i % 2, WatchRoom.Distance(i % 2) + 20);
        room.Watch.TakeAsPath(since);
        room.Echo(2, WatchRoom.Distance(2) + 20);
        Assert.Equal(0, room.Watch.NewestMs, 0.3);
    }

    [Fact]
    public void One_reflector_that_answers_at_once_says_that_no_queue_is_ours()
    {
        WatchRoom room = Calm(10);
        for (int i = 0; i < 9; i++)
            room.Echo(room.Next, WatchRoom.Distance(room.Next) + (room.Next == 2 ? 0 : 60));
        Assert.True(room.Watch.Evidence >= 1);
        Assert.False(room.Watch.Corroborated());
        for (int i = 0; i < 3; i++)
            room.All(60);
        Assert.True(room.Watch.Corroborated());
    }

    [Fact]
    public void A_queue_has_drained_when_the_newest_and_those_before_it_say_so()
    {
        WatchRoom room = Calm(11);
        Assert.True(room.Watch.Drained(room.Watch.SlackMs));
        for (int i = 0; i < 5; i++)
            room.All(40);
        Assert.False(room.Watch.Drained(room.Watch.SlackMs));
        room.All(0);
        // One sample may be chance: its mean with the one before is still a queue's.
        Assert.False(room.Watch.Drained(room.Watch.SlackMs));
        room.All(0);
        Assert.True(room.Watch.Drained(room.Watch.SlackMs));
        room.All(room.Watch.SlackMs + 0.5);
        Assert.False(room.Watch.Drained(room.Watch.SlackMs));
    }

    [Theory]
    [InlineData(50, 40, 0, false)]
    [InlineData(50, 100, 0, false)]
    [InlineData(50, 105, 0, false)]
    [InlineData(50, 115, 0, true)]
    [InlineData(50, 300, 0, true)]
    [InlineData(50, 300, 250, false)]
    [InlineData(100, 115, 0, false)]
    [InlineData(100, 215, 0, true)]
    [InlineData(50, 100, 300, false)]
    [InlineData(-50, 300, 0, false)]
    public void What_falls_twice_as_fast_as_a_queue_that_empties_was_none(
        double apartMs, double before, double after, bool tooFast)
    {
        WatchRoom room = Calm(12, 0.05);
        Instant sent = room.Now;
        room.Answer(0, WatchRoom.Distance(0) + before, sent);
        room.Answer(1, WatchRoom.Distance(1) + after, sent + Duration.FromMillis(apartMs));
        // Beyond 100 ms in 50, twice the least slack and alarm: 10 ms.
        Assert.Equal(tooFast, room.Watch.FellTooFast());
    }

    [Fact]
    public void What_two_samples_agree_on_stands_and_far_beyond_the_threshold_it_is_glaring()
    {
        WatchRoom room = Calm(13);
        room.All(500);
        Assert.InRange(room.Watch.StandingMs, -2, 2);
        Assert.False(room.Watch.Glaring);
        room.All(480);
        Assert.Equal(480, room.Watch.StandingMs, 1.0);
        Assert.True(room.Watch.Glaring);
        room.All(8);
        Assert.False(room.Watch.Glaring);
    }

    [Fact]
    public void The_more_a_line_scatters_the_more_samples_it_takes_to_tell()
    {
        int before = 0;
        foreach (double deviation in new double[] { 0.05, 2, 4, 8, 100 })
        {
            WatchRoom room = Calm(14, deviation);
            Assert.InRange(room.Watch.Telling, Math.Max(3, before), 8);
            before = room.Watch.Telling;
        }
        Assert.Equal(8, before);
        Assert.Equal(3, Calm(14, 0.05).Watch.Telling);
    }

    [Fact]
    public void Levels_of_an_earlier_run_serve_until_the_line_has_shown_its_own()
    {
        var room = new WatchRoom(3);
        for (int i = 0; i < 3; i++)
            room.Restore(i, WatchRoom.Distance(i));
        for (int i = 0; i < 3; i++)
        {
            room.All(40);
            Assert.Equal(40, room.Watch.NewestMs, 9);
        }
    }

    [Theory]
    // Measured over twenty hours each.
    [InlineData(NoiseKind.Normal, 0.5, 180_000)] // none
    [InlineData(NoiseKind.Normal, 4, 20_000)] // one in 44 000
    [InlineData(NoiseKind.Even, 4, 180_000)] // one in 1 440 000
    [InlineData(NoiseKind.Exponential, 0.5, 180_000)] // none
    [InlineData(NoiseKind.Exponential, 1, 3_000)] // one in 5 200
    [InlineData(NoiseKind.Exponential, 4, 650)] // one in 800
    [InlineData(NoiseKind.Pareto, 4, 700)] // one in 890
    public void On_a_loaded_line_noise_alone_alarms_at_most_once_in_so_many_samples(
        NoiseKind kind, double deviation, int samples)
    {
        int alarms = 0;
        for (int seed = 1; seed <= Hours; seed++)
        {
            WatchRoom room = Calm(seed, kind, deviation);
            var noise = new Noise(kind, seed);
            for (int i = 0; i < SamplesAnHour; i++)
            {
                if (!room.All(Math.Max(-19, deviation * noise.Next())))
                    continue;
                alarms++;
                room.Watch.Clear(room.Now);
            }
        }
        Assert.InRange(alarms, 0, Hours * SamplesAnHour / samples);
    }

    [Theory]
    [InlineData(0.1, 1, 3.5)] // 2.2
    [InlineData(0.1, 2, 3.5)] // 2.3
    [InlineData(0.1, 5, 4)] // 2.8
    [InlineData(0.1, 20, 5.5)] // 4
    [InlineData(0.1, 100, 15)] // 10
    [InlineData(2, 1, 7)] // 4.5
    [InlineData(2, 5, 8)] // 5.5
    [InlineData(2, 20, 13)] // 9
    public void A_queue_that_grows_is_found_before_it_stands_so_high(double deviation, double msASecond, double most)
    {
        for (int seed = 0; seed < 30; seed++)
            Assert.InRange(HeightAtAlarm(seed, deviation, msASecond), 0, most);
    }

    [Fact]
    public void Whatever_comes_every_figure_is_a_number()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var room = new WatchRoom(3, seed);
            for (int i = 0; i < 100; i++)
            {
                room.Quiet = random.Next(3) == 0;
                room.Held = random.Next(3) == 0;
                room.Unchanged = random.Next(3) == 0 ? Instant.Never : new Instant(1);
                room.GrainMs = random.Next(5) == 0 ? 1.2e7 * random.NextDouble() : 0;
                Disturb(room, random);
                DelayDetector watch = room.Watch;
                double[] figures =
                [
                    watch.Evidence, watch.SlackMs, watch.AlarmMs, watch.NewestMs, watch.CalmRtt.Millis, watch.Telling,
                ];
                foreach (double figure in figures)
                    Assert.True(double.IsFinite(figure), $"seed {seed}, tick {i}: {string.Join(' ', figures)}");
                bool sound = watch.Evidence >= 0 && watch.SlackMs >= 0.25 * 5 && watch.AlarmMs >= 0.75 * 5
                    && (watch.AnsweredAt == Instant.Never || watch.LevelMs >= 0);
                Assert.True(sound, $"seed {seed}, tick {i}: {string.Join(' ', figures)}");
            }
        }
    }

    private static void Disturb(WatchRoom room, Random random)
    {
        switch (random.Next(12))
        {
            case 0:
                room.Lost();
                break;
            case 1:
                room.Echo(random.Next(3), 2_147_000 * random.NextDouble());
                break;
            case 2:
                room.Echo(random.Next(3), 0);
                break;
            case 3:
                room.Watch.Clear(room.Now);
                break;
            case 4 when room.Watch.Samples.Count > 0:
                room.Watch.TakeAsPath(room.Now - Duration.FromMillis(500 * random.NextDouble()));
                break;
            case 5:
                room.Answer(random.Next(3), 50 * random.NextDouble(), room.Now - Duration.FromSeconds(3));
                break;
            default:
                room.All(10 * random.NextDouble());
                break;
        }
    }

    /// <summary>
    /// How high a queue stands that grows so fast when it is found; infinite where it is not within a minute.
    /// </summary>
    private static double HeightAtAlarm(int seed, double deviation, double msASecond)
    {
        WatchRoom room = Calm(seed, deviation);
        for (int i = 1; i <= 20 * 60; i++)
        {
            double queue = msASecond * i * 0.05;
            if (room.All(queue + room.Chance(deviation)))
                return queue;
        }
        return double.PositiveInfinity;
    }

    private static WatchRoom Calm(int seed, NoiseKind kind, double deviation)
    {
        var room = new WatchRoom(3, seed, kind);
        room.Settle(deviation);
        return room;
    }

    private static WatchRoom Single()
    {
        var room = new WatchRoom(1, 7);
        room.Settle(0.05);
        return room;
    }

    private static WatchRoom Calm(int seed, double deviation = 0.2)
    {
        var room = new WatchRoom(3, seed);
        room.Settle(deviation);
        return room;
    }
}
