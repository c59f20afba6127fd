using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Measure;

/// <summary>Four stamps become one sample, whatever the remote clock counts from.</summary>
public sealed class RemoteClockTests
{
    private static readonly Instant Sent = new(5_000_000_000_000);

    [Fact]
    public void The_directions_add_up_to_the_round_trip_without_the_time_inside_the_reflector()
    {
        var clock = new RemoteClock(0, 0);
        Assert.Equal(StampFault.None, Read(ref clock, 30, 1_000_012, 1_000_015, out TimedSample sample));
        Assert.Equal(27, sample.RttMs, 6);
        Assert.Equal(27, sample.UpMs + sample.DownMs, 6);
        Assert.Equal(1_000_012 - 5_000_000, sample.UpMs, 6);
        Assert.True(sample.Directed);
        Assert.Equal(3, sample.Reflector);
        Assert.Equal(Sent, sample.SentAt);
    }

    [Theory]
    [InlineData(12, 11.9, StampFault.Backward)]
    [InlineData(12, 62.1, StampFault.Held)]
    [InlineData(12, 42, StampFault.LongerThanRoundTrip)]
    [InlineData(12, 41.9, StampFault.None)]
    [InlineData(12, 12, StampFault.None)]
    public void Stamps_that_cannot_be_are_no_sample(double received, double sent, StampFault fault)
    {
        var clock = new RemoteClock(RemoteClock.DayMs, 1);
        Assert.Equal(fault, Read(ref clock, 30, received, sent, out _));
    }

    [Theory]
    [InlineData(RemoteClock.DayMs)]
    [InlineData(RemoteClock.FreeRunningMs)]
    public void A_clock_that_begins_again_moves_nothing(double modulus)
    {
        var clock = new RemoteClock(modulus, 1);
        Read(ref clock, 30, modulus - 4, modulus - 4, out TimedSample before);
        Assert.Equal(StampFault.None, Read(ref clock, 30, modulus - 4, 5, out TimedSample across));
        Assert.Equal(before.UpMs, across.UpMs, 6);
        Assert.Equal(30 - 9, across.RttMs, 6);
    }

    [Fact]
    public void Midnight_between_two_exchanges_moves_nothing()
    {
        var clock = new RemoteClock(RemoteClock.DayMs, 1);
        Read(ref clock, 30, RemoteClock.DayMs - 1, RemoteClock.DayMs - 1, out TimedSample before);
        Instant later = Sent + Duration.FromMillis(1);
        Assert.Equal(StampFault.None, clock.TryRead(3, later, later + Duration.FromMillis(30), 0, 0, out var after));
        Assert.Equal(before.UpMs, after.UpMs, 6);
        Assert.Equal(before.DownMs, after.DownMs, 6);
    }

    [Fact]
    public void A_clock_that_never_begins_again_may_step_by_a_day()
    {
        var clock = new RemoteClock(0, 0);
        Read(ref clock, 30, 0, 0, out TimedSample before);
        Read(ref clock, 30, RemoteClock.DayMs, RemoteClock.DayMs, out TimedSample after);
        Assert.Equal(RemoteClock.DayMs, after.UpMs - before.UpMs, 6);
    }

    private static StampFault Read(
        ref RemoteClock clock, double rtt, double received, double sent, out TimedSample sample) =>
        clock.TryRead(3, Sent, Sent + Duration.FromMillis(rtt), received, sent, out sample);
}
