using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Host.Watch;
using static System.FormattableString;

namespace Wanctl.Screen;

/// <summary>
/// The live page of one link: what it measures, what it does about it and why. Made for 60 columns and 18 rows at
/// least; more room goes to the chart, to spacing, and to the events.
/// </summary>
internal sealed class LinkPage
{
    private const int Margin = 1;

    /// <summary>Behind the longest of DOWNLOAD, UPLOAD and RTT.</summary>
    private const int TextColumn = 11;

    /// <summary>From this height on blocks are spaced, and reflectors have a row each.</summary>
    private const int SpaciousHeight = 24;

    private const int ChartRowsMax = 6;

    /// <summary>Below this width the gaps between numbers shrink.</summary>
    private const int NarrowWidth = 72;

    /// <summary>From this width on the states of line and router fit behind the delays.</summary>
    private const int WideWidth = 96;

    /// <summary>From this width on the longest reason and blocker fit behind the rates.</summary>
    private const int VeryWideWidth = 140;

    private int _row;

    /// <summary>Draws a page of this size.</summary>
    public void Compose(Canvas page, int width, int height, in PageInput input)
    {
        page.Clear(width, height);
        _row = 0;
        bool spacious = height >= SpaciousHeight;
        Title(page, in input);
        if (!input.Link.Begun)
        {
            page.Put(Margin, _row, "waiting for the first tick ...", Ink.Faint);
            return;
        }
        ref readonly Decision chosen = ref input.Link.Last.Chosen;
        LinkSettings settings = input.Link.Settings;
        Rate downCapacity = input.Scene?.DownCapacity ?? Rate.Zero;
        Rate upCapacity = input.Scene?.UpCapacity ?? Rate.Zero;
        KnownZone down = input.Link.DownZone(input.Now), up = input.Link.UpZone(input.Now);
        Direction(
            page, "DOWNLOAD", settings.Download, in chosen.Down, down.Zone, input.Link.DownAchieved, downCapacity);
        Belief(page, spacious, in chosen.Down.Belief);
        _row += spacious ? 1 : 0;
        Direction(page, "UPLOAD", settings.Upload, in chosen.Up, up.Zone, input.Link.UpAchieved, upCapacity);
        Belief(page, spacious, in chosen.Up.Belief);
        _row += spacious ? 1 : 0;
        RoundTrip(page, in input, in chosen, down.Zone > up.Zone ? down.Zone : up.Zone);
        int chartRows = Math.Clamp(1 + (height - 18) / 3, 1, ChartRowsMax);
        RttChart.Draw(page, _row, chartRows, input.Link.Trace, input.Now);
        _row += chartRows + (spacious ? 1 : 0);
        Reflectors(page, in input, spacious);
        SceneRow(page, in input);
        _row += spacious ? 1 : 0;
        Events(page, in input);
    }

    private void Title(Canvas page, in PageInput input)
    {
        LinkSettings settings = input.Link.Settings;
        int column = page.Put(Margin, _row, "wanctl", Ink.Strong);
        page.Put(column + 2, _row, settings.Name, Ink.Strong);
        Duration up = input.Link.Begun ? input.Now - input.Link.Start : Duration.Zero;
        page.PutRight(_row, $"up {Figure.Clock(up)}   q quits", Ink.Faint);
        _row++;
        LoopFigures figures = input.Figures;
        string law = Tokens.Of(settings.Law) + Invariant($" law every {settings.Interval.Millis:0.#} ms");
        int end = page.Put(Margin, _row, law, Ink.Faint);
        end = Fact(page, end, Invariant($"tick late p99 {Figure.Late(in figures, 0.99).Millis:0.00} ms"));
        end = Fact(page, end, Invariant($"{figures.AllocatedBytes} B allocated by the loop"));
        Fact(page, end, Invariant($"{figures.Skipped} skipped"));
        _row++;
        for (int place = Margin; place < page.Width - 1; place++)
            page.Set(place, _row, '─', Ink.Faint);
        _row++;
    }

    /// <summary>Adds a fact to the row, unless it would be cut off.</summary>
    private int Fact(Canvas page, int column, string fact)
    {
        const string Gap = " · ";
        bool fits = column + Gap.Length + fact.Length < page.Width;
        return fits ? page.Put(column, _row, Gap + fact, Ink.Faint) : column;
    }

    private void Direction(
        Canvas page, string name, DirectionSettings bounds, in DirectionDecision now, Zone zone, Rate achieved,
        Rate capacity)
    {
        page.Put(Margin, _row, name, Ink.Strong);
        int gap = page.Width < NarrowWidth ? 1 : 2;
        int column = page.Put(TextColumn, _row, Badge(zone), ZoneInk.BadgeOf(zone));
        column = Value(page, column + gap, "asked", now.Asked, Ink.Plain);
        column = Value(page, column + gap, "applied", now.Applied, Ink.Strong);
        column = page.Put(column + gap, _row, "achieved", Ink.Faint);
        column = page.Put(column + 1, _row, Words.Mbps(achieved).PadLeft(4));
        column = page.Put(column + 1, _row, "Mbit/s", Ink.Faint);
        string why = Why(in now);
        bool veryWide = page.Width >= VeryWideWidth;
        if (veryWide)
            page.Put(column + 3, _row, why);
        _row++;
        RateBar.Draw(
            page, TextColumn, page.Width - 1, _row, bounds, now.Applied, achieved, capacity, ZoneInk.Of(zone));
        _row++;
        if (veryWide)
            return;
        page.Put(TextColumn, _row, why);
        _row++;
    }

    /// <summary>What the law believes, where it does and there is room.</summary>
    private void Belief(Canvas page, bool spacious, in DirectionBelief belief)
    {
        string words = spacious ? BeliefWords.Of(in belief) : "";
        if (words.Length == 0)
            return;
        page.Put(TextColumn, _row, words, Ink.Faint);
        _row++;
    }

    private int Value(Canvas page, int column, string label, Rate rate, Ink ink)
    {
        column = page.Put(column, _row, label, Ink.Faint);
        return page.Put(column + 1, _row, Figure.Known(rate).PadLeft(4), ink);
    }

    private void RoundTrip(Canvas page, in PageInput input, in Decision chosen, Zone worse)
    {
        page.Put(Margin, _row, "RTT", Ink.Strong);
        int column = Delay(page, TextColumn, "now", input.Link.RttMillis, Ink.Strong);
        column = Delay(page, column + 2, "baseline", chosen.BaselineMs, Ink.Plain);
        column = Delay(page, column + 2, "excess", chosen.DeltaMs, ZoneInk.Of(worse));
        column = page.Put(column + 1, _row, "ms", Ink.Faint);
        if (page.Width >= WideWidth)
        {
            string states = $"line {Words.Of(chosen.Line)} · router {Words.Of(input.Link.Last.Seen.Shaper.State)}";
            page.PutRight(_row, states, StatesInk(in input, in chosen));
        }
        _row++;
    }

    private int Delay(Canvas page, int column, string label, double millis, Ink ink)
    {
        column = page.Put(column, _row, label, Ink.Faint);
        return page.Put(column + 1, _row, Figure.Millis(millis).PadLeft(5), ink);
    }

    private void Reflectors(Canvas page, in PageInput input, bool spacious)
    {
        int count = Math.Min(input.Snapshot.ReflectorCount, input.Link.Settings.Probe.Reflectors.Count);
        int column = TextColumn;
        page.Put(Margin, _row, spacious ? "REFLECTORS" : "REFLECT", Ink.Strong);
        column += spacious ? 1 : 0;
        for (int i = 0; i < count; i++)
        {
            ReflectorView reflector = input.Snapshot.ReflectorAt(i);
            Ink ink = reflector.Health == ReflectorHealth.Good ? Ink.Plain : Ink.Red;
            string last = Figure.Millis(reflector.LastMicros / 1000.0);
            string baseline = Figure.Millis(reflector.IdleMicros / 1000.0);
            if (!spacious)
            {
                column = page.Put(column, _row, $"{last}/{baseline}", ink) + 2;
                continue;
            }
            string health = reflector.Health == ReflectorHealth.Good ? "good" : "failing";
            string address = input.Link.Settings.Probe.Reflectors[i].PadRight(16);
            page.Put(column, _row, $"{address} baseline {baseline,5}   last {last,5} ms   {health}", ink);
            _row++;
        }
        if (!spacious)
            page.Put(column, _row, "ms, last/baseline", Ink.Faint);
        _row += !spacious || count == 0 ? 1 : 0;
    }

    private void SceneRow(Canvas page, in PageInput input)
    {
        if (input.Scene is not { } scene)
            return;
        page.Put(Margin, _row, "IN TRUTH", Ink.Strong);
        int column = page.Put(TextColumn, _row, $"{RateBar.Capacity} ", Ink.Truth);
        page.Put(column, _row, scene.Words, Ink.Truth);
        _row++;
    }

    private void Events(Canvas page, in PageInput input)
    {
        ScreenEvents events = input.Link.Events;
        int room = page.Height - _row;
        int shown = Math.Min(room, events.Count);
        for (int age = shown - 1; age >= 0; age--)
        {
            ScreenEvent happened = events[age];
            page.Put(Margin, _row, Figure.Seconds(happened.At - input.Link.Start).PadLeft(8), Ink.Faint);
            page.Put(TextColumn, _row, happened.Text, happened.Ink);
            _row++;
        }
    }

    private static string Badge(Zone zone) => $" {Words.Of(zone),-8} ";

    private static string Why(in DirectionDecision now)
    {
        string blocker = Words.Of(now.Blocker, now.Wanted);
        return blocker.Length == 0 ? Words.Of(now.Reason) : $"{Words.Of(now.Reason)} · {blocker}";
    }

    private static Ink StatesInk(in PageInput input, in Decision chosen)
    {
        bool fine = chosen.Line == LineState.Answering && input.Link.Last.Seen.Shaper.State == ShaperState.Ready;
        return fine ? Ink.Faint : Ink.Red;
    }
}
