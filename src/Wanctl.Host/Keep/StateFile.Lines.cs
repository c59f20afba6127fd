using System.Globalization;
using System.IO;
using System.Text.Json;
using Wanctl.Core.Decide;

namespace Wanctl.Host.Keep;

/// <content>The section of ours: its version, and what is known of the lines.</content>
public static partial class StateFile
{
    private const string OurSection = "wanctl";

    private static void TakeLines(JsonElement root, ref LinkMemory memory)
    {
        if (Section(root, OurSection) is not { } ours)
            return;
        TakeLine(Section(ours, "download"), ref memory.DownLine);
        TakeLine(Section(ours, "upload"), ref memory.UpLine);
        memory.AwaySeconds = AwaySeconds(root, Number(ours, "unseen_seconds") ?? 0);
    }

    private static void TakeLine(JsonElement? section, ref LineMemory line)
    {
        if (section is not { } known)
            return;
        line.Usual = RateOf(known, "usual_rate") ?? line.Usual;
        line.Capacity = RateOf(known, "capacity") ?? line.Capacity;
        line.Deviation = Number(known, "deviation") ?? line.Deviation;
        line.NoisePerSecond = Number(known, "noise_per_second") ?? line.NoisePerSecond;
    }

    /// <summary>For how long nobody has looked at the lines: since the file was written, and as long before as it says.
    /// The longest absence where one of them is not known, or the file was written later than it is by the clock of
    /// this system. A second at least, for the link has not gone on.</summary>
    private static double AwaySeconds(JsonElement root, double unseen)
    {
        bool told = root.TryGetProperty("timestamp", out JsonElement stamp) && stamp.ValueKind == JsonValueKind.String;
        string text = told ? stamp.GetString()! : "";
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (!DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out DateTimeOffset written))
            return LinkMemory.AwaySecondsMost;
        double away = (DateTimeOffset.UtcNow - written).TotalSeconds;
        bool known = away >= 0 && unseen >= 0;
        return known ? Math.Clamp(away + unseen, 1, LinkMemory.AwaySecondsMost) : LinkMemory.AwaySecondsMost;
    }

    private static void PutLines(Utf8JsonWriter writer, in LinkMemory memory)
    {
        writer.WriteStartObject(OurSection);
        writer.WriteNumber("version", Version);
        PutNumber(writer, "unseen_seconds", memory.AwaySeconds);
        PutLine(writer, "download", in memory.DownLine);
        PutLine(writer, "upload", in memory.UpLine);
        writer.WriteEndObject();
    }

    private static void PutLine(Utf8JsonWriter writer, string name, in LineMemory line)
    {
        writer.WriteStartObject(name);
        PutRate(writer, "usual_rate", line.Usual);
        PutRate(writer, "capacity", line.Capacity);
        PutNumber(writer, "deviation", line.Deviation);
        PutNumber(writer, "noise_per_second", line.NoisePerSecond);
        writer.WriteEndObject();
    }

    /// <summary>A file of a later version holds more than the one that will take its place: it is kept beside it.
    /// </summary>
    /// <returns>What to tell of it; empty for a file of a version that is known.</returns>
    private static string SetAside(string path, JsonElement root, ReadOnlySpan<byte> bytes)
    {
        double version = Section(root, OurSection) is { } ours ? Number(ours, "version") ?? 1 : 1;
        if (!(version > Version))
            return "";
        string told = string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: found version {version}, wanted {Version} at most: what is understood of it is taken up");
        try
        {
            Save(Later(path), bytes);
            return $"{told}; the file itself is kept as {Later(path)}, for a return to the program that wrote it";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{told}; the rest will be lost in five seconds, for it cannot be kept as {Later(path)}: "
                + exception.Message;
        }
    }
}
