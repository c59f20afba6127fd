using System.Buffers;
using System.Text;
using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Host.Serve;
using Wanctl.Host.Watch;
using Wanctl.Tests.Host.Watch;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Serve;

/// <summary>What the server says as JSON.</summary>
public sealed class ReportTests
{
    [Fact]
    public void Health_has_the_original_fields_and_ages()
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(100);
        Answer answer = DeskKit.Ask(ticks.Process, "/health");
        Assert.Equal(200, answer.Status);
        JsonElement health = JsonDocument.Parse(answer.Body.WrittenMemory).RootElement;
        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Equal(0, health.GetProperty("consecutive_failures").GetInt64());
        Assert.Equal(1, health.GetProperty("wan_count").GetInt32());
        Assert.True(health.GetProperty("router_reachable").GetBoolean());
        JsonElement wan = health.GetProperty("wans")[0];
        Assert.Equal("spectrum", wan.GetProperty("name").GetString());
        Assert.Equal(24, wan.GetProperty("baseline_rtt_ms").GetDouble());
        Assert.Equal(30, wan.GetProperty("load_rtt_ms").GetDouble());
        Assert.Equal(940, wan.GetProperty("download").GetProperty("current_rate_mbps").GetDouble());
        Assert.Equal("GREEN", wan.GetProperty("upload").GetProperty("state").GetString());
        Assert.InRange(wan.GetProperty("last_tick_age_seconds").GetDouble(), 0, 20);
        Assert.True(wan.GetProperty("router_connectivity").GetProperty("is_reachable").GetBoolean());
    }

    [Fact]
    public void An_ill_process_answers_503_and_says_why()
    {
        var ticks = new PictureTicks(seconds: 60);
        ticks.Feed(100);
        ticks.Feed(1000, static (ref JournalRecord record) => record.Chosen.Line = LineState.Silent);
        Answer answer = DeskKit.Ask(ticks.Process, "/health");
        Assert.Equal(503, answer.Status);
        JsonElement health = JsonDocument.Parse(answer.Body.WrittenMemory).RootElement;
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Equal(1000, health.GetProperty("consecutive_failures").GetInt64());
        var kinds = new List<string>();
        foreach (JsonElement problem in health.GetProperty("problems").EnumerateArray())
            kinds.Add(problem.GetProperty("kind").GetString()!);
        Assert.Contains("line_silent", kinds);
    }

    [Fact]
    public void The_state_tells_asked_applied_and_achieved_apart_and_keeps_no_secret()
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(99);
        ticks.Feed(1, static (ref JournalRecord record) => record.Chosen.Down.Applied = Rate.FromMbps(900));
        string text = DeskKit.Text(DeskKit.Ask(ticks.Process, "/api/state"));
        JsonElement link = JsonDocument.Parse(text).RootElement.GetProperty("links")[0];
        JsonElement down = link.GetProperty("download");
        Assert.Equal(940, down.GetProperty("asked_mbps").GetDouble());
        Assert.Equal(900, down.GetProperty("applied_mbps").GetDouble());
        Assert.Equal(100, down.GetProperty("achieved_mbps").GetDouble(), 1.0);
        Assert.Equal(JsonValueKind.Null, down.GetProperty("capacity_mbps").ValueKind);
        Assert.Equal("192.0.2.1", link.GetProperty("reflectors")[0].GetProperty("address").GetString());
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("password", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_state_tells_what_is_believed_and_null_where_nothing_is()
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(100, static (ref JournalRecord record) =>
        {
            record.Chosen.Down.Belief = Beliefs.Held;
            record.Chosen.Up.Belief = Beliefs.Held with { Outlook = TryOutlook.AtCeiling, NextTry = default };
            record.Chosen.Causes = Beliefs.Blamed;
        });
        JsonElement link = DeskKit.Json(ticks.Process, "/api/state").GetProperty("links")[0];
        JsonElement belief = link.GetProperty("download").GetProperty("belief");
        Assert.Equal(918.5, belief.GetProperty("capacity_mbps").GetDouble());
        Assert.Equal(912, belief.GetProperty("least_mbps").GetDouble(), 0.1);
        Assert.Equal(925, belief.GetProperty("most_mbps").GetDouble(), 0.1);
        Assert.Equal(("hold", "due"), (belief.GetProperty("state").GetString(),
            belief.GetProperty("outlook").GetString()));
        Assert.Equal(40, belief.GetProperty("next_try_seconds").GetDouble());
        Assert.Equal(0.1, belief.GetProperty("price_seconds").GetDouble());
        Assert.Equal(Beliefs.HeldWords, belief.GetProperty("words").GetString());
        belief = link.GetProperty("upload").GetProperty("belief");
        Assert.Equal(JsonValueKind.Null, belief.GetProperty("next_try_seconds").ValueKind);
        Assert.Equal(0.82, link.GetProperty("causes").GetProperty("download").GetDouble());
        Assert.Equal(Beliefs.BlamedWords, link.GetProperty("causes").GetProperty("words").GetString());
        ticks.Feed(1);
        link = DeskKit.Json(ticks.Process, "/api/state").GetProperty("links")[0];
        Assert.Equal(JsonValueKind.Null, link.GetProperty("download").GetProperty("belief").ValueKind);
        Assert.Equal(JsonValueKind.Null, link.GetProperty("causes").ValueKind);
    }

    [Fact]
    public void Before_the_first_tick_everything_is_unknown_and_nothing_breaks()
    {
        var ticks = new PictureTicks();
        string[] paths = ["/health", "/api/state", "/api/history", "/api/history?view=day", "/metrics"];
        foreach (string path in paths)
            Assert.NotEqual(0, DeskKit.Ask(ticks.Process, path).Body.WrittenCount);
        JsonElement link = DeskKit.Json(ticks.Process, "/api/state").GetProperty("links")[0];
        Assert.Equal(JsonValueKind.Null, link.GetProperty("rtt").GetProperty("last_ms").ValueKind);
    }

    [Fact]
    public void Steering_is_null_until_somebody_steers()
    {
        var ticks = new PictureTicks();
        ticks.Feed(1);
        Assert.Equal(JsonValueKind.Null, DeskKit.Json(ticks.Process, "/api/state").GetProperty("steering").ValueKind);
        ticks.Steering = new SteeringFacts("observe", "spectrum", "att", "RED", "RED", true, "drops", 12.5, 3, 2);
        JsonElement steering = DeskKit.Json(ticks.Process, "/api/state").GetProperty("steering");
        Assert.True(steering.GetProperty("engaged").GetBoolean());
        Assert.Contains(
            "wanctl_steering_transitions_total{from=\"spectrum\",to=\"att\"} 3\n",
            DeskKit.Text(DeskKit.Ask(ticks.Process, "/metrics")), StringComparison.Ordinal);
    }

    [Fact]
    public void History_has_a_row_a_point_and_a_name_a_column()
    {
        var ticks = new PictureTicks(seconds: 150);
        ticks.Feed(3000);
        foreach (string view in (string[])["fine", "day"])
        {
            JsonElement history = DeskKit.Json(ticks.Process, $"/api/history?link=spectrum&view={view}");
            int columns = history.GetProperty("columns").GetArrayLength();
            JsonElement points = history.GetProperty("points");
            Assert.Equal(view == "fine" ? 2400 : 3, points.GetArrayLength());
            double last = -1;
            foreach (JsonElement point in points.EnumerateArray())
            {
                Assert.Equal(columns, point.GetArrayLength());
                Assert.True(point[0].GetDouble() > last);
                last = point[0].GetDouble();
            }
        }
        Assert.Equal(404, DeskKit.Ask(ticks.Process, "/api/history?link=none").Status);
    }

    [Fact]
    public void News_bring_each_point_once()
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(10);
        using var desk = new StatusDesk(ticks.Process);
        var news = new ArrayBufferWriter<byte>();
        desk.Compose(news);
        ticks.Feed(4);
        news.Clear();
        desk.Compose(news);
        string text = Encoding.UTF8.GetString(news.WrittenSpan);
        Assert.StartsWith("data: {", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n\n", text, StringComparison.Ordinal);
        JsonElement told = JsonDocument.Parse(text[6..]).RootElement.GetProperty("news")[0];
        Assert.Equal(10, told.GetProperty("first").GetInt64());
        Assert.Equal(4, told.GetProperty("points").GetArrayLength());
    }

    [Theory]
    [InlineData("/", 404)]
    [InlineData("/api/state", 404)]
    [InlineData("/api/events", 404)]
    [InlineData("/health", 503)]
    [InlineData("/metrics", 200)]
    public void Where_only_figures_are_served_there_is_nothing_else(string path, int status)
    {
        var ticks = new PictureTicks(seconds: 100);
        ticks.Feed(1);
        Assert.Equal(status, DeskKit.Ask(ticks.Process, path, metricsOnly: true).Status);
    }

    [Fact]
    public void The_page_runs_only_what_bears_its_number_and_needs_nothing_from_elsewhere()
    {
        var ticks = new PictureTicks();
        Answer first = DeskKit.Ask(ticks.Process, "/");
        string page = DeskKit.Text(first);
        string policy = first.Fields;
        int at = policy.IndexOf("script-src 'nonce-", StringComparison.Ordinal) + 18;
        string nonce = policy[at..policy.IndexOf('\'', at)];
        Assert.Equal(32, nonce.Length);
        Assert.Contains($"<script nonce=\"{nonce}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<style nonce=\"{nonce}\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("$nonce$", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", page, StringComparison.Ordinal);
        Assert.DoesNotContain(nonce, DeskKit.Text(DeskKit.Ask(ticks.Process, "/")), StringComparison.Ordinal);
    }
}
