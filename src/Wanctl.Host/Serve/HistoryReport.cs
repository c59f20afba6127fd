using System.Text.Json;
using Wanctl.Host.Watch;

namespace Wanctl.Host.Serve;

/// <summary>
/// What <c>/api/history</c> says: one row a point, as plain arrays, because names in each would triple the length.
/// Times are milliseconds on the clock of <c>clock_ms</c>, relative to <c>base_ms</c>.
/// </summary>
internal static class HistoryReport
{
    /// <summary>Two minutes at full rate.</summary>
    public static void Fine(Utf8JsonWriter json, LinkPicture link)
    {
        json.WriteStartObject();
        json.WriteString("link", link.Settings.Name);
        json.WriteString("view", "fine");
        FinePoints(json, link, link.Fine.First);
        json.WriteEndObject();
    }

    /// <summary>The points with numbers from <paramref name="from"/> on, as members of the present object.</summary>
    public static void FinePoints(Utf8JsonWriter json, LinkPicture link, long from)
    {
        History<FinePoint> points = link.Fine;
        long first = Math.Max(from, points.First);
        long start = first < points.End ? points[first].At.Nanos / 1_000_000 : 0;
        json.WriteNumber("first", first);
        json.WriteNumber("base_ms", start);
        Columns(
            json, "t_ms", "rtt_ms", "excess_ms", "down_asked", "down_applied", "down_achieved", "down_capacity",
            "down_zone", "up_asked", "up_applied", "up_achieved", "up_capacity", "up_zone", "silent");
        json.WriteStartArray("points");
        for (long number = first; number < points.End; number++)
        {
            ref readonly FinePoint point = ref points[number];
            json.WriteStartArray();
            json.WriteNumberValue(point.At.Nanos / 1_000_000 - start);
            json.Element(point.RttMs);
            json.Element(point.ExcessMs);
            Direction(json, in point.Down);
            Direction(json, in point.Up);
            json.WriteNumberValue(point.Silent ? 1 : 0);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    /// <summary>A day in minutes, with the minute that is being filled.</summary>
    public static void Day(Utf8JsonWriter json, LinkPicture link)
    {
        History<DayBucket> steps = link.Day;
        DayBucket present = link.PresentMinute;
        long start = (steps.End > 0 ? steps[steps.First].At : present.At).Nanos / 1_000_000;
        json.WriteStartObject();
        json.WriteString("link", link.Settings.Name);
        json.WriteString("view", "day");
        json.WriteNumber("first", steps.First);
        json.WriteNumber("base_ms", start);
        Columns(
            json, "t_ms", "ticks", "samples", "lost", "silent_ticks", "rtt_mean", "excess_mean", "excess_p95",
            "excess_max", "down_least", "down_mean", "down_achieved", "down_most", "down_zone", "down_congested",
            "up_least", "up_mean", "up_achieved", "up_most", "up_zone", "up_congested");
        json.WriteStartArray("points");
        for (long number = steps.First; number < steps.End; number++)
            Minute(json, in steps[number], start);
        if (present.Ticks > 0)
            Minute(json, in present, start);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Minute(Utf8JsonWriter json, in DayBucket bucket, long start)
    {
        json.WriteStartArray();
        json.WriteNumberValue(bucket.At.Nanos / 1_000_000 - start);
        json.WriteNumberValue(bucket.Ticks);
        json.WriteNumberValue(bucket.Samples);
        json.WriteNumberValue(bucket.Lost);
        json.WriteNumberValue(bucket.SilentTicks);
        json.Element(bucket.Samples == 0 ? float.NaN : bucket.RttMean);
        json.Element(bucket.Samples == 0 ? float.NaN : bucket.ExcessMean);
        json.Element(bucket.Samples == 0 ? float.NaN : bucket.ExcessP95);
        json.Element(bucket.Samples == 0 ? float.NaN : bucket.ExcessMax);
        Direction(json, in bucket.Down);
        Direction(json, in bucket.Up);
        json.WriteEndArray();
    }

    private static void Direction(Utf8JsonWriter json, in FineDirection direction)
    {
        json.RateElement(direction.Asked);
        json.RateElement(direction.Applied);
        json.RateElement(direction.Achieved);
        json.RateElement(direction.Capacity);
        json.WriteNumberValue((int)direction.Zone);
    }

    private static void Direction(Utf8JsonWriter json, in DayDirection direction)
    {
        json.RateElement(direction.AppliedLeast);
        json.RateElement(direction.AppliedMean);
        json.RateElement(direction.AchievedMean);
        json.RateElement(direction.AchievedMost);
        json.WriteNumberValue((int)direction.Worst);
        json.Element(direction.Congested);
    }

    private static void Columns(Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        json.WriteStartArray("columns");
        foreach (string name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
