using System.Text.Json;
using Wanctl.Core.Units;

namespace Wanctl.Status;

/// <summary>
/// Fields of a daemon's state, which may be of another version than this program: what is not there is unknown, and no
/// fault.
/// </summary>
internal static class Fields
{
    /// <summary>A member; of the kind Undefined where it is not there.</summary>
    public static JsonElement In(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement found)
                ? found
                : default;
        }
        catch (InvalidOperationException)
        {
            // A name beside it that is no Unicode is found out only when it is compared.
            return default;
        }
    }

    /// <summary>A text; empty where there is none.</summary>
    public static string Text(this JsonElement element, string name)
    {
        JsonElement found = element.In(name);
        try
        {
            return found.ValueKind == JsonValueKind.String ? Printable(found.GetString()!) : "";
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates is JSON and no text.
            return "";
        }
    }

    /// <summary>A number; NaN where there is none.</summary>
    public static double Number(this JsonElement element, string name)
    {
        JsonElement found = element.In(name);
        return found.ValueKind == JsonValueKind.Number ? found.GetDouble() : double.NaN;
    }

    /// <summary>A rate in Mbit/s; zero where there is none.</summary>
    public static Rate Rate(this JsonElement element, string name)
    {
        double mbps = element.Number(name);
        return double.IsNaN(mbps) ? Core.Units.Rate.Zero : Core.Units.Rate.FromMbps(Math.Clamp(mbps, 0, 1e6));
    }

    /// <summary>Whether something is true.</summary>
    public static bool Flag(this JsonElement element, string name) => element.In(name).ValueKind == JsonValueKind.True;

    /// <summary>How many elements a list has; 0 where there is no list.</summary>
    public static int Count(this JsonElement element, string name)
    {
        JsonElement found = element.In(name);
        return found.ValueKind == JsonValueKind.Array ? found.GetArrayLength() : 0;
    }

    /// <summary>The elements of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name)
    {
        JsonElement found = element.In(name);
        if (found.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (JsonElement item in found.EnumerateArray())
            yield return item;
    }

    /// <summary>What comes over a network must not steer a terminal.</summary>
    private static string Printable(string text) =>
        string.Create(text.Length, text, static (room, source) =>
        {
            for (int i = 0; i < room.Length; i++)
                room[i] = char.IsControl(source[i]) ? '?' : source[i];
        });
}
