using Wanctl.Config.Kinds;
using Wanctl.Config.Reading;
using Wanctl.Config.Schema;

namespace Wanctl.Config.Checking;

/// <summary>Gives absent keys the defaults of the schema.</summary>
internal static class FixedDefaults
{
    public const string Source = "default";

    private static readonly Dictionary<string, Node> s_values = ReadAll(key => key.Default);
    private static readonly Dictionary<string, Node> s_valuesOnLinux = ReadAll(key => key.DefaultOnLinux);

    public static void Fill(ValueTable values)
    {
        bool linux = TransportRules.IsLinuxCake(values);
        bool tokens = values.Has(WriteKeys.Tokens)
            || ((linux || LawRules.IsAdaptive(values)) && !values.Has(WriteKeys.Window));
        foreach (SchemaKey key in WanSchema.Keys)
        {
            // Of the two ways to bound writes only the one in use has values.
            bool other = key.Path.StartsWith(tokens ? WriteKeys.Window : WriteKeys.Tokens, StringComparison.Ordinal);
            if (other || !values.Misses(key.Path) || !TransportRules.Uses(values, key)) continue;
            bool own = linux && key.DefaultOnLinux is not null;
            if ((own ? s_valuesOnLinux : s_values).TryGetValue(key.Path, out Node? value))
                values.Put(key.Path, value, own ? $"{Source} (with {RouterKeys.LinuxCake})" : Source);
        }
    }

    /// <summary>
    /// A key's default in normal form. It takes the way of any value, so a default out of range cannot hide.
    /// </summary>
    public static Node? ValueOf(SchemaKey key) => Read(key, key.Default);

    private static Node? Read(SchemaKey key, string? value)
    {
        if (value is null) return null;

        Findings findings = new("schema");
        MapNode? map = TreeReader.Read($"default: {value}", findings);
        return map is null ? null : key.Kind.Read(map.Entries[0].Value, key.Path, new ReadContext(findings, _ => null));
    }

    private static Dictionary<string, Node> ReadAll(Func<SchemaKey, string?> value)
    {
        Dictionary<string, Node> all = new(StringComparer.Ordinal);
        foreach (SchemaKey key in WanSchema.Keys)
        {
            if (Read(key, value(key)) is { } node) all.Add(key.Path, node);
        }
        return all;
    }
}
