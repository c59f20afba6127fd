using Wanctl.Host.Router;

namespace Wanctl.Tests.Host.Router;

/// <summary>When a router is tried again.</summary>
public class RetryScheduleTests
{
    [Theory]
    [InlineData("Unreachable", new[] { 0.25, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 })]
    [InlineData("Dropped", new[] { 0.25, 0.5, 1, 2, 5, 10, 10 })]
    [InlineData("Refused", new double[] { 5, 10, 30, 30, 30, 30, 30 })]
    public void Waits_grow_by_kind_to_a_bound_with_a_fifth_of_chance(string kind, double[] seconds)
    {
        for (int run = 0; run < 50; run++)
        {
            var schedule = new RetrySchedule();
            for (int i = 0; i < run; i++)
                schedule.Next(RetryKind.Dropped);
            schedule.Reset();
            foreach (double wait in seconds)
                Assert.InRange(schedule.Next(Enum.Parse<RetryKind>(kind)).Seconds, wait * 0.9, wait * 1.1);
        }
    }

    [Fact]
    public void A_long_absence_does_not_lengthen_the_wait_after_a_dropped_conversation()
    {
        var schedule = new RetrySchedule();
        for (int i = 0; i < 1000; i++)
            schedule.Next(RetryKind.Unreachable);

        Assert.InRange(schedule.Next(RetryKind.Dropped).Seconds, 0.2, 0.3);
    }

    [Fact]
    public void Waits_are_not_all_alike()
    {
        var schedule = new RetrySchedule();
        var waits = new HashSet<long>();
        for (int i = 0; i < 100; i++)
            waits.Add(schedule.Next(RetryKind.Refused).Nanos);

        Assert.InRange(waits.Count, 95, 100);
    }
}
