using System.Globalization;

namespace Wanctl.Simulation.RouterOs;

/// <summary>One item of a menu: its properties in a fixed order, and the counters that traffic drives.</summary>
internal sealed class MenuItem(uint id, int counters)
{
    private static readonly string[] CounterNames = ["bytes", "packets", "dropped", "queued-bytes", "queued-packets"];

    private readonly List<(string Key, string Value)> _properties = [];
    private readonly QueueCounters[] _counters = new QueueCounters[counters];
    private QueueCounters[]? _shown;

    /// <summary>The number behind the asterisk.</summary>
    public uint Id { get; set; } = id;

    /// <summary>
    /// The id as the API spells it; 0 is the single item of a menu such as <c>/system/identity</c>, which has none.
    /// </summary>
    public string? IdText => Id == 0 ? null : "*" + Id.ToString("X", CultureInfo.InvariantCulture);

    /// <summary>A user's password; no print shows it.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The properties that are set, without id and counters.</summary>
    public IReadOnlyList<(string Key, string Value)> Properties => _properties;

    /// <summary>
    /// None, one (queue tree, firewall: bytes and packets) or two (simple queue: upload, download).
    /// </summary>
    public Span<QueueCounters> Counters => _counters;

    /// <summary>From here on a print shows the counters as they are at this moment.</summary>
    public void KeepShown() => _counters.CopyTo((_shown ??= new QueueCounters[_counters.Length]).AsSpan());

    /// <summary>From here on a print shows the counters as they are when it is made.</summary>
    public void ShowTrue() => _shown = null;

    /// <summary>A property's value, an id or a counter, or null where the item has none of that name.</summary>
    public string? Get(string key)
    {
        if (key == ".id") return IdText;
        foreach ((string name, string value) in _properties)
        {
            if (name == key) return value;
        }

        return CounterText(key);
    }

    /// <summary>
    /// Sets a property; null takes it away, and so does an empty comment, which RouterOS does not keep.
    /// </summary>
    public void Set(string key, string? value)
    {
        int index = _properties.FindIndex(property => property.Key == key);
        if (value is null || key == "comment" && value.Length == 0)
        {
            if (index >= 0) _properties.RemoveAt(index);
        }
        else if (index >= 0)
        {
            _properties[index] = (key, value);
        }
        else
        {
            _properties.Add((key, value));
        }
    }

    /// <summary>Puts back what <see cref="Properties"/> once were.</summary>
    public void Restore(List<(string Key, string Value)> properties)
    {
        _properties.Clear();
        _properties.AddRange(properties);
    }

    /// <summary>The row that a print gives: named properties only, or all.</summary>
    public List<(string Key, string Value)> Row(string[]? wanted)
    {
        var row = new List<(string Key, string Value)>();
        if (wanted is not null)
        {
            foreach (string key in wanted)
            {
                if (Get(key) is { } value) row.Add((key, value));
            }

            return row;
        }

        if (IdText is { } id) row.Add((".id", id));
        row.AddRange(_properties);
        foreach (string key in CounterNames)
        {
            if (CounterText(key) is { } value) row.Add((key, value));
        }

        return row;
    }

    private string? CounterText(string key)
    {
        QueueCounters[] shown = _shown ?? _counters;
        if (shown.Length == 0 || shown[0].Find(key) is not { } first) return null;
        return shown.Length == 1
            ? first.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{first}/{shown[1].Find(key)}");
    }
}
