namespace Wanctl.Config.Reading;

/// <summary>A piece of a YAML document with its place in the file.</summary>
/// <param name="At">Where it begins.</param>
internal abstract record Node(Position At)
{
    /// <summary>What a message calls it; never its content, which may be a secret.</summary>
    public abstract string Noun { get; }

    /// <summary>How many nodes it holds, itself included and aliases written out.</summary>
    public abstract int Weight { get; }

    /// <summary>Whether it says "no value": nothing after the colon, <c>~</c> or <c>null</c>.</summary>
    public virtual bool IsNull => false;
}

/// <summary>A single value as text.</summary>
/// <param name="Text">The text after the quotes and escapes of YAML are undone.</param>
/// <param name="Quoted">Whether quotes or a block style say that it is text and nothing else.</param>
/// <param name="At">Where it begins.</param>
internal sealed record ScalarNode(string Text, bool Quoted, Position At) : Node(At)
{
    /// <summary>Whether aliases may stand for it elsewhere.</summary>
    public bool Anchored { get; init; }

    /// <summary>Whether a comment follows that may have been meant as a part of the value.</summary>
    public bool HashBehind { get; init; }

    public override string Noun => IsNull ? "nothing" : "a single value";

    public override int Weight => 1;

    public override bool IsNull => !Quoted && (Text is "" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
internal sealed record ListNode(IReadOnlyList<Node> Items, Position At) : Node(At)
{
    public override string Noun => "a list";

    public override int Weight { get; } = 1 + Sum(Items);

    private static int Sum(IReadOnlyList<Node> items)
    {
        int sum = 0;
        foreach (Node item in items) sum += item.Weight;
        return sum;
    }
}

/// <summary>Keys with values.</summary>
internal sealed record MapNode(IReadOnlyList<MapEntry> Entries, Position At) : Node(At)
{
    public override string Noun => "a group of keys";

    public bool Has(string key) => Find(key) is not null;

    /// <summary>The first entry of a name; null where there is none.</summary>
    public MapEntry? Find(string key)
    {
        foreach (MapEntry entry in Entries)
        {
            if (entry.Key == key) return entry;
        }
        return null;
    }

    /// <summary>The group in which a path ends, such as that of <c>host</c> for <c>router.host</c>.</summary>
    public MapNode? GroupOf(string path)
    {
        int dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return this;
        return (Find(path[..dot])?.Value as MapNode)?.GroupOf(path[(dot + 1)..]);
    }

    public override int Weight { get; } = 1 + Sum(Entries);

    private static int Sum(IReadOnlyList<MapEntry> entries)
    {
        int sum = 0;
        foreach (MapEntry entry in entries) sum += entry.Value.Weight;
        return sum;
    }
}

/// <summary>One key of a <see cref="MapNode"/>.</summary>
/// <param name="Key">Its name.</param>
/// <param name="At">Where the name begins.</param>
/// <param name="Value">What it is set to.</param>
internal sealed record MapEntry(string Key, Position At, Node Value);
