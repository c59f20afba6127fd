using System.Threading;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;

namespace Wanctl.Tests.Host.Loop;

/// <summary>The loop on its own thread and the real grid; only counts are looked at, never times.</summary>
public sealed class ControlLoopTests : IDisposable
{
    private readonly EventQueue _events = new();
    private readonly List<IDisposable> _owned = [];
    private ControlLoop? _loop;
    private Thread? _thread;
    private bool _result;

    public void Dispose()
    {
        _loop?.Stop();
        _thread?.Join(Waiting.Patience);
        foreach (IDisposable owned in _owned)
            owned.Dispose();
    }

    [Fact]
    public void Turns_fill_the_journal_until_the_loop_is_stopped()
    {
        Link link = Link(new AnsweringChannel());
        Start(link);
        Until(() => link.Journal.End >= 50);

        Assert.True(End());
        Assert.False(_events.TryTake(out _));
        long position = 0;
        long before = -1;
        while (link.Journal.TryRead(ref position, out JournalRecord record))
        {
            Assert.True(record.Seen.Tick > before);
            before = record.Seen.Tick;
        }
        Assert.Equal(link.Journal.End, position);
    }

    [Fact]
    public void Changed_settings_are_taken_up_at_a_turn_and_by_every_link()
    {
        Link one = Link(new AnsweringChannel());
        Link two = Link(new AnsweringChannel());
        Start(one, two);
        Until(() => one.Journal.End >= 5 && two.Journal.End >= 5);
        Rate ceiling = Rate.FromMbps(600);
        var changed = LoopLinks.Settings with { Download = LoopLinks.Settings.Download with { Ceiling = ceiling } };
        _loop!.Adopt([changed, changed with { Name = "other" }]);
        Until(() => Latest(one).Chosen.Down.Applied == ceiling && Latest(two).Chosen.Down.Applied == ceiling);

        Assert.True(End());
        Assert.Equal(("spectrum", "other"), (one.Settings.Name, two.Settings.Name));
        foreach (Link link in (Link[])[one, two])
        {
            long position = 0;
            bool adopted = false;
            while (link.Journal.TryRead(ref position, out JournalRecord record))
            {
                Assert.False(adopted && record.Chosen.Down.Wanted > ceiling);
                adopted |= record.Chosen.Down.Wanted == ceiling;
            }
            Assert.True(adopted);
        }
    }

    [Fact]
    public void A_turn_that_fails_is_told_and_survived()
    {
        var channel = new AnsweringChannel { Faults = 4 };
        Link link = Link(channel);
        Start(link);
        Until(() => link.Journal.End >= 10);
        channel.Faults = 2;
        Until(() => link.Journal.End >= 20 && channel.Faults == 0);

        Assert.True(End());
        Assert.Equal([1, 2, 3, 4, 1, 2], Failures());
    }

    [Fact]
    public void Five_failures_in_a_row_end_the_loop()
    {
        Link link = Link(new AnsweringChannel { Faults = int.MaxValue });
        Start(link);

        Assert.True(_thread!.Join(Waiting.Patience));
        Assert.False(_result);
        Assert.Equal([1, 2, 3, 4, 5], Failures());
        Assert.Equal(0, link.Journal.End);
    }

    [Fact]
    public void A_link_goes_on_while_another_one_fails_for_a_while()
    {
        Link broken = Link(new AnsweringChannel { Faults = 4 });
        Link well = Link(new AnsweringChannel());
        Start(broken, well);
        Until(() => well.Journal.End >= 30 && broken.Journal.End >= 10);

        Assert.True(End());
        Assert.Equal(4, Failures().Count);
    }

    [Fact]
    public void A_link_that_fails_for_good_ends_the_loop_though_another_one_is_well()
    {
        Link broken = Link(new AnsweringChannel { Faults = int.MaxValue });
        Link well = Link(new AnsweringChannel());
        Start(broken, well);

        Assert.True(_thread!.Join(Waiting.Patience));
        Assert.False(_result);
        Assert.Equal(5, Failures().Count);
        Assert.InRange(well.Journal.End, 3, 10);
    }

    [Fact]
    public void The_supervisor_hears_of_the_start_once_and_of_life_again_and_again()
    {
        var notice = new CountingNotice();
        Link link = Link(new AnsweringChannel());
        Start([link], notice);
        Until(() => link.Journal.End >= 50);

        Assert.True(End());
        Assert.Equal(1, notice.Readies);
        Assert.InRange(notice.Lives, 2, link.Journal.End);
    }

    private static JournalRecord Latest(Link link)
    {
        long position = link.Journal.End - 1;
        link.Journal.TryRead(ref position, out JournalRecord record);
        return record;
    }

    private Link Link(AnsweringChannel channel)
    {
        Link link = LoopLinks.Make(channel);
        _owned.Add(link);
        return link;
    }

    private void Start(params Link[] links) => Start(links, new CountingNotice());

    private void Start(Link[] links, IServiceNotice notice)
    {
        _loop = new ControlLoop(links, [], notice, _events);
        _thread = new Thread(() => _result = _loop.Run()) { IsBackground = true };
        _thread.Start();
    }

    private static void Until(Func<bool> holds) =>
        Assert.True(SpinWait.SpinUntil(holds, Waiting.Patience), "it has not happened within the patience of the test");

    private bool End()
    {
        _loop!.Stop();
        Assert.True(_thread!.Join(Waiting.Patience));
        return _result;
    }

    private List<long> Failures()
    {
        var failures = new List<long>();
        while (_events.TryTake(out HostEvent happened))
        {
            Assert.Equal(Happening.TurnFailed, happened.What);
            Assert.Contains("a fault of ours", happened.Text, StringComparison.Ordinal);
            failures.Add(happened.Number);
        }
        return failures;
    }

    private sealed class CountingNotice : IServiceNotice
    {
        public int Lives { get; private set; }

        public int Readies { get; private set; }

        public Duration WatchdogInterval => Duration.FromMillis(100);

        public void Alive() => Lives++;

        public void Ready() => Readies++;

        public void Reloading()
        {
        }

        public void Stopping()
        {
        }

        public void Status(string line)
        {
        }
    }
}
