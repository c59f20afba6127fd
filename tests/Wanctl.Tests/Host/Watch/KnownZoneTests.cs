using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Host.Watch;
using Wanctl.Tests.Host.Serve;

namespace Wanctl.Tests.Host.Watch;

/// <summary>No zone is told that nobody knows: in state, health, figures and history, by one rule.</summary>
public sealed class KnownZoneTests
{
    private static readonly Instant Now = new(1_000_000_000_000);

    [Theory]
    [InlineData(0.0, 0.0, Zone.Green, "GREEN")]
    [InlineData(2.0, 1.9, Zone.Red, "RED")]
    [InlineData(2.1, 0.0, Zone.Unknown, "unknown, last reading 2 s ago")]
    [InlineData(0.0, 7.0, Zone.Unknown, "unknown, last reading 7 s ago")]
    [InlineData(7.0, 300.0, Zone.Unknown, "unknown, last reading 5 min ago")]
    [InlineData(1.0, 7300.0, Zone.Unknown, "unknown, last reading 2 h ago")]
    [InlineData(-1.0, 0.0, Zone.Unknown, "unknown, no reading yet")]
    [InlineData(0.0, -1.0, Zone.Unknown, "unknown, no reading yet")]
    public void A_zone_is_known_while_echoes_and_counters_are_two_seconds_old_at_most(
        double echoAge, double counterAge, Zone zone, string words)
    {
        Zone law = zone == Zone.Unknown ? Zone.Green : zone;
        var known = KnownZone.Of(law, At(echoAge), At(counterAge), Now);
        Assert.Equal(zone, known.Zone);
        Assert.Equal(words, known.Told(Now));
    }

    [Fact]
    public void What_a_law_has_not_judged_yet_is_no_old_reading() =>
        Assert.Equal("unknown, not judged yet", KnownZone.Of(Zone.Unknown, Now, Now, Now).Told(Now));

    [Theory]
    [InlineData("echoes")]
    [InlineData("counters")]
    [InlineData("ticks")]
    public void Everything_that_is_served_forgets_a_zone_whose_evidence_is_old(string lost)
    {
        var ticks = new PictureTicks(seconds: 10);
        ticks.Feed(60);
        Assert.Equal(Zone.Green, ticks.Link.Down.Known(ticks.Now).Zone);
        if (lost != "ticks")
            ticks.Feed(140, (ref JournalRecord record) => Lose(ref record, lost));
        JsonElement state = DeskKit.Json(ticks.Process, "/api/state").GetProperty("links")[0];
        JsonElement wan = DeskKit.Json(ticks.Process, "/health").GetProperty("wans")[0];
        string figures = DeskKit.Text(DeskKit.Ask(ticks.Process, "/metrics"));
        foreach (string direction in (string[])["download", "upload"])
        {
            JsonElement now = state.GetProperty(direction);
            Assert.Equal("UNKNOWN", now.GetProperty("zone").GetString());
            Assert.Matches("^unknown, last reading [678] s ago$", now.GetProperty("zone_words").GetString());
            Assert.InRange(now.GetProperty("evidence_age_seconds").GetDouble(), 6.5, 8);
            Assert.Equal("UNKNOWN", wan.GetProperty(direction).GetProperty("state").GetString());
            Assert.Matches("^unknown, last", wan.GetProperty(direction).GetProperty("state_words").GetString());
            Assert.Contains($"wanctl_state{{wan=\"spectrum\",direction=\"{direction}\"}} 0\n", figures,
                StringComparison.Ordinal);
        }
        bool echoes = lost == "counters";
        Assert.Equal(echoes, state.GetProperty("rtt").GetProperty("excess_ms").ValueKind == JsonValueKind.Number);
        Assert.Equal(echoes, figures.Contains("wanctl_rtt_delta_ms{", StringComparison.Ordinal));
        DoesNotSay("GREEN", state.GetRawText());
    }

    [Fact]
    public void Time_without_evidence_is_no_time_in_a_zone()
    {
        var ticks = new PictureTicks(seconds: 10);
        ticks.Feed(60);
        ticks.Feed(140, static (ref JournalRecord record) => Lose(ref record, "echoes"));
        Assert.Equal(Zone.Unknown, ticks.Link.Fine[199].Down.Zone);
        // Two seconds are borne: 40 ticks of 50 ms behind the last echo.
        Assert.Equal((100, 100), (ticks.Link.Up.TicksIn(Zone.Green), ticks.Link.Up.TicksIn(Zone.Unknown)));
        Assert.Contains("wanctl_zone_seconds_total{wan=\"spectrum\",direction=\"upload\",zone=\"UNKNOWN\"} 5\n",
            DeskKit.Text(DeskKit.Ask(ticks.Process, "/metrics")), StringComparison.Ordinal);
    }

    private static void DoesNotSay(string word, string text) =>
        Assert.DoesNotContain(word, text, StringComparison.Ordinal);

    private static void Lose(ref JournalRecord record, string what)
    {
        if (what == "echoes")
            record.Seen.Echoes = default;
        if (what == "counters")
            record.Seen.Shaper.Down.Read = record.Seen.Shaper.Up.Read = false;
    }

    private static Instant At(double age) => age < 0 ? Instant.Never : Now - Duration.FromSeconds(age);
}
