using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Host.Watch;
using Wanctl.Screen;
using static System.FormattableString;

namespace Wanctl.Status;

/// <summary>
/// Draws one link of a daemon's state between two columns of a page: what does not fit into a row goes on in the next,
/// so that nothing is left out for want of width.
/// </summary>
/// <param name="page">Where.</param>
/// <param name="left">The first column.</param>
/// <param name="right">The column behind the last one.</param>
/// <param name="newsAge">How old the state is.</param>
internal sealed class LinkPane(Canvas page, int left, int right, Duration newsAge)
{
    /// <summary>Behind the longest of DOWNLOAD, UPLOAD, RTT and REFLECT.</summary>
    private const int LabelWidth = 10;

    private int _row;

    private int Indent => left + LabelWidth;

    /// <summary>Draws a link and returns the row behind it.</summary>
    public int Draw(JsonElement link, int row, PaneDetail detail)
    {
        _row = row;
        Head(link);
        Direction("DOWNLOAD", link.In("download"), detail);
        Direction("UPLOAD", link.In("upload"), detail);
        JsonElement rtt = link.In("rtt");
        page.Put(left, _row, "RTT", Ink.Strong);
        int column = Value(Indent - 1, "now", Figure.Millis(rtt.Number("last_ms")));
        column = Value(column + 1, "baseline", Figure.Millis(rtt.Number("baseline_ms")));
        double excess = IsOld(0) ? double.NaN : rtt.Number("excess_ms");
        column = Value(column + 1, "excess", Figure.Millis(excess));
        Flow(column, " ms", Ink.Faint);
        _row++;
        string causes = link.In("causes").Text("words");
        if (detail < PaneDetail.Least && causes.Length > 0 && !IsOld(0))
            Sentence(Indent, "latest excess: " + causes, Ink.Faint);
        Reflectors(link);
        return _row;
    }

    /// <summary>Draws the last decisions, one a row, and returns the row behind them.</summary>
    public int Decisions(JsonElement link, JsonElement state, int row, int most)
    {
        _row = row;
        double now = state.Number("clock_ms") + newsAge.Millis;
        foreach (JsonElement note in link.Items("decisions"))
        {
            if (most-- <= 0)
                break;
            double age = (now - note.Number("last_ms")) / 1000;
            string when = double.IsNaN(age) ? "" : age < 10 ? Invariant($"{age:0.0} s ago")
                : age < 100 ? Invariant($"{age:0} s ago") : Invariant($"{Math.Min(age / 60, 9999):0} min ago");
            string arrow = note.Text("direction") == "download" ? "↓" : "↑";
            string count = note.Number("count") > 1 ? Invariant($" (x{note.Number("count"):0})") : "";
            string words = (note.Flag("foreign") ? "changed by somebody else; " : "") + note.Text("reason_words")
                + Behind(note.Text("blocker_words")) + count;
            string change = $"{arrow} {Figure.Known(note.Rate("from_mbps")),4} → "
                + $"{Figure.Known(note.Rate("to_mbps")),4}  ";
            page.Put(left, _row, when.PadLeft(LabelWidth - 1), Ink.Faint);
            Ink ink = ZoneInk.Of(ZoneOf(note.Text("zone")));
            page.Put(Indent, _row, change, ink);
            Sentence(Indent + change.Length, words, ink);
        }
        return _row;
    }

    /// <summary>A zone by its name; unknown for any other word.</summary>
    public static Zone ZoneOf(string word)
    {
        for (Zone zone = Zone.Green; zone <= Zone.Red; zone++)
        {
            if (Words.Of(zone) == word)
                return zone;
        }
        return Zone.Unknown;
    }

    private void Head(JsonElement link)
    {
        JsonElement line = link.In("line");
        JsonElement router = link.In("router");
        int column = page.Put(left, _row, link.Text("name"), Ink.Strong) + 2;
        Ink mood = IsOld(0) ? Ink.Faint : line.Flag("good") ? Ink.Green : Ink.Red;
        column = Flow(column, "line " + line.Text("words"), mood);
        mood = IsOld(0) ? Ink.Faint : router.Flag("good") ? Ink.Green : Ink.Red;
        column = Fact(column, "router " + router.Text("words") + Since(router), mood);
        if (link.Flag("dry_run"))
            column = Fact(column, "dry run: nothing is set", Ink.Yellow);
        Fact(column, Invariant($"{link.Text("law")} law every {link.Number("interval_ms"):0.#} ms"), Ink.Faint);
        _row++;
    }

    /// <summary>How long a trouble has lasted.</summary>
    private static string Since(JsonElement state)
    {
        double seconds = state.Flag("good") ? double.NaN : state.Number("since_seconds");
        return double.IsNaN(seconds) ? "" : $" for {Figure.Clock(Duration.FromSeconds(Math.Clamp(seconds, 0, 1e9)))}";
    }

    private void Direction(string name, JsonElement now, PaneDetail detail)
    {
        double evidence = now.Number("evidence_age_seconds");
        Zone zone = IsOld(evidence) ? Zone.Unknown : ZoneOf(now.Text("zone"));
        Rate achieved = now.Rate("achieved_mbps"), applied = now.Rate("applied_mbps");
        Rate capacity = now.Rate("capacity_mbps"), ceiling = now.Rate("ceiling_mbps");
        page.Put(left, _row, name, Ink.Strong);
        int column = page.Put(Indent, _row, $" {Words.Of(zone),-8} ", ZoneInk.BadgeOf(zone));
        column = Value(column, "asked", Figure.Known(now.Rate("asked_mbps")));
        column = Value(column, "applied", Figure.Known(applied));
        column = Value(column, "achieved", Words.Mbps(achieved));
        if (capacity > Rate.Zero)
            column = Value(column, "capacity", Words.Mbps(capacity));
        Flow(column, " Mbit/s", Ink.Faint);
        _row++;
        if (detail == PaneDetail.Bars && ceiling > Rate.Zero)
        {
            DirectionSettings bounds = Bounds(now.Rate("floor_mbps"), ceiling);
            RateBar.Draw(page, Indent, right, _row, bounds, applied, achieved, capacity, ZoneInk.Of(zone));
            _row++;
        }
        string known = zone > Zone.Unknown ? "" : Unknown(now, evidence);
        string why = now.Text("reason_words") + Behind(now.Text("blocker_words"))
            + Behind(now.Flag("fought_over") ? "somebody else sets this limit, too" : "")
            + Behind(now.Number("counter_refresh_seconds") is > 0 and var every
                ? Invariant($"counters every {every:0.0} s")
                    + (now.Text("counters_of") == "interface" ? ", the interface's are used" : "")
                : "");
        if (detail < PaneDetail.Least || known.Length > 0)
            Sentence(Indent, known + (known.Length > 0 && why.Length > 0 ? " · " : "") + why, Ink.Plain);
        string belief = now.In("belief").Text("words");
        if (detail < PaneDetail.Least && belief.Length > 0 && !IsOld(0))
            Sentence(Indent, belief, Ink.Faint);
    }

    /// <summary>That a zone is unknown, and since when.</summary>
    private string Unknown(JsonElement now, double evidenceSeconds)
    {
        if (!IsOld(evidenceSeconds) || double.IsNaN(evidenceSeconds))
            return now.Text("zone_words");
        Duration age = newsAge + Duration.FromSeconds(Math.Clamp(evidenceSeconds, 0, 1e9));
        return "unknown, last reading " + Words.Ago(age);
    }

    /// <summary>Whether what was so old when the daemon told it is by now too old to be believed.</summary>
    private bool IsOld(double seconds) => newsAge.Seconds + (double.IsNaN(seconds) ? 0 : seconds)
        > KnownZone.Patience.Seconds;

    private void Reflectors(JsonElement link)
    {
        page.Put(left, _row, "REFLECT", Ink.Strong);
        int column = Indent;
        foreach (JsonElement reflector in link.Items("reflectors"))
        {
            bool good = reflector.Text("health") == "good";
            string text = $"{reflector.Text("address")} {Figure.Millis(reflector.Number("rtt_ms"))}"
                + $" (+{Figure.Millis(reflector.Number("excess_ms"))}){(good ? "" : " failing")}";
            column = Flow(column, text, good ? Ink.Plain : Ink.Red) + 2;
        }
        Flow(column, "ms (above baseline)", Ink.Faint);
        _row++;
    }

    private int Value(int column, string label, string value)
    {
        // Label and value stay together.
        column = Room(column + 1, label.Length + 1 + value.Length);
        column = page.Put(column, _row, label, Ink.Faint);
        return page.Put(column + 1, _row, value);
    }

    private int Fact(int column, string fact, Ink ink)
    {
        const string Gap = " · ";
        int start = Room(column, Gap.Length + fact.Length);
        if (start == column)
            start = page.Put(column, _row, Gap, Ink.Faint);
        return Put(start, fact, ink);
    }

    private int Flow(int column, string text, Ink ink) => Put(Room(column, text.Length), text, ink);

    /// <summary>A text whose words go on in further rows; begins the row behind it.</summary>
    private void Sentence(int column, string text, Ink ink)
    {
        int start = column;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > start && column + word.Length > right)
            {
                _row++;
                column = start;
            }
            column = Put(column, word, ink) + 1;
        }
        _row++;
    }

    /// <summary>The column for a text of this length: here, or the next row's first.</summary>
    private int Room(int column, int length)
    {
        if (column <= Indent || column + length <= right)
            return column;
        _row++;
        return Indent;
    }

    private int Put(int column, string text, Ink ink) =>
        page.Put(column, _row, text.AsSpan(0, Math.Clamp(right - column, 0, text.Length)), ink);

    private static string Behind(string words) => words.Length > 0 ? $" · {words}" : "";

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
