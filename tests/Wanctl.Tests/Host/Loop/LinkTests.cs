using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;

namespace Wanctl.Tests.Host.Loop;

/// <summary>One link with its senses and its hand, tick by tick.</summary>
public class LinkTests
{
    [Fact]
    public void Each_tick_asks_hears_and_is_recorded()
    {
        using var channel = new AnsweringChannel();
        using Link link = LoopLinks.Make(channel);
        LoopLinks.Step(link, 50);

        Assert.Equal(50, link.Journal.End);
        long position = 0;
        for (int tick = 0; tick < 50; tick++)
        {
            Assert.True(link.Journal.TryRead(ref position, out JournalRecord record));
            Assert.Equal(tick, record.Seen.Tick);
            Assert.Equal(1, record.Seen.Echoes.Count);
            Assert.True(record.Seen.Echoes[0].Answered);
            Assert.Equal(LineState.Answering, record.Chosen.Line);
        }
        Assert.True(link.TryGetSnapshot(out LinkSnapshot snapshot));
        Assert.InRange(snapshot.Counters.Answered, 30, 50);
    }

    [Fact]
    public void The_hand_s_answer_is_part_of_the_next_observation()
    {
        using var channel = new AnsweringChannel();
        using Link link = LoopLinks.Make(channel);
        LoopLinks.Step(link, 3);

        long position = 0;
        link.Journal.TryRead(ref position, out JournalRecord first);
        link.Journal.TryRead(ref position, out JournalRecord second);
        Assert.True(first.Chosen.Down.Write && first.Chosen.Up.Write);
        Assert.Equal(first.Chosen.Down.Asked, second.Seen.Shaper.Down.Written);
        Assert.Equal(first.Chosen.Down.Asked, second.Chosen.Down.Applied);
        Assert.False(second.Chosen.Down.Write);
    }

    [Fact]
    public void A_tick_allocates_nothing_once_it_is_warm()
    {
        using var channel = new AnsweringChannel { Silent = true };
        using Link link = LoopLinks.Make(channel);
        LoopLinks.Step(link, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        LoopLinks.Step(link, 100);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Changed_settings_keep_the_averages_and_bound_the_rates()
    {
        using var channel = new AnsweringChannel();
        using Link link = LoopLinks.Make(channel);
        LoopLinks.Step(link, 20);
        link.TryGetSnapshot(out LinkSnapshot before);
        link.Adopt(LoopLinks.Settings with
        {
            Download = LoopLinks.Settings.Download with { Ceiling = Rate.FromMbps(600) },
        });
        LoopLinks.Step(link, 21);

        Assert.Equal(Rate.FromMbps(600), link.Settings.Download.Ceiling);
        link.TryGetSnapshot(out LinkSnapshot after);
        Assert.Equal(Rate.FromMbps(600), after.Memory.DownWanted);
        Assert.Equal(Rate.FromMbps(600), after.Memory.DownApplied);
        Assert.True(after.Memory.LoadMs < before.Memory.LoadMs + 0.001);
    }

    [Fact]
    public void A_limit_that_has_changed_is_noted_at_once()
    {
        using var channel = new AnsweringChannel();
        using Link link = LoopLinks.Make(channel);
        LoopLinks.Step(link, 20);
        link.Adopt(LoopLinks.Settings with
        {
            Download = LoopLinks.Settings.Download with { Ceiling = Rate.FromMbps(600) },
        });
        LoopLinks.Step(link, 3);

        link.TryGetSnapshot(out LinkSnapshot snapshot);
        Assert.Equal(Rate.FromMbps(600), snapshot.Memory.DownApplied);
    }

    [Fact]
    public void A_link_closes_its_channel()
    {
        var channel = new AnsweringChannel();
        LoopLinks.Make(channel).Dispose();

        Assert.True(channel.Disposed);
    }
}
