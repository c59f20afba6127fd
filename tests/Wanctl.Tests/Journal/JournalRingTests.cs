using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;

namespace Wanctl.Tests.Journal;

/// <summary>The last ticks of a link.</summary>
public class JournalRingTests
{
    [Fact]
    public void The_oldest_are_overwritten_and_the_newest_has_age_nought()
    {
        var ring = new JournalRing(5);
        Assert.Equal((0L, 0), (ring.Written, ring.Count));
        for (int tick = 0; tick < 13; tick++)
        {
            Record(ring, tick);
            Assert.Equal(Math.Min(5, tick + 1), ring.Count);
            for (int age = 0; age < ring.Count; age++)
            {
                Assert.Equal(tick - age, ring[age].Seen.Tick);
                Assert.Equal(tick - age, ring[age].Chosen.LoadMs);
                Assert.Equal(tick - age, ring.At(tick - age).Seen.Tick);
            }
        }
        Assert.Equal(13, ring.Written);
    }

    [Fact]
    public void It_holds_two_minutes_and_recording_allocates_nothing()
    {
        var ring = new JournalRing();
        Record(ring, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int tick = 1; tick < 5_000; tick++)
            Record(ring, tick);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(2_400, ring.Count);
    }

    private static void Record(JournalRing ring, int tick)
    {
        Observation seen = default;
        seen.Tick = tick;
        Decision chosen = default;
        chosen.LoadMs = tick;
        ring.Record(in seen, in chosen);
    }
}
