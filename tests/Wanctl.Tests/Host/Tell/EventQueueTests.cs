using Wanctl.Host.Tell;

namespace Wanctl.Tests.Host.Tell;

/// <summary>Happenings on their way to whoever tells them.</summary>
public class EventQueueTests
{
    [Fact]
    public void Happenings_come_out_in_the_order_they_went_in()
    {
        var queue = new EventQueue();
        Assert.False(queue.TryTake(out _));
        for (int i = 0; i < 1000; i++)
        {
            queue.Post(Happening.RouterLost, "router", "why", i);
            queue.Post(Happening.RouterConnected, "router");
            Assert.True(queue.TryTake(out HostEvent first));
            Assert.Equal(new HostEvent(Happening.RouterLost, "router", "why", i), first);
            Assert.True(queue.TryTake(out HostEvent second));
            Assert.Equal(Happening.RouterConnected, second.What);
            Assert.False(queue.TryTake(out _));
        }
        Assert.Equal(0, queue.Dropped);
    }

    [Fact]
    public void When_nobody_listens_the_oldest_are_dropped_and_counted()
    {
        var queue = new EventQueue();
        for (int i = 0; i < EventQueue.Capacity + 10; i++)
            queue.Post(Happening.QueueTrouble, "q", "", i);

        Assert.Equal(10, queue.Dropped);
        for (int i = 10; i < EventQueue.Capacity + 10; i++)
        {
            Assert.True(queue.TryTake(out HostEvent happened));
            Assert.Equal(i, happened.Number);
        }
        Assert.False(queue.TryTake(out _));
    }
}
