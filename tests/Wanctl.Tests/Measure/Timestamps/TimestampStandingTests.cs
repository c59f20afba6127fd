using Wanctl.Core.Measure.Timestamps;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Measure.Timestamps;

public sealed class TimestampStandingTests
{
    [Fact]
    public void A_good_host_is_used_after_its_test_and_one_request_in_eight_is_an_echo()
    {
        var life = new TimestampLife();
        life.Run(8);
        Assert.Equal((TimestampRole.Used, TimestampVerdict.Accepted), (life.Standing.Role, life.Standing.Verdict));
        (int timestamps, int echoes) = (life.Timestamps, life.Echoes);
        life.Run(80);
        Assert.Equal(7, Math.Round((life.Timestamps - timestamps) / (double)(life.Echoes - echoes)));
    }

    [Fact]
    public void A_silent_host_rests_for_ten_minutes_and_then_twice_as_long_each_time_up_to_a_day()
    {
        var life = new TimestampLife { AnswersTimestamps = false };
        var rests = new List<double>();
        life.Run(8);
        for (int i = 0; i < 12; i++)
        {
            Assert.Equal((TimestampRole.Resting, TimestampVerdict.Silent), (life.Standing.Role, life.Standing.Verdict));
            rests.Add(life.Standing.Rest.Seconds / 60);
            int before = life.Timestamps;
            life.SkipTo(life.Standing.RestUntil - Duration.FromSeconds(5));
            life.Run(4);
            Assert.Equal(before, life.Timestamps);
            life.Run(6);
            Assert.InRange(life.Timestamps - before, 1, TimestampStanding.Retries);
        }
        Assert.Equal([10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440, 1440], rests);
    }

    [Fact]
    public void A_host_that_comes_back_is_retried_tested_and_used()
    {
        var life = new TimestampLife { AnswersTimestamps = false };
        life.Run(8);
        life.AnswersTimestamps = true;
        int before = life.Timestamps;
        life.SkipTo(life.Standing.RestUntil);
        life.Run(2);
        Assert.Equal(TimestampRole.Tested, life.Standing.Role);
        Assert.InRange(life.Timestamps - before, TimestampStanding.Retries, TimestampStanding.Retries + 2);
        life.Run(7);
        Assert.Equal(TimestampRole.Used, life.Standing.Role);
    }

    [Fact]
    public void A_host_that_ceases_to_answer_timestamps_alone_is_asked_for_echoes()
    {
        var life = new TimestampLife();
        life.Run(8);
        life.AnswersTimestamps = false;
        int before = life.Timestamps;
        life.Run(10);
        Assert.Equal((TimestampRole.Resting, TimestampVerdict.Silent), (life.Standing.Role, life.Standing.Verdict));
        Assert.InRange(life.Timestamps - before, TimestampStanding.LostMax, 35);
    }

    [Fact]
    public void A_line_that_is_down_says_nothing_about_a_host()
    {
        var life = new TimestampLife();
        life.Run(8);
        (life.AnswersTimestamps, life.AnswersEchoes) = (false, false);
        life.Run(60);
        Assert.Equal(TimestampRole.Used, life.Standing.Role);
    }

    [Theory]
    [InlineData(TimestampForm.LittleEndian, TimestampVerdict.Drift)]
    [InlineData(TimestampForm.HalfWord, TimestampVerdict.HalfWord)]
    public void A_host_in_use_that_writes_the_time_another_way_goes_to_rest(
        TimestampForm form, TimestampVerdict verdict)
    {
        var life = new TimestampLife();
        life.Run(8);
        life.Host.Encode = TimestampTrackTests.EncoderOf(form);
        life.Run(6);
        Assert.Equal((TimestampRole.Resting, verdict), (life.Standing.Role, life.Standing.Verdict));
    }

    [Theory]
    [InlineData(TimestampForm.Standard)]
    [InlineData(TimestampForm.LittleEndian)]
    public void Midnight_leaves_a_host_in_use(TimestampForm form)
    {
        var life = new TimestampLife();
        life.Host.Encode = TimestampTrackTests.EncoderOf(form);
        life.Host.OffsetMillis = 86_400_000 - 20_000;
        life.Run(120);
        Assert.Equal((TimestampRole.Used, form), (life.Standing.Role, life.Standing.Form));
    }

    [Fact]
    public void A_host_in_use_whose_clock_stands_still_goes_to_rest()
    {
        var life = new TimestampLife();
        life.Run(8);
        life.Host.Encode = _ => 40_000_000;
        life.Run(6);
        Assert.Equal(TimestampVerdict.Constant, life.Standing.Verdict);
    }

    [Fact]
    public void A_clock_that_is_set_and_a_queue_that_swaps_sides_leave_a_host_in_use()
    {
        var life = new TimestampLife();
        life.Run(8);
        life.Host.OffsetMillis += 1000;
        life.Run(3);
        for (int i = 0; i < 20; i++)
        {
            (life.Host.UpMillis, life.Host.DownMillis) = (life.Host.DownMillis + 40 * (i % 2), life.Host.UpMillis);
            life.Run(0.5);
        }
        Assert.Equal(TimestampRole.Used, life.Standing.Role);
    }

    [Fact]
    public void A_host_that_was_of_use_rests_for_the_shortest_time_again()
    {
        var life = new TimestampLife { AnswersTimestamps = false };
        life.Run(8);
        life.SkipTo(life.Standing.RestUntil);
        life.Run(4);
        Assert.Equal(20, life.Standing.Rest.Seconds / 60);
        life.AnswersTimestamps = true;
        life.SkipTo(life.Standing.RestUntil);
        life.Run(21 * 60);
        Assert.Equal(TimestampRole.Used, life.Standing.Role);
        life.AnswersTimestamps = false;
        life.Run(10);
        Assert.Equal((TimestampRole.Resting, 10), (life.Standing.Role, life.Standing.Rest.Seconds / 60));
    }

    [Fact]
    public void Nothing_is_allocated_on_the_way()
    {
        var life = new TimestampLife();
        life.Run(20);
        life.AnswersTimestamps = false;
        life.Run(10);
        var standing = new TimestampStanding(new Instant(0));
        var host = new FarClock();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 2000; i++)
        {
            var now = new Instant(i * 50_000_000L);
            if (standing.AsksTimestamp(now))
            {
                TimestampAnswer answer = host.Answer(now);
                standing.Take(in answer, now);
            }
            else
            {
                standing.TakeEcho(answered: true, now);
            }
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
