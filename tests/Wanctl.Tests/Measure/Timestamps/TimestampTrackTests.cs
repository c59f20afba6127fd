using Wanctl.Core.Measure.Timestamps;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Measure.Timestamps;

public sealed class TimestampTrackTests
{
    [Theory]
    [InlineData(0, 86_400_000, 0)]
    [InlineData(-86_399_990, 86_400_000, 10)]
    [InlineData(86_399_990, 86_400_000, -10)]
    [InlineData(43_199_999, 86_400_000, 43_199_999)]
    [InlineData(43_200_001, 86_400_000, -43_199_999)]
    [InlineData(2_147_483_640, 2_147_483_648, -8)]
    public void A_difference_is_the_shorter_way_around(double millis, long modulus, double wrapped) =>
        Assert.Equal(wrapped, TimestampCode.Wrap(millis, modulus));

    [Theory]
    [InlineData(TimestampForm.Standard, 12_345_678u)]
    [InlineData(TimestampForm.HighBit, 12_345_678u | 1u << 31)]
    [InlineData(TimestampForm.LittleEndian, 0x4E61BC00u)]
    public void Each_form_says_the_same_time(TimestampForm form, uint raw) =>
        Assert.Equal(12_345_678u, TimestampCode.MillisOf(raw, form));

    [Theory]
    [InlineData(TimestampForm.Standard)]
    [InlineData(TimestampForm.HighBit)]
    [InlineData(TimestampForm.LittleEndian)]
    public void Midnight_moves_nothing(TimestampForm form)
    {
        var host = new FarClock { Encode = EncoderOf(form), OffsetMillis = 86_400_000 - 30_000.5 };
        if (form == TimestampForm.HighBit)
            host.OffsetMillis = (1L << 31) - 30_000.5;
        var track = new TimestampTrack();
        double first = double.NaN;
        for (int i = 0; i < 1200; i++)
        {
            TimestampAnswer answer = host.Answer(new Instant(i * 50_618_034L));
            Assert.True(track.TryTake(in answer, form, out double up, out double down));
            first = i == 0 ? up : first;
            Assert.InRange(up - first, -1.01, 1.01);
            Assert.Equal(answer.RoundMillis(form), up + down, 6);
            // The stamps are whole milliseconds, so the time inside the host reads 0 or 1.
            Assert.InRange(up + down, 15, 16.1);
        }
    }

    [Fact]
    public void A_leap_second_and_summer_time_show_as_the_steps_they_are()
    {
        var host = new FarClock();
        var track = new TimestampTrack();
        TimestampAnswer answer = host.Answer(new Instant(0));
        track.TryTake(in answer, TimestampForm.Standard, out double first, out _);
        host.OffsetMillis += 3_600_000;
        answer = host.Answer(new Instant(50_000_000));
        track.TryTake(in answer, TimestampForm.Standard, out double summer, out double down);
        Assert.InRange(summer - first, 3_599_999, 3_600_001);
        Assert.Equal(answer.RoundMillis(TimestampForm.Standard), summer + down, 6);
        host.OffsetMillis -= 1000;
        answer = host.Answer(new Instant(100_000_000));
        track.TryTake(in answer, TimestampForm.Standard, out double leap, out _);
        Assert.InRange(leap - summer, -1001, -999);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(52)]
    public void A_host_that_kept_the_request_for_an_odd_time_gives_no_sample(double turn)
    {
        TimestampAnswer answer = new FarClock { TurnMillis = turn }.Answer(new Instant(0));
        var track = new TimestampTrack();
        Assert.False(track.TryTake(in answer, TimestampForm.Standard, out _, out _));
        answer = new FarClock().Answer(new Instant(1_000_000));
        Assert.True(track.TryTake(in answer, TimestampForm.Standard, out _, out _));
    }

    [Fact]
    public void The_time_inside_the_host_is_right_over_midnight()
    {
        var host = new FarClock { OffsetMillis = 86_399_990, UpMillis = 5, TurnMillis = 20 };
        TimestampAnswer answer = host.Answer(new Instant(0));
        Assert.Equal((86_399_995u, 15u), (answer.Receive, answer.Transmit));
        Assert.Equal(20, answer.TurnMillis(TimestampForm.Standard));
    }

    internal static Func<double, uint> EncoderOf(TimestampForm form) => form switch
    {
        TimestampForm.HighBit => FarClock.HighBit,
        TimestampForm.LittleEndian => FarClock.LittleEndian,
        TimestampForm.HalfWord => FarClock.HalfWord,
        _ => FarClock.Standard,
    };
}
