using Wanctl.Core.Measure.Timestamps;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Measure.Timestamps;

public sealed class TimestampTrialTests
{
    [Theory]
    [InlineData(TimestampForm.Standard, TimestampVerdict.Accepted)]
    [InlineData(TimestampForm.HighBit, TimestampVerdict.Accepted)]
    [InlineData(TimestampForm.LittleEndian, TimestampVerdict.Accepted)]
    [InlineData(TimestampForm.HalfWord, TimestampVerdict.HalfWord)]
    public void Each_form_is_told_from_the_others_at_any_time_of_day(TimestampForm form, TimestampVerdict verdict)
    {
        // In the first 65 s of a day the reversed form looks like the half word, which is refused.
        int first = form == TimestampForm.LittleEndian ? 2 : 0;
        for (int minute = first; minute < 24 * 60; minute++)
        {
            var host = new FarClock
            {
                OffsetMillis = minute * 60_000 + 0.3, Encode = TimestampTrackTests.EncoderOf(form),
            };
            (TimestampVerdict found, TimestampTrial trial) = Try(host);
            Assert.Equal(verdict, found);
            Assert.Equal(form, trial.Form);
        }
    }

    [Fact]
    public void A_host_half_a_day_off_with_a_jittery_path_is_accepted()
    {
        var random = new Random(3);
        var host = new FarClock { OffsetMillis = 86_399_000, Skew = 50e-6 };
        (TimestampVerdict found, _) = Try(host, beside: () =>
        {
            host.UpMillis = 5 + random.NextDouble() * 8;
            host.DownMillis = 5 + random.NextDouble();
        });
        Assert.Equal(TimestampVerdict.Accepted, found);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void A_coarse_clock_is_refused(int step) =>
        Assert.Equal(TimestampVerdict.Coarse, Try(new FarClock { Encode = FarClock.Steps(step) }).Verdict);

    [Fact]
    public void Requests_on_a_grid_cannot_tell_a_coarse_clock_from_a_fine_one()
    {
        (TimestampVerdict found, _) = Try(new FarClock(), spacing: 550);
        Assert.Equal(TimestampVerdict.PhaseLocked, found);
    }

    [Fact]
    public void A_clock_that_runs_away_is_refused()
    {
        // 1000 ppm are 4.8 ms in a test.
        Assert.Equal(TimestampVerdict.Drift, Try(new FarClock { Skew = 1e-3 }).Verdict);
        Assert.Equal(TimestampVerdict.Accepted, Try(new FarClock { Skew = 100e-6 }).Verdict);
    }

    [Fact]
    public void Random_values_are_refused()
    {
        var random = new Random(5);
        for (int i = 0; i < 200; i++)
        {
            var host = new FarClock { Encode = _ => (uint)random.NextInt64(86_400_000) };
            Assert.NotEqual(TimestampVerdict.Accepted, Try(host).Verdict);
            host.Encode = _ => (uint)random.NextInt64(uint.MaxValue);
            Assert.NotEqual(TimestampVerdict.Accepted, Try(host).Verdict);
        }
    }

    [Fact]
    public void Zeros_and_other_constants_are_refused()
    {
        Assert.Equal(TimestampVerdict.Constant, Try(new FarClock { Encode = _ => 0 }).Verdict);
        Assert.Equal(TimestampVerdict.Constant, Try(new FarClock { Encode = _ => 77_000_000 }).Verdict);
    }

    [Fact]
    public void A_mirror_is_refused()
    {
        (TimestampVerdict found, _) = Try(new FarClock(), change: answer =>
            answer with { Receive = answer.Nonce, Transmit = answer.Nonce });
        Assert.Equal(TimestampVerdict.Mirror, found);
    }

    [Theory]
    [InlineData(-1.5)]
    [InlineData(51.5)]
    public void A_host_that_keeps_requests_for_an_odd_time_is_refused(double turn) =>
        Assert.Equal(TimestampVerdict.Turn, Try(new FarClock { TurnMillis = turn }).Verdict);

    [Theory]
    [InlineData(2, TimestampVerdict.Accepted)]
    [InlineData(3, TimestampVerdict.Silent)]
    [InlineData(10, TimestampVerdict.Silent)]
    public void Eight_of_ten_have_to_be_answered(int lost, TimestampVerdict verdict)
    {
        int number = 0;
        Assert.Equal(verdict, Try(new FarClock(), change: answer => number++ < lost ? null : answer).Verdict);
    }

    [Fact]
    public void A_host_that_changes_the_originate_field_is_told_from_a_silent_one()
    {
        var trial = new TimestampTrial();
        trial.Start(new Instant(0));
        Instant now = Drive(trial, at => trial.TakeAltered());
        Assert.Equal(TimestampVerdict.NonceLost, trial.Judge(now));
    }

    [Fact]
    public void A_test_takes_five_seconds_and_waits_two_for_the_last_answer()
    {
        var trial = new TimestampTrial();
        trial.Start(new Instant(0));
        Instant last = Drive(trial, at => { }, settle: false);
        Assert.InRange(last.Nanos, 4_800_000_000, 5_000_000_000);
        Assert.Equal(TimestampVerdict.Pending, trial.Judge(last + Duration.FromMillis(1999)));
        Assert.Equal(TimestampVerdict.Silent, trial.Judge(last + Duration.FromMillis(2000)));
    }

    private static (TimestampVerdict Verdict, TimestampTrial Trial) Try(
        FarClock host, Action? beside = null, Func<TimestampAnswer, TimestampAnswer?>? change = null,
        int spacing = 1)
    {
        var trial = new TimestampTrial();
        trial.Start(new Instant(0));
        uint nonce = 1u << 31;
        Instant now = Drive(trial, at =>
        {
            beside?.Invoke();
            nonce = nonce * 1_664_525 + 1_013_904_223 | 1u << 31;
            TimestampAnswer answer = host.Answer(at, nonce);
            if (change is null)
                trial.Take(in answer);
            else if (change(answer) is { } other)
                trial.Take(in other);
        }, grid: spacing);
        return (trial.Judge(now), trial);
    }

    /// <summary>Steps a clock by milliseconds of a grid and sends what is due.</summary>
    private static Instant Drive(TimestampTrial trial, Action<Instant> sent, bool settle = true, int grid = 1)
    {
        Instant last = default;
        int count = 0;
        for (long millis = 0; count < TimestampTrial.Probes; millis += grid)
        {
            Assert.True(millis < 10_000, "a test ends");
            var now = new Instant(millis * 1_000_000);
            if (!trial.Due(now))
                continue;
            trial.Sent(now);
            sent(now);
            last = now;
            count++;
        }
        return settle ? last + TimestampTrial.Patience : last;
    }
}
