namespace Wanctl.Config.Schema;

/// <summary>
/// A group of keys, such as <c>router</c>: keys and further groups by name, in the order of the reference.
/// </summary>
internal sealed class SchemaGroup
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, SchemaKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaGroup> _groups = new(StringComparer.Ordinal);

    private SchemaGroup()
    {
    }

    /// <summary>Names of keys and groups.</summary>
    public IReadOnlyList<string> Names => _names;

    public SchemaKey? Key(string name) => _keys.GetValueOrDefault(name);

    public SchemaGroup? Group(string name) => _groups.GetValueOrDefault(name);

    public static SchemaGroup Of(IReadOnlyList<SchemaKey> keys)
    {
        SchemaGroup root = new();
        foreach (SchemaKey key in keys)
        {
            SchemaGroup group = root;
            string[] words = key.Path.Split('.');
            foreach (string word in words[..^1]) group = group.Enter(word);
            group._names.Add(words[^1]);
            group._keys.Add(words[^1], key);
        }
        return root;
    }

    private SchemaGroup Enter(string name)
    {
        if (_groups.TryGetValue(name, out SchemaGroup? group)) return group;
        _names.Add(name);
        return _groups[name] = new SchemaGroup();
    }
}
