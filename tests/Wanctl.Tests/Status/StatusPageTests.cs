using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Wanctl.Core.Estimate;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Screen;
using Wanctl.Status;
using Wanctl.Tests.Host.Serve;
using Wanctl.Tests.Host.Watch;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Status;

public sealed class StatusPageTests
{
    [Fact]
    public void A_state_is_drawn_with_rates_reasons_and_decisions()
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(99);
        ticks.Feed(1, static (ref JournalRecord record) => record.Chosen.Down.Wanted = Rate.FromMbps(800));
        string text = Text(DeskKit.Json(ticks.Process, "/api/state"), 120, 24);
        Assert.Contains("wanctl  healthy  1.2.3", text, StringComparison.Ordinal);
        Assert.Contains("spectrum  line answering · router ready · adaptive law every 50 ms", text,
            StringComparison.Ordinal);
        Assert.Contains("asked 940 applied 940 achieved 100 Mbit/s", text, StringComparison.Ordinal);
        Assert.Contains("now 30.0  baseline 24.0  excess 6.0 ms", text, StringComparison.Ordinal);
        Assert.Contains("↓  940 →  800  at the ceiling", text, StringComparison.Ordinal);
    }

    /// <summary>Counters of the queue that move every second, and those of its interface in their place.</summary>
    [Fact]
    public void Slow_counters_and_those_in_their_place_are_told()
    {
        var ticks = new PictureTicks(seconds: 10);
        int tick = 0;
        ticks.Feed(200, (ref JournalRecord record) =>
        {
            record.Seen.Shaper.Down.Bytes = (ulong)(tick++ / 20 * 1_000_000);
            record.Chosen.Down.Counters = CounterSource.Interface;
        });
        JsonElement state = DeskKit.Json(ticks.Process, "/api/state");
        JsonElement link = state.GetProperty("links")[0];
        Assert.Equal("interface", link.GetProperty("download").GetProperty("counters_of").GetString());
        Assert.Equal("queue", link.GetProperty("upload").GetProperty("counters_of").GetString());
        Assert.Contains(
            "counters every 1.0 s, the interface's are used", Text(state, 120, 24), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_believed_is_told_and_left_out_where_nothing_is()
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(100, static (ref JournalRecord record) =>
        {
            record.Chosen.Down.Belief = Beliefs.Held;
            record.Chosen.Causes = Beliefs.Blamed;
        });
        string text = Text(DeskKit.Json(ticks.Process, "/api/state"), 120, 24);
        Assert.Single(Regex.Matches(text, Regex.Escape(Beliefs.HeldWords)));
        Assert.Contains("latest excess: " + Beliefs.BlamedWords, text, StringComparison.Ordinal);
        ticks.Feed(1);
        text = Text(DeskKit.Json(ticks.Process, "/api/state"), 120, 24);
        Assert.DoesNotContain("carry", text, StringComparison.Ordinal);
        Assert.DoesNotContain("latest excess", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"links": 5, "loop": [], "steering": {"mode": 3}, "uptime_seconds": 1e300}""")]
    [InlineData("""{"links": [{}, 3, {"name": "a", "download": {"ceiling_mbps": 1e300}, "decisions": [1]}]}""")]
    [InlineData("""{"status": "a\u001b[2Jb", "problems": [{"message": "\u0007"}]}""")]
    [InlineData("""{"status": "\ud800", "links": [{"name": "\udc00\ud800", "\udc00": 1}]}""")]
    [InlineData("""{"\udc00": "x", "links": [{"\ud800": 1, "download": {"\ud800": 2}}]}""")]
    public void A_state_of_another_kind_breaks_nothing_and_steers_no_terminal(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        foreach (char sign in Text(document.RootElement, 60, 18))
            Assert.True(!char.IsControl(sign) || sign == '\n');
    }

    [Theory]
    [InlineData("", 0, "")]
    [InlineData("--once --json a.yaml", 1, "")]
    [InlineData("--at [::1]:80", 0, "")]
    [InlineData("--at nowhere", 0, "--at nowhere: found 'nowhere', wanted an address and a port")]
    [InlineData("--at", 0, "--at nothing")]
    [InlineData("--at 127.0.0.1:80 a.yaml", 1, "--at and a file")]
    [InlineData("--fast", 0, "status has no option '--fast'")]
    public void The_command_line_is_understood(string words, int paths, string problem)
    {
        string[] args = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool fine = StatusOptions.TryParse(args, out StatusOptions options, out string found);
        Assert.Equal(problem.Length == 0, fine);
        Assert.StartsWith(problem, found, StringComparison.Ordinal);
        Assert.Equal(paths, options.Paths.Length);
    }

    private static string Text(JsonElement state, int width, int height)
    {
        var page = new Canvas();
        new StatusPage().Compose(page, width, height, state, "", Duration.Zero);
        var text = new StringBuilder();
        for (int row = 0; row < height; row++)
            text.Append(page.RowText(row)).Append('\n');
        return text.ToString();
    }
}
