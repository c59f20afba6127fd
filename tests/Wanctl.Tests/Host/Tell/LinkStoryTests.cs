using System.Globalization;
using System.Text.RegularExpressions;
using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Tests.Host.Loop;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Tell;

/// <summary>What the log says of a link's journal.</summary>
public sealed class LinkStoryTests : IDisposable
{
    private const int TicksPerSecond = 50;

    private readonly AnsweringChannel _channel = new();
    private readonly List<string> _lines = [];
    private readonly Link _link;
    private readonly LinkStory _story;
    private Rate _wanted;
    private ulong _packets;
    private ulong _bytes;

    public LinkStoryTests()
    {
        LinkSettings settings = LoopLinks.Settings;
        _link = LoopLinks.Make(_channel, settings with
        {
            Router = settings.Router with { Transport = RouterTransport.LinuxCake },
        });
        _wanted = _link.Settings.Download.Ceiling;
        _story = new LinkStory(_link, new LogLines(_lines));
    }

    /// <summary>When the next tick is.</summary>
    private Instant Now => new(1_000_000_000_000 + _link.Journal.End * 20_000_000);

    public void Dispose()
    {
        _link.Dispose();
        _channel.Dispose();
    }

    [Fact]
    public void A_rise_that_waits_for_a_moment_is_no_news_and_one_that_waits_is_told_once()
    {
        // A write each fifth of a second, held in between: that is what a budget is for.
        for (int i = 0; i < 20; i++)
        {
            Ticks(9, Blocker.Budget);
            Ticks(1, write: true);
        }
        Assert.DoesNotContain(_lines, Budget);

        Ticks(10 * TicksPerSecond, Blocker.Budget);
        Assert.Single(_lines, Budget);
        Ticks(1, write: true);
        Ticks(3 * TicksPerSecond, Blocker.Budget);
        Assert.Equal(2, _lines.FindAll(Budget).Count);
    }

    [Fact]
    public void The_summary_tells_what_cake_has_done_since_the_last_one()
    {
        Ticks(TicksPerSecond, delayMicros: 4_000);
        _story.Summarise(Now);
        string first = Assert.Single(_lines, line => line.Contains("download CAKE", StringComparison.Ordinal));
        Assert.Contains("490 packets, 0 drops, 98 ECN marks, delay 4.0 ms mean and 9.0 ms peak", first,
            StringComparison.Ordinal);
        Assert.DoesNotContain(_lines, line => line.Contains("upload CAKE", StringComparison.Ordinal));

        // Another CAKE: its counters begin anew, and what they show from then on counts.
        _lines.Clear();
        _packets = 0;
        Ticks(TicksPerSecond, delayMicros: 0);
        _story.Summarise(Now);
        Assert.Contains("490 packets, 0 drops, 98 ECN marks, delay 0.0 ms mean", _lines[^1], StringComparison.Ordinal);
        _lines.Clear();
        _story.Summarise(Now);
        Assert.DoesNotContain(_lines, line => line.Contains("CAKE", StringComparison.Ordinal));
    }

    [Fact]
    public void The_shaper_is_called_what_it_is()
    {
        Ticks(1);

        Assert.Contains("spectrum: the kernel is ready", _lines);
    }

    [Fact]
    public void A_refused_limit_is_told_after_five_seconds_and_so_is_its_end_and_no_floor_is_claimed()
    {
        _wanted = _link.Settings.Download.FloorRed;
        Ticks(1, outcome: WriteOutcome.Refused);
        Ticks(4 * TicksPerSecond, Blocker.RefusedLately);
        Assert.DoesNotContain(_lines, Refused);
        Ticks(20 * TicksPerSecond, Blocker.RefusedLately);
        Assert.Single(_lines, Refused);
        Assert.DoesNotContain(_lines, Floored);
        Assert.DoesNotContain(_lines, line => line.Contains("taken again", StringComparison.Ordinal));
        Ticks(1, outcome: WriteOutcome.Applied);
        Assert.Single(_lines, line => line.Contains("download limits are taken again", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fight_is_told_once_and_so_is_its_end()
    {
        for (int i = 0; i < 50; i++)
        {
            Ticks(1, foreign: true);
            Ticks(TicksPerSecond);
        }
        Assert.Equal(2, _lines.FindAll(line => line.Contains("by somebody else to", StringComparison.Ordinal)).Count);
        Assert.Single(_lines, line => line.Contains("again and again, last to", StringComparison.Ordinal));
        Ticks(61 * TicksPerSecond);
        Assert.Single(_lines, line => line.Contains("any more", StringComparison.Ordinal));
    }

    private static bool Refused(string line) => line.Contains("the kernel refused to set", StringComparison.Ordinal);

    [Fact]
    public void A_floor_is_news_only_while_the_delay_hurts_and_the_news_names_the_cure()
    {
        AtFloor(60 * TicksPerSecond, delta: 2, Zone.Green, mbps: 0.2);
        AtFloor(60 * TicksPerSecond, delta: 2, Zone.Red, mbps: 98);
        Assert.DoesNotContain(_lines, Floored);

        AtFloor(9 * TicksPerSecond, delta: 54, Zone.Red, mbps: 98);
        Assert.DoesNotContain(_lines, Floored);
        // A moment in which the law tries what more would do.
        Ticks(TicksPerSecond / 2);
        AtFloor(60 * TicksPerSecond, delta: 54, Zone.Red, mbps: 98);
        string told = Assert.Single(_lines, Floored);
        Assert.Contains("download has been at its floor of 200.0 Mbit/s for 10 s, delta 54.0 ms; the line delivers 98; "
            + "floor_mbps is 200: set it below what the line delivers at its worst",
            told, StringComparison.Ordinal);

        // Over, and again.
        AtFloor(30 * TicksPerSecond, delta: 0, Zone.Green, mbps: 98);
        AtFloor(30 * TicksPerSecond, delta: 54, Zone.Green, mbps: 3);
        Assert.Equal(2, _lines.FindAll(Floored).Count);
        Assert.Contains("look for the delay elsewhere (floor_mbps is 200)", _lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_that_fell_is_told_with_what_made_it_fall_and_not_with_what_it_does_now()
    {
        Ticks(TicksPerSecond, zone: Zone.Green, reason: Reason.NotLoaded);
        Ticks(TicksPerSecond, zone: Zone.Red, reason: Reason.QueueCut, wanted: 400);
        Ticks(TicksPerSecond, zone: Zone.Red, reason: Reason.Climb, wanted: 410);
        Ticks(2 * TicksPerSecond, zone: Zone.Yellow, reason: Reason.QueueCut, wanted: 300);
        Ticks(2 * TicksPerSecond, zone: Zone.Yellow, reason: Reason.Climb, wanted: 310);
        Ticks(1, zone: Zone.Yellow, reason: Reason.StepBack, wanted: 290);
        Ticks(2 * TicksPerSecond, zone: Zone.Green, reason: Reason.Climb, wanted: 295);
        Assert.DoesNotContain(_lines, Falls);
        Ticks(1, zone: Zone.Green, reason: Reason.Climb, wanted: 310);
        Ticks(2 * TicksPerSecond, zone: Zone.Yellow, reason: Reason.CalmHold, wanted: 310);
        Assert.Contains("295.0 -> 310.0 Mbit/s (calm, climbing)", _lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_is_told_with_its_causes_and_the_summary_with_what_is_believed()
    {
        Ticks(2, wanted: 300, belief: Beliefs.Held);
        DirectionBelief drains = Beliefs.Held with { State = DirectionState.Drain, Outlook = TryOutlook.Draining };
        Ticks(5, wanted: 280, belief: drains);
        string cut = Assert.Single(_lines, line => line.Contains("likely cause", StringComparison.Ordinal));
        Assert.Contains("download cut 300.0 -> 280.0 Mbit/s, delta ", cut, StringComparison.Ordinal);
        Assert.EndsWith("likely cause: " + Beliefs.BlamedWords, cut, StringComparison.Ordinal);
        Ticks(5, wanted: 280, belief: Beliefs.Held with { State = DirectionState.Probe });
        Ticks(5, wanted: 280, belief: Beliefs.Held);
        _story.Summarise(Now);
        string told = Assert.Single(_lines, line => line.Contains("carry", StringComparison.Ordinal));
        Assert.EndsWith($"download: {Beliefs.HeldWords}; 1 try, 1 queue", told, StringComparison.Ordinal);
        _lines.Clear();
        Ticks(1, wanted: 280, belief: Beliefs.Held);
        _story.Summarise(Now);
        Assert.Contains(_lines, line => line.EndsWith("0 tries, 0 queues", StringComparison.Ordinal));
    }

    private static bool Floored(string line) => line.Contains("at its floor", StringComparison.Ordinal);

    /// <summary>Whether a line tells of a lower rate, and that it climbs.</summary>
    private static bool Falls(string line)
    {
        Match rates = Regex.Match(line, @"([0-9.]+) -> ([0-9.]+) Mbit/s \(calm, climbing");
        return rates.Success && double.Parse(rates.Groups[2].Value, CultureInfo.InvariantCulture)
            < double.Parse(rates.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private void AtFloor(int count, double delta, Zone zone, double mbps)
    {
        for (int i = 0; i < count; i++)
        {
            Observation seen = default;
            seen.Tick = _link.Journal.End;
            seen.Now = Now;
            seen.Echoes.Add(new EchoSample { RttMicros = 20_000 });
            seen.Shaper.Down.Read = true;
            seen.Shaper.Down.ReadAt = seen.Now;
            seen.Shaper.Down.Bytes = _bytes += (ulong)(mbps * 1e6 / 8 * 0.02);
            Decision chosen = default;
            chosen.LoadMs = 20 + delta;
            chosen.BaselineMs = 20;
            chosen.Down.Zone = zone;
            chosen.Down.Wanted = chosen.Down.Applied = _link.Settings.Download.FloorRed;
            chosen.Down.Reason = Reason.AtFloor;
            chosen.Up.Wanted = _link.Settings.Upload.Ceiling;
            _link.Apply(in seen, in chosen);
            _story.Follow();
        }
    }

    private static bool Budget(string line) => line.Contains("write budget", StringComparison.Ordinal);

    private void Ticks(
        int count, Blocker blocker = Blocker.Unchanged, bool write = false, uint delayMicros = 0,
        WriteOutcome outcome = WriteOutcome.None, bool foreign = false, Zone zone = default, Reason reason = default,
        double wanted = 0, DirectionBelief belief = default)
    {
        for (int i = 0; i < count; i++)
        {
            Observation seen = default;
            seen.Tick = _link.Journal.End;
            seen.Now = Now;
            seen.Shaper.State = ShaperState.Ready;
            _packets += 10;
            seen.Echoes.Add(new EchoSample { RttMicros = 20_000 });
            seen.Shaper.Down.Read = seen.Shaper.Down.Detailed = true;
            seen.Shaper.Down.ReadAt = seen.Now;
            seen.Shaper.Down.Bytes = _bytes += (ulong)(98e6 / 8 * 0.02);
            seen.Shaper.Down.Packets = _packets;
            seen.Shaper.Down.Marked = _packets / 5;
            seen.Shaper.Down.DelayMicros = delayMicros;
            seen.Shaper.Down.PeakDelayMicros = delayMicros + 5_000;
            Decision chosen = default;
            seen.Shaper.Down.Outcome = outcome;
            seen.Shaper.Down.Written = _wanted;
            chosen.Down.Blocker = outcome == WriteOutcome.Refused ? Blocker.RefusedLately : blocker;
            chosen.Down.Write = write;
            chosen.Down.Belief = belief;
            if (belief.Known)
                chosen.Causes = Beliefs.Blamed;
            chosen.Down.ForeignChange = foreign;
            chosen.Down.Wanted = chosen.Up.Wanted = _wanted;
            if (wanted > 0)
                chosen.Down.Wanted = Rate.FromMbps(wanted);
            chosen.Down.Zone = zone;
            chosen.Down.Reason = reason;
            _link.Apply(in seen, in chosen);
            _story.Follow();
        }
    }
}
