using System.IO;
using System.Text.Json;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Serve;
using Wanctl.Host.Tell;

namespace Wanctl.Measure;

/// <summary>A report as one JSON object.</summary>
internal static class MeasureJson
{
    /// <summary>Writes it, with a line end behind it.</summary>
    public static void Write(MeasureReport report, string path, LinkSettings link, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteString("link", link.Name);
            if (report.Idle is { } idle)
                Write(json, idle, link);
            if (report.AtCeiling is { } load)
            {
                json.WriteStartObject("load");
                json.WriteBoolean("download", report.Ways.Down);
                json.WriteBoolean("upload", report.Ways.Up);
                json.WriteStartArray("steps");
                Write(json, load);
                foreach (LoadFigures step in report.Steps)
                    Write(json, step);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            if (report.Believed is { } believed)
            {
                json.WriteStartObject("believed");
                json.Number("away_seconds", believed.Down.Away.Seconds, 0);
                Write(json, "download", believed.Down);
                Write(json, "upload", believed.Up);
                json.WriteEndObject();
            }
            Write(json, report);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    /// <summary>A verdict as a script reads it.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Calm => "calm",
        Verdict.NotFilled => "not_filled",
        Verdict.Untried => "untried",
        Verdict.InQueue => "in_your_queue",
        Verdict.Beyond => "beyond_your_router",
        Verdict.Unheeded => "limits_not_heeded",
        Verdict.Unclear => "unclear",
        _ => "none",
    };

    private static void Write(Utf8JsonWriter json, MeasureReport report)
    {
        json.WriteString("verdict", Word(report.Judgement.Verdict));
        if (report.Judgement.Verdict != Verdict.None)
        {
            json.WriteString("says", MeasureWords.Of(report));
            Number(json, "threshold_ms", report.Judgement.ThresholdMs);
        }
        json.WriteStartArray("proposals");
        foreach (Proposal proposal in report.Proposals)
        {
            json.WriteStartObject();
            json.WriteString("place", proposal.Place);
            json.WriteString("key", proposal.Key);
            json.WriteString("old", proposal.Old);
            json.WriteString("new", proposal.New);
            json.WriteBoolean("added", proposal.Added);
            json.WriteString("reason", proposal.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (report.Found is { } found)
            Write(json, "found_limits_mbps", found);
        json.WriteString("limits", report.Restoration.Kind switch
        {
            RestorationKind.Restored => "restored",
            RestorationKind.Failed => "not_restored",
            _ => "untouched",
        });
        if (report.Restoration.Problem is { } problem)
            json.WriteString("restore_problem", problem);
        if (report.Trouble is { } trouble)
            json.WriteString("trouble", trouble);
    }

    private static void Write(Utf8JsonWriter json, IdleFigures idle, LinkSettings link)
    {
        json.WriteStartObject("idle");
        json.WriteStartArray("reflectors");
        for (int i = 0; i < idle.Reflectors.Count; i++)
        {
            EchoFigures figures = idle.Reflectors[i];
            json.WriteStartObject();
            json.WriteString("reflector", link.Probe.Reflectors[i]);
            json.WriteNumber("sent", figures.Sent);
            json.WriteNumber("lost", figures.Lost);
            if (figures.Answered > 0)
            {
                Number(json, "min_ms", figures.MinMs);
                Number(json, "median_ms", figures.MedianMs);
                Number(json, "p95_ms", figures.P95Ms);
                Number(json, "jitter_ms", figures.JitterMs);
                Number(json, "scatter_ms", figures.ScatterMs);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Number(json, "median_ms", idle.MedianMs);
        Number(json, "excess_p95_ms", idle.ExcessP95Ms);
        if (idle.Carried is { } carried)
        {
            json.WriteBoolean("busy", idle.Busy);
            Write(json, "carried_mbps", carried);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LoadFigures load)
    {
        json.WriteStartObject();
        json.WriteNumber("share", load.Share);
        Write(json, "limits_mbps", load.Limits);
        Write(json, "carried_mbps", load.Carried);
        Number(json, "excess_ms", load.ExcessMs);
        Number(json, "excess_p95_ms", load.ExcessP95Ms);
        json.WriteNumber("sent", load.Sent);
        json.WriteNumber("lost", load.Lost);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, BelievedLine line)
    {
        json.WriteStartObject(name);
        json.Rate("capacity_mbps", line.Belief.Capacity);
        json.Rate("least_mbps", line.Belief.RangeLeast);
        json.Rate("most_mbps", line.Belief.RangeMost);
        json.Number("deviation", line.Belief.Known ? line.Belief.Deviation : double.NaN, 4);
        json.Rate("usual_mbps", line.Usual);
        json.WriteString("words", BeliefWords.Range(line.Belief));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, RatePair rates)
    {
        json.WriteStartObject(name);
        Number(json, "down", rates.Down);
        Number(json, "up", rates.Up);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, Rate rate) => Number(json, name, rate.Mbps);

    private static void Number(Utf8JsonWriter json, string name, double value) =>
        json.WriteNumber(name, Math.Round(value, 3));
}
