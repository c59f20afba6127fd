using System.IO;
using System.Text;
using System.Text.Json;

namespace Wanctl.Tests.Wire.RouterOs;

/// <summary>One row of Vectors/routeros.json: bytes, and the sentences they mean.</summary>
public sealed record RouterOsVector(
    string Id, string Direction, byte[] Bytes, string[][] Decoded, string? State, string Meaning)
{
    /// <summary>The rows of one direction: <c>len</c>, <c>rx</c> or <c>tx</c>.</summary>
    public static IReadOnlyList<RouterOsVector> Of(string direction)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Vectors", "routeros.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        var rows = new List<RouterOsVector>();
        foreach (JsonElement row in document.RootElement.EnumerateArray())
        {
            if (row.GetProperty("dir").GetString() == direction) rows.Add(Read(row));
        }

        return rows;
    }

    /// <summary>The ids of one direction, for a theory.</summary>
    public static TheoryData<string> Ids(string direction)
    {
        var ids = new TheoryData<string>();
        foreach (RouterOsVector vector in Of(direction)) ids.Add(vector.Id);
        return ids;
    }

    /// <summary>The row with an id.</summary>
    public static RouterOsVector Find(string direction, string id)
    {
        foreach (RouterOsVector vector in Of(direction))
        {
            if (vector.Id == id) return vector;
        }

        throw new KeyNotFoundException(id);
    }

    /// <summary>Bytes as the vectors write them: ASCII, and \xNN for the rest.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte letter in bytes)
        {
            if (letter < 0x80) text.Append((char)letter);
            else text.Append("\\x").Append(Convert.ToHexStringLower([letter]));
        }

        return text.ToString();
    }

    private static RouterOsVector Read(JsonElement row)
    {
        var sentences = new List<string[]>();
        JsonElement decoded = row.GetProperty("decoded");
        if (decoded.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement sentence in decoded.EnumerateArray())
            {
                var words = new List<string>();
                foreach (JsonElement word in sentence.EnumerateArray()) words.Add(word.GetString()!);
                sentences.Add([.. words]);
            }
        }

        return new RouterOsVector(
            row.GetProperty("id").GetString()!,
            row.GetProperty("dir").GetString()!,
            Convert.FromHexString(row.GetProperty("hex").GetString()!),
            [.. sentences],
            row.GetProperty("state").GetString(),
            row.GetProperty("meaning").GetString()!);
    }
}
