using Wanctl.Core.Units;
using Wanctl.Host.Time;

namespace Wanctl.Tests.Host.Time;

/// <summary>Two clocks, read by a thread that may be interrupted at any moment.</summary>
public class ClockPairTests
{
    private const long Wall = 1_700_000_000_000_000_000;

    [Fact]
    public void Undisturbed_clocks_are_read_once_and_lie_in_the_middle()
    {
        ClockPair pair = Read(out int reads, (1000, 400));

        Assert.Equal(2, reads);
        Assert.Equal((1200L, Wall), (pair.Now.Nanos, pair.WallNanos));
    }

    [Fact]
    public void An_interrupted_reading_is_read_again()
    {
        ClockPair pair = Read(out int reads, (1000, 4_000_000), (5_000_000, ClockPair.ApartMaxNanos));

        Assert.Equal(4, reads);
        Assert.Equal((5_000_000 + ClockPair.ApartMaxNanos / 2, Wall + 1), (pair.Now.Nanos, pair.WallNanos));
    }

    [Fact]
    public void When_no_reading_is_good_the_closest_has_to_do()
    {
        ClockPair pair = Read(
            out int reads, (1000, 900_000), (2_000_000, 60_000), (3_000_000, 700_000), (4_000_000, 0));

        Assert.Equal(2 * ClockPair.ReadingsMax, reads);
        Assert.Equal((2_030_000L, Wall + 1), (pair.Now.Nanos, pair.WallNanos));
    }

    [Fact]
    public void The_real_clocks_are_read_without_allocation()
    {
        Instant begun = Clock.Now();
        ClockPair pair = ClockPair.Read();
        Assert.True(pair.Now >= begun && pair.Now <= Clock.Now());
        Assert.True(pair.WallNanos > 1_500_000_000_000_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            ClockPair.Read();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>Each reading begins at a moment and lasts for some time.</summary>
    private static ClockPair Read(out int reads, params (long At, long Lasts)[] readings)
    {
        int taken = 0;
        long wall = Wall;
        ClockPair pair = ClockPair.Read(
            () =>
            {
                (long at, long lasts) = readings[taken / 2];
                return new Instant(taken++ % 2 == 0 ? at : at + lasts);
            },
            () => wall++);
        reads = taken;
        return pair;
    }
}
