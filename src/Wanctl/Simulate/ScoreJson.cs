using System.IO;
using System.Text.Json;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulate;

/// <summary>Writes scorecards as JSON, run by run. What is no number is <c>null</c>.</summary>
internal static class ScoreJson
{
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
        Write(json, "excess_p50_ms", score.ExcessP50);
        Write(json, "excess_p95_ms", score.ExcessP95);
        Write(json, "excess_p99_ms", score.ExcessP99);
        Write(json, "excess_max_ms", score.ExcessMax);
        Write(json, "over_15", score.Over15);
        Write(json, "over_30", score.Over30);
        Write(json, "down", score.Down);
        Write(json, "up", score.Up);
        json.WriteStartArray("figures");
        foreach (Figure figure in score.Figures)
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            Write(json, "measured", figure.Measured);
            Write(json, "bound", figure.Bound);
            json.WriteBoolean("at_most", figure.AtMost);
            json.WriteBoolean("reached", figure.Reached);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, DirectionScore score)
    {
        json.WriteStartObject(name);
        Write(json, "utilisation", score.Utilisation);
        Write(json, "cut_s", score.CutSeconds);
        Write(json, "drain_s", score.DrainSeconds);
        Write(json, "rise_s", score.RiseSeconds);
        Write(json, "wobble", score.Wobble);
        Write(json, "false_cuts_per_hour", score.FalseCutsPerHour);
        Write(json, "cuts_per_minute", score.CutsPerMinute);
        Write(json, "rises_per_minute", score.RisesPerMinute);
        Write(json, "flaps_per_minute", score.FlapsPerMinute);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, Math.Round(value, 6));
        else
            json.WriteNull(name);
    }
}
