using System.Text;

namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// What a router shows of its interfaces, lists, default routes and addresses. It is the same for all queues of the
/// router, so that one look tells about every target.
/// </summary>
public sealed class TargetFacts
{
    /// <summary>Rows of one menu that are kept; what comes after them is left out.</summary>
    public const int RowsMax = 512;

    private readonly List<KeyValuePair<string, string>>[] _rows =
        new List<KeyValuePair<string, string>>[TargetQuestions.Count];
    private readonly string?[] _complaints = new string?[TargetQuestions.Count];

    /// <summary>Makes an empty collection.</summary>
    public TargetFacts()
    {
        for (int i = 0; i < _rows.Length; i++)
            _rows[i] = [];
    }

    /// <summary>The rows of a menu, without those that are disabled.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Rows(TargetMenu menu) => _rows[(int)menu];

    /// <summary>The router's words where it did not show a menu; null where it did.</summary>
    public string? Complaint(TargetMenu menu) => _complaints[(int)menu];

    /// <summary>Takes a row that is not disabled.</summary>
    public void Add(TargetMenu menu, string key, string value)
    {
        if (_rows[(int)menu].Count < RowsMax)
            _rows[(int)menu].Add(new KeyValuePair<string, string>(key, value));
    }

    /// <summary>Notes that a menu was not shown.</summary>
    public void Miss(TargetMenu menu, string complaint) => _complaints[(int)menu] ??= complaint;

    /// <summary>Takes a row as it came.</summary>
    internal void Take(TargetMenu menu, in Sentence row)
    {
        if (row.TryGet("disabled"u8, out ReadOnlySpan<byte> text) && Value.TryBool(text, out bool off) && off)
            return;
        row.TryGet(TargetQuestions.Key(menu), out ReadOnlySpan<byte> key);
        row.TryGet(TargetQuestions.Value(menu), out ReadOnlySpan<byte> value);
        Add(menu, Encoding.UTF8.GetString(key), Encoding.UTF8.GetString(value));
    }
}
