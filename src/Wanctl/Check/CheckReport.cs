using System.IO;
using System.Linq;
using System.Text.Json;
using Wanctl.Audit;
using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Host.Keep;
using Wanctl.Verbs;

namespace Wanctl.Check;

/// <summary>Prints what a check has found, for people and for scripts.</summary>
internal static class CheckReport
{
    /// <summary>A line for each file, and its values where they are wanted.</summary>
    public static void PrintFiles(CheckOptions options, ConfigSet set, TextWriter output)
    {
        for (int i = 0; i < set.Results.Count; i++)
        {
            string summary = set.Results[i].File is { } file ? Summary(file) : SteeringSummary.Of(set.Steering!);
            output.WriteLine($"{options.Paths[i]}: {summary}");
            foreach (EffectiveValue value in options.Values ? set.Results[i].Values : [])
                output.WriteLine($"  {value.Path} = {value.Value}   [{value.Source}]");
        }
    }

    /// <summary>What this machine is, in a line.</summary>
    public static void PrintMachine(ConfigSet set, TextWriter output)
    {
        string[] disks = [.. set.Files.Select(file => file.Link.StateFile)
            .Where(path => MemoryDisk.Holds(path) == false)];
        string container = Machine.IsContainer ? "a container" : "no container";
        string clock = Machine.IsClockSet ? "clock set" : $"clock not set ({Machine.Date})";
        string states = disks.Length == 0 ? "state in memory" : "state on a disk: " + string.Join(", ", disks);
        output.WriteLine($"this machine: {container}, echoes by {EchoRights.InWords()}, {clock}, {states}");
    }

    /// <summary>The table, expected and found side by side, and the verdict.</summary>
    public static void PrintTable(IReadOnlyList<ConsistencyRow> rows, TextWriter output)
    {
        string[][] cells =
        [
            ["LINK", "WHAT", "EXPECTED", "FOUND", ""],
            .. rows.Select(row => new[] { row.Subject, row.What, row.Expected, row.Found, row.Word }),
        ];
        int[] widths = new int[4];
        foreach (string[] line in cells)
        {
            for (int i = 0; i < widths.Length; i++)
                widths[i] = Math.Max(widths[i], line[i].Length);
        }
        output.WriteLine();
        foreach (string[] line in cells)
        {
            for (int i = 0; i < widths.Length; i++)
                output.Write(line[i].PadRight(widths[i] + 2));
            output.WriteLine(line[^1]);
        }
        output.WriteLine(ConsistencyTable.Verdict(rows));
    }

    /// <summary>Everything as one JSON object; <paramref name="audits"/> is null where nothing was audited.</summary>
    public static void WriteJson(
        Stream output,
        CheckOptions options,
        ConfigSet set,
        IReadOnlyList<ConsistencyRow> rows,
        IReadOnlyList<LinkAudit>? audits,
        string? trouble)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("version", Help.Version);
        json.WriteBoolean("usable", set.Problems.Count == 0);
        Write(json, "problems", set.Problems);
        Write(json, "warnings", set.Warnings);
        Write(json, set);
        json.WriteStartArray("files");
        for (int i = 0; i < set.Results.Count; i++)
            Write(json, options.Paths[i], set.Results[i]);
        json.WriteEndArray();
        json.WriteStartArray("consistency");
        foreach (ConsistencyRow row in rows)
            Write(json, row);
        json.WriteEndArray();
        json.WriteString("verdict", rows.Count == 0 ? "not compared" : ConsistencyTable.Verdict(rows));
        if (audits is not null)
            AuditReport.Write(json, audits);
        if (trouble is not null)
            json.WriteString("unreachable", trouble);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConfigSet set)
    {
        json.WriteStartObject("machine");
        json.WriteBoolean("container", Machine.IsContainer);
        json.WriteString("echoes_by", EchoRights.InWords());
        json.WriteBoolean("clock_set", Machine.IsClockSet);
        json.WriteBoolean("state_in_memory", set.Files.All(file => MemoryDisk.Holds(file.Link.StateFile) != false));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> lines)
    {
        json.WriteStartArray(name);
        foreach (string line in lines)
            json.WriteStringValue(line);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string path, LoadResult result)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        if (result.File is { } file)
            json.WriteString("link", file.Link.Name);
        json.WriteStartArray("values");
        foreach (EffectiveValue value in result.Values)
        {
            json.WriteStartObject();
            json.WriteString("key", value.Path);
            json.WriteString("value", value.Value);
            json.WriteString("source", value.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConsistencyRow row)
    {
        json.WriteStartObject();
        json.WriteString("subject", row.Subject);
        json.WriteString("what", row.What);
        json.WriteString("expected", row.Expected);
        json.WriteString("found", row.Found);
        json.WriteString("verdict", row.Word);
        json.WriteEndObject();
    }

    private static string Summary(WanFile file)
    {
        var link = file.Link;
        return FormattableString.Invariant(
            $"link {link.Name}, every {link.Interval.Millis:0.#} ms, law {link.Law}, ")
            + FormattableString.Invariant(
            $"download {link.Download.FloorRed.Mbps:0.##}-{link.Download.Ceiling.Mbps:0.##} Mbit/s, ")
            + FormattableString.Invariant(
            $"upload {link.Upload.FloorRed.Mbps:0.##}-{link.Upload.Ceiling.Mbps:0.##} Mbit/s, ")
            + $"{Amount.Of(link.Probe.Reflectors.Count, "reflector")}, {Shaper(link)}"
            + (link.DryRun ? $", dry run (lock {link.LockFile}, state {link.StateFile})" : "");
    }

    private static string Shaper(LinkSettings link) => link.Router.Transport == RouterTransport.LinuxCake
        ? $"CAKE on {link.DownloadQueue} (download) and {link.UploadQueue} (upload)"
        : $"router {link.Router.Host}:{link.Router.Port}";
}
