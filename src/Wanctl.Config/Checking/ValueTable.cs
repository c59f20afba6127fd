using System.Globalization;
using Wanctl.Config.Reading;

namespace Wanctl.Config.Checking;

/// <summary>The values of one file as far as they are right, with their places and sources.</summary>
internal sealed class ValueTable(Findings findings)
{
    private readonly Dictionary<string, Entry> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Position> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mentioned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);

    private readonly record struct Entry(Node Value, string Source);

    /// <summary>Notes that a key or group stands in the file, with something behind it.</summary>
    public void Mention(string path) => _mentioned.Add(path);

    /// <summary>
    /// Notes that a key or group stands there in some broken form; neither it nor its keys are missing.
    /// </summary>
    public void Break(string group) => _broken.Add(group);

    /// <summary>Notes where a key or group stands.</summary>
    public void Place(string path, Position at) => _places[path] = at;

    /// <summary>Sets a value that is right.</summary>
    public void Put(string path, Node value, string source) => _values[path] = new Entry(value, source);

    /// <summary>Sets a number that follows from other keys.</summary>
    public void Put(string path, double value, string source) =>
        Put(path, new ScalarNode(value.ToString("R", CultureInfo.InvariantCulture), false, PlaceOf(path)), source);

    /// <summary>Whether the key or group stands in the file, right or wrong.</summary>
    public bool Has(string path) => _mentioned.Contains(path);

    /// <summary>
    /// Whether the key is absent; not so where a group around it is broken, for it may stand in there.
    /// </summary>
    public bool Misses(string path)
    {
        for (string at = path; at.Length > 0; at = KeyPath.Parent(at))
        {
            if (_broken.Contains(at)) return false;
        }
        return !Has(path);
    }

    /// <summary>Where a key stands; for an absent one the group that should have it.</summary>
    public Position PlaceOf(string path)
    {
        for (string at = path; at.Length > 0; at = KeyPath.Parent(at))
        {
            if (_places.TryGetValue(at, out Position place)) return place;
        }
        return Position.Start;
    }

    /// <summary>Reports a problem of a key at its place.</summary>
    public void Refuse(string path, string found, string wanted) => Refuse(PlaceOf(path), path, found, wanted);

    /// <summary>Reports a problem of a part of a value, such as one item of a list.</summary>
    public void Refuse(Position at, string path, string found, string wanted) =>
        findings.Problem(at, path, found, wanted);

    /// <summary>Reports something remarkable of a key at its place.</summary>
    public void Warn(string path, string text) => findings.Warn(PlaceOf(path), path, text);

    /// <summary>A value in normal form; null when the key has none, or a wrong one.</summary>
    public Node? Node(string path) => _values.TryGetValue(path, out Entry entry) ? entry.Value : null;

    /// <summary>A value's source; null when there is no value.</summary>
    public string? SourceOf(string path) => _values.TryGetValue(path, out Entry entry) ? entry.Source : null;

    public string? Text(string path) => (Node(path) as ScalarNode)?.Text;

    public double? Number(string path) =>
        Text(path) is { } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    public bool Flag(string path) => Text(path) == "true";
}
