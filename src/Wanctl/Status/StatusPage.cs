using System.Text.Json;
using Wanctl.Core.Units;
using Wanctl.Host.Watch;
using Wanctl.Screen;
using static System.FormattableString;

namespace Wanctl.Status;

/// <summary>
/// Draws a daemon's state: its links one below the other, on wide pages side by side, each with what it measures, does,
/// and why. Where rows are scarce, decisions, bars and reasons are left out in this order, and no link and no
/// reflector is.
/// </summary>
internal sealed class StatusPage
{
    private const int Margin = 1;

    /// <summary>From this width on there are two panes side by side.</summary>
    private const int WideWidth = 150;

    private const int PaneGap = 3;

    /// <summary>Rows to try in before it is known how many there are.</summary>
    private const int TrialHeight = 200;

    private const int DecisionsMost = 12;

    private readonly Canvas _trial = new();
    private int _row;

    /// <summary>Rows that hold everything, with so many decisions a link, on a page of any width.</summary>
    public static int HeightFor(JsonElement state, int decisions) =>
        20 + 4 * state.Count("problems") + state.Count("links") * (32 + 2 * decisions);

    /// <summary>Draws a page of this size.</summary>
    /// <param name="page">Where.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows; the last one stays free.</param>
    /// <param name="state">What the daemon said; the <c>/api/state</c> of this or another version.</param>
    /// <param name="trouble">Why it says nothing any more; empty while it does.</param>
    /// <param name="age">How long ago it said that.</param>
    /// <param name="decisions">Decisions of a link at most.</param>
    public void Compose(
        Canvas page, int width, int height, JsonElement state, string trouble, Duration age,
        int decisions = DecisionsMost)
    {
        var detail = PaneDetail.Bars;
        _trial.Clear(width, TrialHeight);
        int rows = Draw(_trial, state, trouble, age, detail, 0);
        while (rows >= height && detail < PaneDetail.Least)
        {
            _trial.Clear(width, TrialHeight);
            rows = Draw(_trial, state, trouble, age, ++detail, 0);
        }
        int stacked = width >= WideWidth ? (state.Count("links") + 1) / 2 : state.Count("links");
        int most = Math.Clamp((height - 1 - rows) / Math.Max(1, stacked), 0, decisions);
        page.Clear(width, height);
        Draw(page, state, trouble, age, detail, most);
    }

    /// <summary>Draws onto a page of any height, and returns how many rows that took.</summary>
    private int Draw(Canvas page, JsonElement state, string trouble, Duration age, PaneDetail detail, int decisions)
    {
        _row = 0;
        Title(page, state, trouble);
        int end = page.Width;
        if (page.Width < WideWidth)
        {
            foreach (JsonElement link in state.Items("links"))
            {
                var pane = new LinkPane(page, Margin, end, age);
                _row = pane.Decisions(link, state, pane.Draw(link, _row, detail), decisions) + 1;
            }
        }
        else
        {
            Wide(page, state, age, detail, decisions);
        }
        Steering(page, state.In("steering"), age);
        return _row;
    }

    /// <summary>Links in pairs; a link without a neighbour has its decisions there.</summary>
    private void Wide(Canvas page, JsonElement state, Duration age, PaneDetail detail, int decisions)
    {
        int middle = page.Width / 2;
        var left = new LinkPane(page, Margin, middle - PaneGap / 2, age);
        var right = new LinkPane(page, middle + PaneGap / 2, page.Width, age);
        int begin = _row, leftEnd = _row;
        bool paired = false;
        JsonElement last = default;
        foreach (JsonElement link in state.Items("links"))
        {
            int bottom = (paired ? right : left).Draw(link, begin, detail);
            if (paired)
            {
                leftEnd = left.Decisions(last, state, leftEnd, decisions);
                bottom = right.Decisions(link, state, bottom, decisions);
                begin = _row = Math.Max(leftEnd, bottom) + 1;
            }
            else
            {
                leftEnd = bottom;
            }
            last = link;
            paired = !paired;
        }
        if (!paired)
            return;
        int room = Math.Min(page.Height - 1 - begin, leftEnd - begin + decisions);
        _row = Math.Max(leftEnd, right.Decisions(last, state, begin, room)) + 1;
    }

    private void Title(Canvas page, JsonElement state, string trouble)
    {
        string status = trouble.Length > 0 ? "unreachable" : state.Text("status");
        int column = page.Put(Margin, _row, "wanctl", Ink.Strong);
        column = page.Put(column + 2, _row, status, status == "healthy" ? Ink.Green : Ink.Red);
        page.Put(column + 2, _row, state.Text("version").Split('+')[0], Ink.Faint);
        double up = state.Number("uptime_seconds");
        if (!double.IsNaN(up))
            page.PutRight(_row, $"up {Figure.Clock(Duration.FromSeconds(Math.Clamp(up, 0, 1e9)))}", Ink.Faint);
        _row++;
        JsonElement loop = state.In("loop");
        double turns = loop.Number("turns");
        page.Put(Margin, _row, Invariant($"loop lateness {Figure.Millis(loop.Number("late_p99_ms"))} ms (p99)")
            + Invariant($" · {loop.Number("skipped"):0} of {turns:0} {Amount.Noun(turns == 1 ? 1 : 2, "turn")} skipped")
            + Invariant($" · {loop.Number("allocated_bytes"):0} B allocated"), Ink.Faint);
        _row++;
        if (trouble.Length > 0)
            Wrapped(page, trouble);
        foreach (JsonElement problem in state.Items("problems"))
            Wrapped(page, $"{problem.Text("wan")}: {problem.Text("message")}");
        for (int place = Margin; place < page.Width - 1; place++)
            page.Set(place, _row, '─', Ink.Faint);
        _row++;
    }

    private void Steering(Canvas page, JsonElement steering, Duration age)
    {
        if (steering.ValueKind != JsonValueKind.Object)
            return;
        string target = steering.Text(steering.Flag("engaged") ? "alternate" : "primary");
        string known = age > KnownZone.Patience ? "unknown" : steering.Text("assessment_words");
        Wrapped(page, $"STEERING {steering.Text("primary")} {known} · new connections use {target}"
            + $" · {steering.Text("mode")} · {steering.Text("reason")}", Ink.Plain);
    }

    /// <summary>A sentence that goes on in further rows.</summary>
    private void Wrapped(Canvas page, string text, Ink ink = Ink.Red)
    {
        int column = Margin;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > Margin && column + word.Length > page.Width - 1)
            {
                _row++;
                column = Margin + 2;
            }
            column = page.Put(column, _row, word, ink) + 1;
        }
        _row++;
    }
}
