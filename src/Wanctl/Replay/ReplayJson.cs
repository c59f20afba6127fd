using System.IO;
using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Host.Serve;

namespace Wanctl.Replay;

/// <summary>What replays found, as one JSON object a recording and line.</summary>
internal static class ReplayJson
{
    public static void Write(Stream target, Recording recording, ReplayRun run)
    {
        using (var writer = new Utf8JsonWriter(target))
            Write(writer, recording, run);
        target.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter writer, Recording recording, ReplayRun run)
    {
        writer.WriteStartObject();
        writer.WriteString("link", recording.First.Settings.Name);
        writer.WriteNumber("recording", recording.First.Recording);
        writer.WriteStartArray("files");
        foreach ((string path, _) in recording.Segments)
            writer.WriteStringValue(path);
        writer.WriteEndArray();
        writer.WriteNumber("ticks", run.Ticks);
        writer.WriteNumber("seconds", run.Seconds);
        writer.WriteNumber("damaged_tail", run.LostTail);
        writer.WriteNumber("implausible", run.Implausible);
        writer.WriteStartArray("breaks");
        foreach (Break found in run.Breaks)
        {
            writer.WriteStartObject();
            writer.WriteString("file", found.Path);
            writer.WriteNumber("record", found.Record);
            writer.WriteNumber("missing", found.Missing);
            writer.WriteNumber("seconds", found.Seconds);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        if (run.TriesLaw)
            writer.WriteBoolean("open_loop", true);
        else
            Comparison(writer, run);
        Summary(writer, "recorded", run.Recorded);
        Summary(writer, "replayed", run.Replayed);
        writer.WriteEndObject();
    }

    private static void Comparison(Utf8JsonWriter writer, ReplayRun run)
    {
        writer.WriteBoolean("identical", run.Differences == 0 && run.ExactTicks == run.Ticks);
        writer.WriteBoolean("start_missing", run.StartMissing);
        Count(writer, "exact", run.ExactTicks, run.Differences);
        Count(writer, "warm_up", run.WarmUpTicks, run.WarmUpDifferences);
        Count(writer, "later", run.LaterTicks, run.LaterDifferences);
        if (run.First is not { } first)
            return;
        writer.WriteStartObject("first_difference");
        writer.WriteNumber("tick", first.Tick);
        writer.WriteNumber("record", first.Record);
        writer.WriteNumber("seconds", first.Seconds);
        writer.WriteString("time", first.Utc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null));
        writer.WriteString("field", first.What.Field);
        writer.WriteString("recorded", first.What.Recorded);
        writer.WriteString("replayed", first.What.Replayed);
        writer.WriteEndObject();
    }

    private static void Count(Utf8JsonWriter writer, string name, long ticks, long differences)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("ticks", ticks);
        writer.WriteNumber("differences", differences);
        writer.WriteEndObject();
    }

    private static void Summary(Utf8JsonWriter writer, string name, LawSummary law)
    {
        writer.WriteStartObject(name);
        writer.WriteString("law", law.Law);
        Direction(writer, "down", law.Down);
        Direction(writer, "up", law.Up);
        BeliefReport.Write(writer, law.Causes);
        writer.WriteEndObject();
    }

    private static void Direction(Utf8JsonWriter writer, string name, DirectionSummary direction)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("green_seconds", direction.SecondsIn(Zone.Green));
        writer.WriteNumber("yellow_seconds", direction.SecondsIn(Zone.Yellow));
        writer.WriteNumber("soft_red_seconds", direction.SecondsIn(Zone.SoftRed));
        writer.WriteNumber("red_seconds", direction.SecondsIn(Zone.Red));
        writer.WriteNumber("cuts", direction.Cuts);
        writer.WriteNumber("mean_mbps", direction.MeanMbps);
        writer.WriteNumber("lowest_mbps", direction.Lowest.Mbps);
        writer.WriteNumber("tries", direction.Beliefs.Tries);
        writer.WriteNumber("queues", direction.Beliefs.Queues);
        BeliefReport.Write(writer, direction.Beliefs.Latest);
        writer.WriteEndObject();
    }
}
