using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Watch;
using Wanctl.Screen;

namespace Wanctl.Tests.Screen;

public sealed class LinkWatchTests
{
    [Fact]
    public void An_episode_is_told_when_it_begins_when_it_worsens_and_when_it_is_over()
    {
        LinkWatch watch = Ticks.Watch();
        int tick = 0;
        Run(watch, ref tick, 20, Zone.Green, 940, 2);
        Run(watch, ref tick, 4, Zone.Yellow, 902, 20);
        Run(watch, ref tick, 4, Zone.Red, 767, 90);
        Run(watch, ref tick, 4, Zone.Yellow, 767, 20);
        Run(watch, ref tick, 30, Zone.Green, 770, 3);
        Assert.Equal(
            [
                "download YELLOW: cut 940 -> 902 Mbit/s, delta 20.0 ms",
                "download RED: cut 902 -> 767 Mbit/s, delta 90.0 ms",
                "download GREEN again after 0.6 s: 770 Mbit/s, delta 3.0 ms",
            ],
            Told(watch, "download"));
    }

    [Fact]
    public void A_zone_that_flickers_is_one_episode()
    {
        LinkWatch watch = Ticks.Watch();
        int tick = 0;
        Run(watch, ref tick, 5, Zone.Green, 940, 2);
        for (int i = 0; i < 20; i++)
        {
            Run(watch, ref tick, 3, Zone.Yellow, 940, 20);
            Run(watch, ref tick, 3, Zone.Green, 940, 10);
        }
        Assert.Equal(["download YELLOW: held at 940 Mbit/s, delta 20.0 ms"], Told(watch, "download"));
    }

    [Fact]
    public void The_way_back_to_the_ceiling_is_told_once()
    {
        LinkWatch watch = Ticks.Watch();
        int tick = 0;
        Run(watch, ref tick, 2, Zone.Green, 940, 2);
        Run(watch, ref tick, 2, Zone.Green, 500, 2);
        Run(watch, ref tick, 5, Zone.Green, 940, 2);
        Assert.Equal(["download back at its ceiling of 940 Mbit/s"], Told(watch, "download"));
    }

    [Fact]
    public void Line_and_router_are_told_when_they_change()
    {
        LinkWatch watch = Ticks.Watch();
        JournalRecord first = Ticks.Make(0, Zone.Green, 940);
        JournalRecord second = Ticks.Make(1, Zone.Green, 940);
        second.Chosen.Line = LineState.Silent;
        second.Seen.Shaper.State = ShaperState.QueueTrouble;
        watch.Take(in first);
        watch.Take(in second);
        Assert.Equal(["the line is answering", "the line is silent"], Told(watch, "the line"));
        Assert.Equal(["the router is ready", "the router lacks a usable queue"], Told(watch, "the router"));
    }

    [Fact]
    public void A_limit_changed_by_somebody_else_is_told()
    {
        LinkWatch watch = Ticks.Watch();
        JournalRecord record = Ticks.Make(0, Zone.Green, 940);
        record.Chosen.Down.ForeignChange = true;
        record.Chosen.Down.Applied = Rate.FromMbps(100);
        watch.Take(in record);
        Assert.Equal(["download limit was changed by somebody else to 100 Mbit/s"], Told(watch, "download"));
    }

    [Fact]
    public void The_achieved_rate_survives_a_counter_that_begins_again()
    {
        var meter = new RateMeter();
        for (int tick = 1; tick <= 40; tick++)
            meter.Take(Reading(tick, (ulong)tick * 50_000));
        Assert.Equal(8.0, meter.Rate.Mbps, 0.01);
        meter.Take(Reading(41, 10));
        Assert.Equal(8.0, meter.Rate.Mbps, 0.01);
        meter.Take(Reading(42, 10 + 100_000));
        Assert.Equal(16.0, meter.Rate.Mbps, 0.01);
    }

    [Fact]
    public void A_point_stays_in_its_column_while_the_chart_moves_on()
    {
        var trace = new RttTrace();
        trace.Add(new Instant(100_100_000_000), 80, Zone.Red);
        Span<(float Millis, Zone Zone)> columns = new (float, Zone)[60];
        trace.Sum(new Instant(100_900_000_000), columns);
        Assert.Equal((80f, Zone.Red), columns[59]);
        trace.Sum(new Instant(105_000_000_000), columns);
        Assert.Equal((80f, Zone.Red), columns[54]);
        trace.Sum(new Instant(161_000_000_000), columns);
        foreach ((float millis, _) in columns)
            Assert.Equal(0f, millis);
    }

    private static DirectionReport Reading(int tick, ulong bytes) =>
        new() { Read = true, ReadAt = Ticks.At(tick), Bytes = bytes };

    private static void Run(LinkWatch watch, ref int tick, int count, Zone zone, double mbps, double deltaMs)
    {
        for (int i = 0; i < count; i++)
            watch.Take(Ticks.Make(tick++, zone, mbps, deltaMs));
    }

    private static List<string> Told(LinkWatch watch, string about)
    {
        var told = new List<string>();
        for (int age = watch.Events.Count - 1; age >= 0; age--)
        {
            if (watch.Events[age].Text.StartsWith(about, StringComparison.Ordinal))
                told.Add(watch.Events[age].Text);
        }
        return told;
    }
}
