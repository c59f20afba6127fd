using System.IO;
using System.Text.Json;
using Wanctl.Host.Serve;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulate;

/// <summary>Writes scorecards as JSON, run by run. What is no number is <c>null</c>.</summary>
internal static class ScoreJson
{
    private const int Places = 6;

    /// <summary>Writes them.</summary>
    public static void Write(Stream output, IReadOnlyList<TunnelOutcome> outcomes, string version)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("version", version);
        json.WriteBoolean("reached", ScoreTables.AllReached(outcomes));
        json.WriteStartArray("runs");
        foreach (TunnelOutcome outcome in outcomes)
            Write(json, outcome.Job, outcome.Score);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TunnelJob job, Score score)
    {
        json.WriteStartObject();
        json.WriteString("scenario", job.Scenario.Name);
        json.WriteString("law", job.Law);
        json.WriteNumber("seed", job.Seed);
        json.WriteBoolean("asked", job.Asked);
        json.Number("excess_p50_ms", score.ExcessP50, Places);
        json.Number("excess_p95_ms", score.ExcessP95, Places);
        json.Number("excess_p99_ms", score.ExcessP99, Places);
        json.Number("excess_max_ms", score.ExcessMax, Places);
        json.Number("over_15", score.Over15, Places);
        json.Number("over_30", score.Over30, Places);
        Write(json, "down", score.Down);
        Write(json, "up", score.Up);
        if (score.Split is { } split)
            Write(json, split);
        json.WriteStartArray("figures");
        foreach (Figure figure in score.Figures)
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            json.Number("measured", figure.Measured, Places);
            json.Number("bound", figure.Bound, Places);
            json.WriteBoolean("at_most", figure.AtMost);
            json.WriteBoolean("reached", figure.Reached);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SplitScore split)
    {
        json.WriteStartObject("split");
        json.Number("known", split.Known, Places);
        Write(json, "down", split.Down);
        Write(json, "up", split.Up);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, SplitSide side)
    {
        json.WriteStartObject(name);
        json.Number("bias_ms", side.BiasMs, Places);
        json.Number("deviation_ms", side.DeviationMs, Places);
        json.Number("false_share", side.FalseShare, Places);
        json.WriteNumber("queues", side.Queues);
        json.WriteNumber("missed", side.Missed);
        json.Number("seen_s", side.SeenSeconds, Places);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, DirectionScore score)
    {
        json.WriteStartObject(name);
        json.Number("utilisation", score.Utilisation, Places);
        json.Number("cut_s", score.CutSeconds, Places);
        json.Number("drain_s", score.DrainSeconds, Places);
        json.Number("rise_s", score.RiseSeconds, Places);
        json.Number("wobble", score.Wobble, Places);
        json.Number("false_cuts_per_hour", score.FalseCutsPerHour, Places);
        json.Number("cuts_per_minute", score.CutsPerMinute, Places);
        json.Number("rises_per_minute", score.RisesPerMinute, Places);
        json.Number("flaps_per_minute", score.FlapsPerMinute, Places);
        json.WriteEndObject();
    }
}
