using System.Globalization;
using Wanctl.Config.Kinds;
using Wanctl.Config.Reading;
using Wanctl.Config.Schema;

namespace Wanctl.Config.Checking;

/// <summary>
/// Holds a tree of nodes against the schema: unknown, double, missing and wrong keys, each with its place.
/// </summary>
internal sealed class SchemaWalk(
    ReadContext context, ValueTable values, IReadOnlyList<SchemaKey> keys, SchemaGroup schema)
{
    private readonly Findings _findings = context.Findings;

    /// <summary>Takes every right value of a file into the table.</summary>
    public void Walk(MapNode root)
    {
        Walk(root, schema, "");
        foreach (SchemaKey key in keys)
        {
            if (key.IsRequired && values.Misses(key.Path))
                _findings.Problem(values.PlaceOf(key.Path), key.Path, "nothing", $"{key.Kind.Wanted} (required)");
        }
    }

    private void Walk(MapNode map, SchemaGroup group, string path)
    {
        Dictionary<string, Position> seen = new(StringComparer.Ordinal);
        foreach (MapEntry entry in map.Entries)
        {
            string entryPath = KeyPath.Join(path, entry.Key);
            if (seen.TryGetValue(entry.Key, out Position first))
                Refuse(entry, entryPath, "the same key again", $"it once (line {Text(first.Line)} has it)");
            else if (entry.Key == "<<")
                Refuse(entry, path, "a merge key (<<)", "the keys themselves");
            else if (group.Key(entry.Key) is { } key)
                Take(entry, key);
            else if (group.Group(entry.Key) is { } inner)
                Enter(entry, inner, entryPath);
            else
                RefuseUnknown(entry, map, group, path);
            seen.TryAdd(entry.Key, entry.At);
        }
    }

    private void Refuse(MapEntry entry, string path, string found, string wanted) =>
        _findings.Problem(entry.At, path, found, wanted);

    private void RefuseUnknown(MapEntry entry, MapNode map, SchemaGroup group, string path)
    {
        string? meant = NearestKey.Among(group.Names, entry.Key);
        string wanted = NearestKey.Elsewhere(entry.Key, keys) ?? NearestKey.List(group.Names);
        if (meant is not null)
        {
            // What is only misspelt is not missing as well.
            string meantPath = KeyPath.Join(path, meant);
            if (!map.Has(meant)) values.Break(meantPath);
            wanted = $"{meantPath} (the nearest known key)";
        }
        Refuse(entry, KeyPath.Join(path, entry.Key), "an unknown key", wanted);
    }

    private void Take(MapEntry entry, SchemaKey key)
    {
        values.Place(key.Path, entry.Value.At);
        // An optional key with nothing behind it is a key that somebody emptied to get the default.
        if (entry.Value.IsNull && !key.IsRequired && !key.IsUnused) return;

        values.Mention(key.Path);
        // What is said of an unused key is said of the whole key, not of what stands behind it.
        Node value = key.IsUnused ? entry.Value with { At = entry.At } : entry.Value;
        if (key.Kind.Read(value, key.Path, context) is { } normal)
            values.Put(key.Path, normal, $"{_findings.File}:{Text(entry.At.Line)}");
    }

    private void Enter(MapEntry entry, SchemaGroup group, string path)
    {
        values.Place(path, entry.At);
        // A group whose keys are all commented out is an empty group.
        if (entry.Value.IsNull) return;

        values.Mention(path);
        if (entry.Value is MapNode map)
        {
            Walk(map, group, path);
            return;
        }
        values.Break(path);
        _findings.Problem(entry.Value.At, path, entry.Value.Noun, "a group of keys, indented below it");
    }

    private static string Text(int line) => line.ToString(CultureInfo.InvariantCulture);
}
