using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>How far back a meter remembers.</summary>
public class ByteMeterMemoryTests
{
    private static readonly Instant Begin = new(1_000_000_000);
    private static readonly Duration Tick = Duration.FromMillis(50);

    [Fact]
    public void A_counter_that_is_read_every_tick_is_remembered_for_64_readings()
    {
        var meter = new ByteMeter();
        Instant now = Read(meter, readings: 500, every: Tick, bytesEach: 6250);

        Assert.Equal(63 * 50_000, meter.BitsBetween(now - Tick * 63, now), precision: 3);
    }

    [Fact]
    public void It_is_not_remembered_longer_however_often_it_is_read()
    {
        foreach (int millis in new[] { 50, 100, 250 })
        {
            var meter = new ByteMeter();
            Duration every = Duration.FromMillis(millis);
            Instant change = Read(meter, readings: 100, every, bytesEach: 1);
            Instant now = Read(meter, readings: 4000 / millis, every, bytesEach: 1000, after: change, counter: 100);

            // A mean since long ago holds nothing of what passed before the change.
            Assert.Equal(8000 / every.Seconds, meter.RateSince(Begin), precision: 3);
            Assert.Equal(Duration.FromSeconds(4), now - change);
        }
    }

    [Fact]
    public void After_a_long_pause_three_readings_are_left()
    {
        var meter = new ByteMeter();
        Instant now = Read(meter, readings: 3, every: Duration.FromSeconds(30), bytesEach: 3750);

        Assert.Equal(1000, meter.RateSince(Begin), precision: 3);
        Assert.Equal(60_000, meter.BitsBetween(now - Duration.FromSeconds(60), now), precision: 3);
    }

    private static Instant Read(
        ByteMeter meter, int readings, Duration every, ulong bytesEach, Instant? after = null, ulong counter = 0)
    {
        Instant now = after ?? Begin;
        for (int i = 0; i < readings; i++)
        {
            now += every;
            counter += bytesEach;
            var report = new DirectionReport { Read = true, Bytes = counter, ReadAt = now };
            Assert.True(meter.Take(in report, restarted: false, allowed: 0));
        }
        return now;
    }
}
