using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Host.Watch;

namespace Wanctl.Host.Serve;

/// <summary>What <c>/health</c> says; the fields of the Python original have its names and meanings.</summary>
internal static class HealthReport
{
    public static void Write(
        Utf8JsonWriter json, ProcessPicture process, IReadOnlyList<HealthProblem> problems, Instant now)
    {
        json.WriteStartObject();
        json.WriteString("status", problems.Count == 0 ? "healthy" : "degraded");
        json.WriteNumber("uptime_seconds", Math.Round((now - process.Started).Seconds, 1));
        json.WriteString("version", process.Version);
        long failures = 0;
        bool reachable = true;
        foreach (LinkPicture link in process.Links)
        {
            failures = Math.Max(failures, link.SilentTicks);
            reachable &= link.Begun && link.ShaperReady;
        }
        json.WriteNumber("consecutive_failures", failures);
        json.WriteBoolean("router_reachable", reachable);
        Problems(json, problems);
        CycleBudget(json, process);
        json.WriteNumber("wan_count", process.Links.Count);
        json.WriteStartArray("wans");
        foreach (LinkPicture link in process.Links)
            Wan(json, link, now);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Problems(Utf8JsonWriter json, IReadOnlyList<HealthProblem> problems)
    {
        json.WriteStartArray("problems");
        foreach (HealthProblem problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("kind", problem.Kind);
            json.WriteString("wan", problem.Link);
            json.WriteString("message", problem.Words);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void CycleBudget(Utf8JsonWriter json, ProcessPicture process)
    {
        LoopFigures figures = process.Figures;
        double micros = figures.WarmTurns == 0 ? 0 : figures.CpuNanos / 1000.0 / figures.WarmTurns;
        double interval = process.Links[0].Settings.Interval.Micros;
        double share = micros / interval;
        json.WriteStartObject("cycle_budget");
        json.WriteStartObject("cycle_time_ms");
        json.WriteNumber("avg", Math.Round(micros / 1000, 3));
        json.WriteEndObject();
        json.WriteNumber("utilization_pct", Math.Round(share * 100, 2));
        json.WriteNumber("overrun_count", figures.Skipped);
        json.WriteString("status", share >= 1 ? "critical" : share >= 0.8 ? "warning" : "ok");
        json.WriteEndObject();
    }

    private static void Wan(Utf8JsonWriter json, LinkPicture link, Instant now)
    {
        ref readonly Decision chosen = ref link.Last.Chosen;
        json.WriteStartObject();
        json.WriteString("name", link.Settings.Name);
        json.WriteBoolean("dry_run", link.Settings.DryRun);
        json.Millis("baseline_rtt_ms", link.Begun ? chosen.BaselineMs : double.NaN);
        json.Millis("load_rtt_ms", link.Begun ? chosen.LoadMs : double.NaN);
        Direction(json, "download", in chosen.Down, link.Down.Known(now), now);
        Direction(json, "upload", in chosen.Up, link.Up.Known(now), now);
        json.WriteString("line", Tokens.Of(chosen.Line));
        json.Age("last_tick_age_seconds", link.Begun ? link.Last.Seen.Now : Instant.Never, now);
        json.Age("last_sample_age_seconds", link.AnsweredAt, now);
        json.WriteNumber("consecutive_failures", link.SilentTicks);
        Instant read = link.Down.ReadAt > link.Up.ReadAt ? link.Down.ReadAt : link.Up.ReadAt;
        json.WriteStartObject("router_connectivity");
        json.WriteBoolean("is_reachable", link.Begun && link.ShaperReady);
        json.WriteString("state", Tokens.Of(link.Last.Seen.Shaper.State));
        json.Age("last_reading_age_seconds", read, now);
        Instant away = link.Begun && !link.ShaperReady ? link.ReadySince : now;
        json.WriteNumber("outage_duration_seconds", Math.Round((now - away).Seconds, 1));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Direction(
        Utf8JsonWriter json, string name, in DirectionDecision chosen, KnownZone known, Instant now)
    {
        json.WriteStartObject(name);
        json.Rate("current_rate_mbps", chosen.Applied);
        json.Rate("asked_rate_mbps", chosen.Asked);
        json.WriteString("state", Words.Of(known.Zone));
        json.WriteString("state_words", known.Told(now));
        json.WriteEndObject();
    }
}
