using System.Linq;
using Wanctl.Config.Reading;

namespace Wanctl.Config.Schema;

/// <summary>Finds the key that somebody probably meant by an unknown one.</summary>
public static class NearestKey
{
    private const int ShownMax = 12;

    /// <summary>The nearest of some names, or null when none is near: a third of the letters may differ.</summary>
    public static string? Among(IReadOnlyList<string> names, string name)
    {
        string? nearest = null;
        int best = Math.Max(1, Math.Min(name.Length, Shown.LengthMax) / 3) + 1;
        foreach (string candidate in names)
        {
            int distance = Distance(name, candidate);
            if (distance < best) (best, nearest) = (distance, candidate);
        }
        return nearest;
    }

    /// <summary>Where in the file a key belongs that stands in the wrong group, or null.</summary>
    internal static string? Elsewhere(string name, IReadOnlyList<SchemaKey> keys)
    {
        foreach (SchemaKey key in keys)
        {
            if (key.IsUnused || Distance(name, KeyPath.LastWord(key.Path)) > 1) continue;
            return $"{key.Path} (it belongs there)";
        }
        return null;
    }

    /// <summary>The first of some names.</summary>
    public static string List(IReadOnlyList<string> names) =>
        $"one of {string.Join(", ", names.Take(ShownMax))}{(names.Count > ShownMax ? ", ..." : "")}";

    /// <summary>
    /// Letters to insert, drop, change or swap with their neighbour; beyond any use for very long names.
    /// </summary>
    internal static int Distance(string left, string right)
    {
        if (left.Length > Shown.LengthMax) return int.MaxValue;

        int[] before = new int[right.Length + 1], above = new int[right.Length + 1], row = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++) above[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + change);
                bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                if (swapped) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, above, row) = (above, row, before);
        }
        return above[right.Length];
    }
}
