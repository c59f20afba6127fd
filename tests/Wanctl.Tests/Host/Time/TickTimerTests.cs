using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Host.Time;

namespace Wanctl.Tests.Host.Time;

/// <summary>The grid of the loop; nothing here depends on how busy the machine is.</summary>
public class TickTimerTests
{
    [Theory]
    [InlineData(10, 1)]
    [InlineData(20, 2)]
    [InlineData(20, 3)]
    public void Every_turn_lies_on_the_grid(int millis, int groups)
    {
        using var timer = new TickTimer(Duration.FromMillis(millis), groups);
        long step = millis * 1_000_000 / groups;
        TickSlot first = timer.Wait();
        long turn = first.Tick * groups + first.Group;
        Instant start = first.Due + new Duration(-turn * step);
        for (int i = 0; i < 25; i++)
        {
            TickSlot slot = timer.Wait();
            long next = slot.Tick * groups + slot.Group;
            Assert.Equal(turn + 1 + slot.Skipped, next);
            Assert.Equal(start.Nanos + next * step, slot.Due.Nanos);
            Assert.True(slot.Now >= slot.Due);
            Assert.InRange(slot.Group, 0, groups - 1);
            turn = next;
        }
    }

    [Fact]
    public void A_stall_is_counted_and_skipped_but_not_replayed()
    {
        using var timer = new TickTimer(Duration.FromMillis(5), 1);
        TickSlot before = timer.Wait();
        Thread.Sleep(60);
        TickSlot after = timer.Wait();

        Assert.InRange(after.Skipped, 60 / 5 - 2, long.MaxValue);
        Assert.Equal(before.Tick + after.Skipped + 1, after.Tick);
        Assert.Equal(5_000_000 * (after.Tick - before.Tick), (after.Due - before.Due).Nanos);
        TickSlot next = timer.Wait();
        Assert.Equal(after.Tick + 1 + next.Skipped, next.Tick);
    }

    [Fact]
    public void The_first_turn_is_number_nought_and_comes_at_once()
    {
        Instant begun = Clock.Now();
        using var timer = new TickTimer(Duration.FromSeconds(3600), 1);
        TickSlot first = timer.Wait();

        Assert.Equal((0L, 0, 0L), (first.Tick, first.Group, first.Skipped));
        Assert.True(first.Due > begun);
    }

    [Fact]
    public void A_grid_that_has_ended_cannot_be_waited_for()
    {
        var timer = new TickTimer(Duration.FromMillis(1), 1);
        timer.Wait();
        timer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => timer.Wait());
        Assert.Equal(-1, timer.Descriptor);
        timer.Dispose();
    }

    [Fact]
    public void Waiting_allocates_nothing()
    {
        using var timer = new TickTimer(Duration.FromMillis(1), 1);
        timer.Wait();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
            timer.Wait();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
