using Wanctl.Config.Kinds;
using Wanctl.Config.Reading;
using Wanctl.Config.Schema;

namespace Wanctl.Config.Checking;

/// <summary>Gives absent keys the defaults of the schema.</summary>
internal static class FixedDefaults
{
    public const string Source = "default";

    private static readonly Dictionary<string, Node> s_values = ReadAll();

    public static void Fill(ValueTable values)
    {
        bool tokens = values.Has(WriteKeys.Tokens) || (LawRules.IsAdaptive(values) && !values.Has(WriteKeys.Window));
        foreach (SchemaKey key in WanSchema.Keys)
        {
            // Of the two ways to bound writes only the one in use has values.
            bool other = key.Path.StartsWith(tokens ? WriteKeys.Window : WriteKeys.Tokens, StringComparison.Ordinal);
            if (!other && values.Misses(key.Path) && s_values.TryGetValue(key.Path, out Node? value))
                values.Put(key.Path, value, Source);
        }
    }

    /// <summary>
    /// A key's default in normal form. It takes the way of any value, so a default out of range cannot hide.
    /// </summary>
    public static Node? ValueOf(SchemaKey key)
    {
        if (key.Default is null) return null;

        Findings findings = new("schema");
        MapNode? map = TreeReader.Read($"default: {key.Default}", findings);
        return map is null ? null : key.Kind.Read(map.Entries[0].Value, key.Path, new ReadContext(findings, _ => null));
    }

    private static Dictionary<string, Node> ReadAll()
    {
        Dictionary<string, Node> all = new(StringComparer.Ordinal);
        foreach (SchemaKey key in WanSchema.Keys)
        {
            if (ValueOf(key) is { } value) all.Add(key.Path, value);
        }
        return all;
    }
}
