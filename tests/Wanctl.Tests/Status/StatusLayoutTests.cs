using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Screen;
using Wanctl.Status;
using Wanctl.Tests.Host.Serve;
using Wanctl.Tests.Host.Watch;

namespace Wanctl.Tests.Status;

/// <summary>What a terminal of any size shows of a state.</summary>
public sealed class StatusLayoutTests
{
    private static readonly string[] s_addresses =
    [
        "9.9.9.9", "208.67.222.222", "149.112.112.112", "2620:fe::fe", "2606:4700:4700::1111", "2001:4860:4860::8888",
    ];

    [Theory]
    [InlineData(60, 40, 1)]
    [InlineData(80, 24, 1)]
    [InlineData(80, 24, 2)]
    [InlineData(120, 40, 2)]
    [InlineData(120, 40, 3)]
    [InlineData(200, 50, 1)]
    [InlineData(200, 50, 2)]
    [InlineData(200, 50, 3)]
    public void Every_link_and_every_reflector_is_on_the_page(int width, int height, int links)
    {
        string text = Text(State(links), width, height);
        string[] rows = text.Split('\n');
        for (int link = 0; link < links; link++)
            Assert.Contains($"line{link}  line answering", text, StringComparison.Ordinal);
        foreach (string address in s_addresses)
            Assert.Equal(links, Count(text, $"{address} 21.0 (+1.0)"));
        Assert.Equal(2 * links, Count(text, "asked"));
        Assert.All(rows, row => Assert.InRange(row.Length, 0, width));
        Assert.Equal("", rows[height - 1].Trim());
    }

    [Theory]
    [InlineData(120)]
    [InlineData(200)]
    public void A_wide_page_is_used_to_its_edge(int width)
    {
        string[] rows = Text(State(1), width, 50).Split('\n');
        Assert.Contains(rows, row => row.TrimEnd().Length > width - 4 && !row.Contains('─', StringComparison.Ordinal));
        string change = Assert.Single(rows, row => row.Contains('→', StringComparison.Ordinal));
        Assert.Equal(width == 200, change.IndexOf('→', StringComparison.Ordinal) > width / 2);
    }

    [Theory]
    [InlineData(0.5, true, "")]
    [InlineData(7, false, "unknown, last reading 7 s ago · at the ceiling")]
    public void A_state_that_is_old_has_no_colours(double age, bool green, string words)
    {
        string text = Text(State(1), 100, 40, age);
        Assert.Equal(green, text.Contains("GREEN", StringComparison.Ordinal));
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal(green, text.Contains("excess 6.0 ms", StringComparison.Ordinal));
    }

    [Fact]
    public void A_state_that_tells_no_age_is_drawn_without_one()
    {
        JsonNode state = JsonNode.Parse(State(1).GetRawText())!;
        state.AsObject().Remove("clock_ms");
        state["links"]![0]!["download"]!.AsObject().Remove("evidence_age_seconds");
        string text = Text(JsonSerializer.SerializeToElement(state), 100, 40);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static JsonElement State(int links)
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(99);
        ticks.Feed(1, static (ref JournalRecord record) => record.Chosen.Down.Wanted = Rate.FromMbps(800));
        JsonNode state = JsonNode.Parse(DeskKit.Json(ticks.Process, "/api/state").GetRawText())!;
        JsonNode link = state["links"]![0]!;
        link["reflectors"] = new JsonArray([.. s_addresses.Select(address => (JsonNode)new JsonObject
        {
            ["address"] = address, ["rtt_ms"] = 21, ["excess_ms"] = 1, ["health"] = "good",
        })]);
        foreach (string direction in (string[])["download", "upload"])
            link[direction]!["evidence_age_seconds"] = 0;
        var all = new JsonArray();
        for (int i = 0; i < links; i++)
        {
            JsonNode one = link.DeepClone();
            one["name"] = $"line{i}";
            all.Add(one);
        }
        state["links"] = all;
        state["problems"] = new JsonArray();
        return JsonSerializer.SerializeToElement(state);
    }

    private static string Text(JsonElement state, int width, int height, double age = 0)
    {
        var page = new Canvas();
        new StatusPage().Compose(page, width, height, state, "", Duration.FromSeconds(age));
        var text = new StringBuilder();
        for (int row = 0; row < height; row++)
            text.Append(page.RowText(row)).Append('\n');
        return text.ToString();
    }
}
