using System.Buffers;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Units;

namespace Wanctl.Host.Keep;

/// <summary>
/// The file in which a link's memory survives a restart: the original's JSON with a section of ours, so that either can
/// start from the other's file. Written to a second file and renamed, so that a reader never sees half of it.
/// </summary>
/// <remarks>
/// The section "wanctl" has the version of what is in it; a file without one is of version 1. A later version adds to
/// it and changes no meaning, so that whatever is understood of a file is taken.
/// </remarks>
public static partial class StateFile
{
    /// <summary>The version that is written.</summary>
    public const int Version = 3;

    /// <summary>A state file is two kilobytes at most; more than this is not one.</summary>
    private const int SizeMax = 65_536;

    /// <summary>The path under which a state file is written before it takes its place.</summary>
    public static string Draft(string path) => path + ".tmp";

    /// <summary>Where a file of a later version is kept when one of this version takes its place.</summary>
    public static string Later(string path) => path + ".later";

    /// <summary>Reads a memory; what is missing keeps the value it has in <paramref name="memory"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="memory">In: the defaults. Out: what the file adds; unchecked, see
    /// <see cref="LinkMemory.Sanitised"/>.</param>
    /// <param name="baselines">Called for each reflector's baseline: address, microseconds.</param>
    /// <param name="problem">
    /// Why the file could not be used, or that it is of a later version and where it is kept; else empty.
    /// </param>
    /// <param name="setAside">Whether a file of a later version is kept beside, for one of this version will take its
    /// place; a reader that writes none leaves it alone.</param>
    /// <returns>Whether there was a usable file.</returns>
    public static bool TryRead(
        string path, ref LinkMemory memory, Action<string, double> baselines, out string problem, bool setAside = true)
    {
        problem = "";
        try
        {
            if (KeptFile.TryRead(path, SizeMax + 1, out string fault) is not { } bytes)
            {
                problem = fault.Length == 0 ? "" : $"{path}: it is ignored: {fault}";
                return false;
            }
            if (bytes.Length > SizeMax)
            {
                string size = Amount.Of(FileFacts.Of(path).Size, "byte");
                problem = $"{path}: {size}, more than a state file has; it is ignored";
                return false;
            }
            using var document = JsonDocument.Parse(bytes);
            Take(document.RootElement, ref memory, baselines);
            problem = setAside ? SetAside(path, document.RootElement, bytes) : "";
            return true;
        }
        // A name that is no Unicode is found out only when it is compared, as an invalid operation.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            problem = $"{path}: cannot be read and is ignored: {exception.Message}";
            return false;
        }
    }

    /// <summary>
    /// Writes a memory. A number that is none is left out, so that the next start takes its default. A write that fails
    /// leaves the old file and nothing else.
    /// </summary>
    /// <exception cref="IOException">
    /// The disk is full, the folder is not writable, or something other than a regular file has the path.
    /// </exception>
    public static void Write(
        string path, in LinkMemory memory, IReadOnlyList<(string Address, double Micros)> baselines)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer))
            Put(writer, in memory, baselines);
        string draft = Draft(path);
        try
        {
            if (KeptFile.Fault(path) is { Length: > 0 } fault)
                throw new IOException(fault);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            Save(draft, buffer.WrittenSpan);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Discard(draft);
            throw exception as IOException ?? new IOException(exception.Message, exception);
        }
    }

    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be deleted nothing was written either; the write's own failure is the one to tell.
        }
    }

    private static void Save(string draft, ReadOnlySpan<byte> text)
    {
        using FileStream stream = KeptFile.Create(draft);
        stream.Write(text);
        stream.Flush(flushToDisk: true);
    }

    private static void Take(JsonElement root, ref LinkMemory memory, Action<string, double> baselines)
    {
        if (Section(root, "ewma") is { } averages)
        {
            memory.BaselineMs = Number(averages, "baseline_rtt") ?? memory.BaselineMs;
            memory.LoadMs = Number(averages, "load_rtt") ?? memory.LoadMs;
        }
        TakeDirection(Section(root, "download"), ref memory.DownWanted, ref memory.DownStreaks);
        TakeDirection(Section(root, "upload"), ref memory.UpWanted, ref memory.UpStreaks);
        if (Section(root, "last_applied") is { } applied)
        {
            memory.DownApplied = RateOf(applied, "dl_rate") ?? memory.DownApplied;
            memory.UpApplied = RateOf(applied, "ul_rate") ?? memory.UpApplied;
        }
        TakeLines(root, ref memory);
        if (Section(root, "reflectors") is not { } reflectors)
            return;
        foreach (JsonProperty reflector in reflectors.EnumerateObject())
        {
            if (reflector.Value.ValueKind != JsonValueKind.Number)
                continue;
            if (reflector.Value.GetDouble() is > 0 and < 10_000_000 and var micros)
                baselines(reflector.Name, micros);
        }
    }

    private static void TakeDirection(JsonElement? section, ref Rate wanted, ref ZoneStreaks streaks)
    {
        if (section is not { } direction)
            return;
        wanted = RateOf(direction, "current_rate") ?? wanted;
        streaks.Green = Count(direction, "green_streak");
        streaks.SoftRed = Count(direction, "soft_red_streak");
        streaks.Red = Count(direction, "red_streak");
    }

    private static JsonElement? Section(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out JsonElement section)
        && section.ValueKind == JsonValueKind.Object
            ? section
            : null;

    private static double? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    private static Rate? RateOf(JsonElement parent, string name) =>
        Number(parent, name) is { } rate and >= 0 and <= 1e12 ? new Rate((long)rate) : null;

    private static int Count(JsonElement parent, string name) =>
        Number(parent, name) is { } count and >= 0 and <= 1e9 ? (int)count : 0;

    private static void Put(
        Utf8JsonWriter writer, in LinkMemory memory, IReadOnlyList<(string Address, double Micros)> baselines)
    {
        writer.WriteStartObject();
        PutDirection(writer, "download", memory.DownWanted, memory.DownStreaks);
        PutDirection(writer, "upload", memory.UpWanted, memory.UpStreaks);
        writer.WriteStartObject("ewma");
        PutNumber(writer, "baseline_rtt", memory.BaselineMs);
        PutNumber(writer, "load_rtt", memory.LoadMs);
        writer.WriteEndObject();
        writer.WriteStartObject("last_applied");
        PutRate(writer, "dl_rate", memory.DownApplied);
        PutRate(writer, "ul_rate", memory.UpApplied);
        writer.WriteEndObject();
        writer.WriteStartObject("reflectors");
        foreach ((string address, double micros) in baselines)
            PutNumber(writer, address, micros);
        writer.WriteEndObject();
        PutLines(writer, in memory);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        writer.WriteString("timestamp", now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    private static void PutDirection(Utf8JsonWriter writer, string name, Rate wanted, ZoneStreaks streaks)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("green_streak", streaks.Green);
        writer.WriteNumber("soft_red_streak", streaks.SoftRed);
        writer.WriteNumber("red_streak", streaks.Red);
        writer.WriteNumber("current_rate", wanted.BitsPerSecond);
        writer.WriteEndObject();
    }

    /// <summary>JSON has no infinities, and the writer throws when it is given one.</summary>
    private static void PutNumber(Utf8JsonWriter writer, string name, double number)
    {
        if (double.IsFinite(number))
            writer.WriteNumber(name, number);
    }

    private static void PutRate(Utf8JsonWriter writer, string name, Rate rate)
    {
        if (rate == Rate.Zero)
            writer.WriteNull(name);
        else
            writer.WriteNumber(name, rate.BitsPerSecond);
    }
}
