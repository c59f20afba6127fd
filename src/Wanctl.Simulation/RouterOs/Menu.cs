namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// A property that can be set: its name, its values and what it is when nobody says; null is absent.
/// </summary>
internal readonly record struct MenuProperty(
    string Name, PropertyKind Kind, string? Default = null, bool Required = false);

/// <summary>One menu of the router, a table of items.</summary>
internal sealed class Menu(string path, string subject, MenuProperty[] properties)
{
    // Enough for a listener that is asked every few milliseconds.
    private const int JournalLimit = 256;

    private readonly List<(uint Id, bool Dead)> _journal = [];
    private long _journalStart;

    /// <summary>Where it is, such as <c>/queue/tree</c>.</summary>
    public string Path { get; } = path;

    /// <summary>What the log calls an item, such as <c>queue</c>.</summary>
    public string Subject { get; } = subject;

    /// <summary>What can be set.</summary>
    public IReadOnlyList<MenuProperty> Properties { get; } = properties;

    /// <summary>How many sets of counters an item has.</summary>
    public int Counters { get; init; }

    /// <summary>Whether items can be changed over the API.</summary>
    public bool Writable { get; init; } = true;

    /// <summary>Whether items can be added and removed over the API.</summary>
    public bool Growable { get; init; } = true;

    /// <summary>Commands of this menu alone, which the router takes and which change none of its items.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>The policy that a change needs.</summary>
    public string Policy { get; init; } = "write";

    /// <summary>A menu with one item that has no id.</summary>
    public bool Single { get; init; }

    /// <summary>The most items; the oldest goes when one more comes. 0 is no limit.</summary>
    public int Limit { get; init; }

    /// <summary>The items in order.</summary>
    public List<MenuItem> Items { get; } = [];

    /// <summary>How many changes there have been; a listener remembers it.</summary>
    public long Revision => _journalStart + _journal.Count;

    /// <summary>The item with an id as the API spells it, or null.</summary>
    public MenuItem? FindId(string id)
    {
        foreach (MenuItem item in Items)
        {
            if (item.IdText == id) return item;
        }

        return null;
    }

    /// <summary>The first item with a name, or null.</summary>
    public MenuItem? FindName(string name)
    {
        foreach (MenuItem item in Items)
        {
            if (item.Get("name") == name) return item;
        }

        return null;
    }

    /// <summary>The declaration of a settable property, or null.</summary>
    public MenuProperty? FindProperty(string name)
    {
        foreach (MenuProperty property in Properties)
        {
            if (property.Name == name) return property;
        }

        return null;
    }

    /// <summary>Whether items can be enabled and disabled.</summary>
    public bool HasFlag => FindProperty("disabled") is not null;

    /// <summary>Gives an item what it has before anybody says otherwise.</summary>
    public void SetDefaults(MenuItem item)
    {
        foreach (MenuProperty property in Properties) item.Set(property.Name, property.Default);
        // What traffic passes through can also be set up wrongly; RouterOS then says so.
        if (Counters > 0) item.Set("invalid", "false");
    }

    /// <summary>Notes a change for listeners.</summary>
    public void Note(uint id, bool dead)
    {
        _journal.Add((id, dead));
        if (_journal.Count <= JournalLimit) return;
        _journal.RemoveAt(0);
        _journalStart++;
    }

    /// <summary>The changes from a revision on, as far back as they are kept.</summary>
    public ReadOnlySpan<(uint Id, bool Dead)> Since(long revision)
    {
        int skip = (int)Math.Clamp(revision - _journalStart, 0, _journal.Count);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_journal)[skip..];
    }
}
