using System.Threading;
using System.Threading.Tasks;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;

namespace Wanctl.Tests.Host.Loop;

/// <summary>The journal as others read it while the loop goes on writing.</summary>
public class JournalFeedTests
{
    [Fact]
    public void A_reader_that_keeps_up_sees_every_tick_once()
    {
        var feed = new JournalFeed();
        long position = 0;
        for (int tick = 0; tick < 6_000; tick++)
        {
            Record(feed, tick);
            Assert.True(feed.TryRead(ref position, out JournalRecord record));
            Assert.Equal(tick, record.Seen.Tick);
            Assert.False(feed.TryRead(ref position, out _));
        }
        Assert.Equal(6_000, feed.End);
    }

    [Fact]
    public void A_reader_that_fell_behind_goes_on_at_the_oldest_safe_record()
    {
        var feed = new JournalFeed();
        for (int tick = 0; tick < 10_000; tick++)
            Record(feed, tick);
        long position = 5;
        Assert.True(feed.TryRead(ref position, out JournalRecord record));

        const int Oldest = 10_000 - JournalRing.DefaultCapacity;
        Assert.InRange(record.Seen.Tick, Oldest, Oldest + 50);
        Assert.Equal(record.Seen.Tick + 1, position);
        long left = 0;
        for (long last = record.Seen.Tick; feed.TryRead(ref position, out record); last = record.Seen.Tick, left++)
            Assert.Equal(last + 1, record.Seen.Tick);
        Assert.Equal(9_999, position - 1);
        Assert.InRange(left, JournalRing.DefaultCapacity - 50, JournalRing.DefaultCapacity);
    }

    [Fact]
    public void A_reader_ahead_of_the_writer_waits()
    {
        var feed = new JournalFeed();
        Record(feed, 0);
        long position = 7;

        Assert.False(feed.TryRead(ref position, out _));
        Assert.Equal(7, position);
    }

    [Fact]
    public async Task Records_are_whole_while_the_writer_laps_the_reader()
    {
        var feed = new JournalFeed();
        int ended = 0;
        Task reader = Task.Run(() =>
        {
            long position = 0;
            long last = -1;
            while (Volatile.Read(ref ended) == 0)
            {
                if (!feed.TryRead(ref position, out JournalRecord record))
                    continue;
                Assert.True(record.Seen.Tick > last);
                Assert.Equal(record.Seen.Tick, record.Seen.Now.Nanos);
                Assert.Equal(record.Seen.Tick, record.Chosen.Down.Wanted.BitsPerSecond);
                Assert.Equal(record.Seen.Tick, (long)record.Chosen.LoadMs);
                last = record.Seen.Tick;
            }
        }, TestContext.Current.CancellationToken);
        for (int tick = 0; tick < 300_000; tick++)
            Record(feed, tick);
        Volatile.Write(ref ended, 1);
        await reader;
    }

    private static void Record(JournalFeed feed, long tick)
    {
        var seen = new Observation { Tick = tick, Now = new Instant(tick) };
        var chosen = new Decision { LoadMs = tick };
        chosen.Down.Wanted = new Rate(tick);
        feed.Record(in seen, in chosen);
    }
}
