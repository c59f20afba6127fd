using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Screen;
using static System.FormattableString;

namespace Wanctl.Status;

/// <summary>Draws a daemon's state: its links one below the other, each with what it measures, does, and why.</summary>
internal sealed class StatusPage
{
    private const int Margin = 1;
    private const int TextColumn = 11;

    /// <summary>Rows of a link without its decisions.</summary>
    private const int LinkRows = 10;

    private int _row;

    /// <summary>Rows that hold everything, with so many decisions a link.</summary>
    public static int HeightFor(JsonElement state, int decisions) =>
        6 + state.Count("problems") + state.Count("links") * (LinkRows + 1 + decisions);

    /// <summary>Draws a page of this size.</summary>
    /// <param name="page">Where.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="state">What the daemon said; the <c>/api/state</c> of this or another version.</param>
    /// <param name="trouble">Why it says nothing any more; empty while it does.</param>
    public void Compose(Canvas page, int width, int height, JsonElement state, string trouble)
    {
        page.Clear(width, height);
        _row = 0;
        Title(page, state, trouble);
        int links = Math.Max(1, state.Count("links"));
        int decisions = Math.Clamp((height - _row - 1) / links - LinkRows, 0, 12);
        foreach (JsonElement link in state.Items("links"))
            Link(page, link, state, decisions);
        Steering(page, state.In("steering"));
    }

    private void Title(Canvas page, JsonElement state, string trouble)
    {
        string status = state.Text("status");
        int column = page.Put(Margin, _row, "wanctl", Ink.Strong);
        column = page.Put(column + 2, _row, status, status == "healthy" ? Ink.Green : Ink.Red);
        page.Put(column + 2, _row, state.Text("version").Split('+')[0], Ink.Faint);
        double up = state.Number("uptime_seconds");
        if (!double.IsNaN(up))
            page.PutRight(_row, $"up {Figure.Clock(Duration.FromSeconds(Math.Clamp(up, 0, 1e9)))}", Ink.Faint);
        _row++;
        JsonElement loop = state.In("loop");
        page.Put(Margin, _row, Invariant($"tick late p99 {Figure.Millis(loop.Number("late_p99_ms"))} ms")
            + Invariant($" · {loop.Number("skipped"):0} of {loop.Number("turns"):0} turns skipped")
            + Invariant($" · {loop.Number("allocated_bytes"):0} B allocated by the loop"), Ink.Faint);
        _row++;
        if (trouble.Length > 0)
            page.Put(Margin, _row++, trouble, Ink.Red);
        foreach (JsonElement problem in state.Items("problems"))
            page.Put(Margin, _row++, $"{problem.Text("wan")}: {problem.Text("message")}", Ink.Red);
        for (int place = Margin; place < page.Width - 1; place++)
            page.Set(place, _row, '─', Ink.Faint);
        _row++;
    }

    private void Link(Canvas page, JsonElement link, JsonElement state, int decisions)
    {
        JsonElement line = link.In("line");
        JsonElement router = link.In("router");
        int column = page.Put(Margin, _row, link.Text("name"), Ink.Strong);
        column = page.Put(column + 2, _row, "line " + line.Text("words"), line.Flag("good") ? Ink.Green : Ink.Red);
        column = page.Put(column, _row, " · ", Ink.Faint);
        Ink mood = router.Flag("good") ? Ink.Green : Ink.Red;
        column = page.Put(column, _row, "router " + router.Text("words") + Since(router), mood);
        if (link.Flag("dry_run"))
            column = page.Put(column, _row, " · dry run: nothing is set", Ink.Yellow);
        string law = Invariant($" · {link.Text("law")} law every {link.Number("interval_ms"):0.#} ms");
        page.Put(column, _row, law, Ink.Faint);
        _row++;
        Direction(page, "DOWNLOAD", link.In("download"));
        Direction(page, "UPLOAD", link.In("upload"));
        JsonElement rtt = link.In("rtt");
        page.Put(Margin, _row, "RTT", Ink.Strong);
        column = Value(page, TextColumn, "now", Figure.Millis(rtt.Number("last_ms")));
        column = Value(page, column + 2, "baseline", Figure.Millis(rtt.Number("baseline_ms")));
        column = Value(page, column + 2, "excess", Figure.Millis(rtt.Number("excess_ms")));
        page.Put(column + 1, _row, "ms", Ink.Faint);
        _row++;
        Reflectors(page, link);
        Decisions(page, link, state, decisions);
        _row++;
    }

    /// <summary>How long a trouble has lasted.</summary>
    private static string Since(JsonElement state)
    {
        double seconds = state.Flag("good") ? double.NaN : state.Number("since_seconds");
        return double.IsNaN(seconds) ? "" : $" for {Figure.Clock(Duration.FromSeconds(Math.Clamp(seconds, 0, 1e9)))}";
    }

    private void Direction(Canvas page, string name, JsonElement now)
    {
        Zone zone = ZoneOf(now.Text("zone"));
        Rate achieved = now.Rate("achieved_mbps");
        Rate capacity = now.Rate("capacity_mbps");
        page.Put(Margin, _row, name, Ink.Strong);
        int column = page.Put(TextColumn, _row, $" {Words.Of(zone),-8} ", ZoneInk.BadgeOf(zone));
        column = Value(page, column + 1, "asked", Figure.Known(now.Rate("asked_mbps")));
        column = Value(page, column + 1, "applied", Figure.Known(now.Rate("applied_mbps")));
        column = Value(page, column + 1, "achieved", Figure.Mbps(achieved));
        if (capacity > Rate.Zero)
            column = Value(page, column + 1, "capacity", Figure.Mbps(capacity));
        page.Put(column + 1, _row, "Mbit/s", Ink.Faint);
        _row++;
        Rate ceiling = now.Rate("ceiling_mbps");
        if (ceiling > Rate.Zero)
        {
            DirectionSettings bounds = Bounds(now.Rate("floor_mbps"), ceiling);
            Rate applied = now.Rate("applied_mbps");
            RateBar.Draw(page, TextColumn, _row, bounds, applied, achieved, capacity, ZoneInk.Of(zone));
        }
        _row++;
        string blocker = now.Text("blocker_words");
        page.Put(TextColumn, _row, now.Text("reason_words") + (blocker.Length > 0 ? $" · {blocker}" : ""));
        _row++;
    }

    private int Value(Canvas page, int column, string label, string value)
    {
        column = page.Put(column, _row, label, Ink.Faint);
        return page.Put(column + 1, _row, value);
    }

    private void Reflectors(Canvas page, JsonElement link)
    {
        page.Put(Margin, _row, "REFLECT", Ink.Strong);
        int column = TextColumn;
        foreach (JsonElement reflector in link.Items("reflectors"))
        {
            bool good = reflector.Text("health") == "good";
            string text = $"{reflector.Text("address")} {Figure.Millis(reflector.Number("rtt_ms"))}"
                + $" (+{Figure.Millis(reflector.Number("excess_ms"))})";
            if (column + text.Length < page.Width - 4)
                column = page.Put(column, _row, text, good ? Ink.Plain : Ink.Red) + 2;
        }
        page.Put(column, _row, "ms", Ink.Faint);
        _row++;
    }

    private void Decisions(Canvas page, JsonElement link, JsonElement state, int most)
    {
        double now = state.Number("clock_ms");
        foreach (JsonElement note in link.Items("decisions"))
        {
            if (most-- <= 0)
                return;
            double age = (now - note.Number("last_ms")) / 1000;
            string when = age < 10 ? Invariant($"{age:0.0} s ago")
                : age < 100 ? Invariant($"{age:0} s ago") : Invariant($"{Math.Min(age / 60, 9999):0} m ago");
            page.Put(Margin, _row, when.PadLeft(TextColumn - 2), Ink.Faint);
            string arrow = note.Text("direction") == "download" ? "↓" : "↑";
            string count = note.Number("count") > 1 ? Invariant($" (x{note.Number("count"):0})") : "";
            string blocker = note.Text("blocker_words");
            string words = (note.Flag("foreign") ? "changed by somebody else; " : "") + note.Text("reason_words")
                + (blocker.Length > 0 ? $" · {blocker}" : "") + count;
            string change = $"{arrow} {Figure.Known(note.Rate("from_mbps")),4} → "
                + $"{Figure.Known(note.Rate("to_mbps")),4}  {words}";
            page.Put(TextColumn, _row, change, ZoneInk.Of(ZoneOf(note.Text("zone"))));
            _row++;
        }
    }

    private void Steering(Canvas page, JsonElement steering)
    {
        if (steering.ValueKind != JsonValueKind.Object)
            return;
        string target = steering.Text(steering.Flag("engaged") ? "alternate" : "primary");
        page.Put(Margin, _row, "STEERING", Ink.Strong);
        page.Put(TextColumn, _row, $"{steering.Text("assessment")} · fresh connections to {target}"
            + $" · {steering.Text("mode")} · {steering.Text("reason")}");
        _row++;
    }

    private static Zone ZoneOf(string word)
    {
        for (Zone zone = Zone.Green; zone <= Zone.Red; zone++)
        {
            if (Words.Of(zone) == word)
                return zone;
        }
        return Zone.Unknown;
    }

    /// <summary>The bar knows bounds; of these a state tells the outer two.</summary>
    private static DirectionSettings Bounds(Rate floor, Rate ceiling) => new()
    {
        Ceiling = ceiling,
        FloorGreen = floor,
        FloorYellow = floor,
        FloorSoftRed = floor,
        FloorRed = floor,
        StepUp = Rate.FromMbps(1),
        FactorDown = 0.9,
        FactorDownYellow = 1,
        GreenRequired = 1,
    };
}
