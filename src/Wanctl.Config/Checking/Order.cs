using System.Globalization;
using Wanctl.Config.Reading;

namespace Wanctl.Config.Checking;

/// <summary>Numbers that must rise from key to key.</summary>
internal static class Order
{
    /// <summary>Reports each neighbouring pair that is out of order; keys without a value are passed over.</summary>
    public static void Check(ValueTable values, bool strict, IReadOnlyList<string> paths)
    {
        string? below = null;
        foreach (string path in paths)
        {
            if (values.Number(path) is not { } number) continue;
            if (below is not null && values.Number(below) is { } lower && (strict ? lower >= number : lower > number))
                Report(values, strict, below, path);
            below = path;
        }
    }

    private static void Report(ValueTable values, bool strict, string lower, string upper)
    {
        // The problem stands at a key that the author wrote; of two, at the one that should be less.
        if (values.Has(lower))
            Report(values, lower, strict ? "less than" : "at most", upper);
        else
            Report(values, upper, strict ? "more than" : "at least", lower);
    }

    private static void Report(ValueTable values, string path, string relation, string other)
    {
        string source = values.Has(other) ? "" : ", its default";
        string wanted = string.Create(
            CultureInfo.InvariantCulture, $"{relation} {KeyPath.LastWord(other)} ({values.Text(other)}{source})");
        values.Refuse(path, values.Text(path)!, wanted);
    }
}
