using System.Text;
using System.Text.Unicode;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Host.Router;

/// <summary>
/// One row of an answer: properties as text, fit to be shown. Bytes that are no UTF-8 become U+FFFD, which no
/// configured name can hold, so that a name which matches is the same in every byte.
/// </summary>
public sealed class RouterRow
{
    private readonly List<(string Key, string Value)> _properties = [];
    private Dictionary<string, byte[]>? _odd;

    /// <summary>Makes a row of given properties; of a property that comes twice the first counts.</summary>
    public RouterRow(params ReadOnlySpan<(string Key, string Value)> properties) => _properties.AddRange(properties);

    internal RouterRow(in Sentence sentence)
    {
        for (int i = 1; i < sentence.Count; i++)
        {
            ReadOnlySpan<byte> word = sentence[i];
            if (word.IsEmpty || word[0] != (byte)'=')
                continue;
            int equals = word[1..].IndexOf((byte)'=');
            ReadOnlySpan<byte> key = equals < 0 ? word[1..] : word[1..(equals + 1)];
            ReadOnlySpan<byte> value = equals < 0 ? default : word[(equals + 2)..];
            _properties.Add((Text(key), Text(value)));
            if (!Utf8.IsValid(value))
                (_odd ??= []).TryAdd(Text(key), value.ToArray());
        }
    }

    /// <summary>A property; empty where the row has none of that name.</summary>
    public string this[string key]
    {
        get
        {
            foreach ((string name, string value) in _properties)
            {
                if (name == key)
                    return value;
            }
            return "";
        }
    }

    /// <summary>Whether the row has the property, empty or not.</summary>
    public bool Has(string key) => _properties.Exists(property => property.Key == key);

    /// <summary>Whether a flag is set, as <c>true</c> or as <c>yes</c>; false where there is none.</summary>
    public bool Says(string key) => this[key] is "true" or "yes";

    /// <summary>
    /// The 8-bit code page in which a property that is no UTF-8 is the same as a text; null where there is none.
    /// </summary>
    public string? CodePageOf(string key, string text) =>
        _odd is not null && _odd.TryGetValue(key, out byte[]? bytes) ? CodePages.SameIn(bytes, text) : null;

    /// <summary>
    /// What to say of a text that no row has but in an 8-bit code page, to stand behind a sentence; empty where none
    /// has it so.
    /// </summary>
    public static string InCodePage(IReadOnlyList<RouterRow> rows, string key, string text)
    {
        foreach (RouterRow row in rows)
        {
            if (row.CodePageOf(key, text) is { } page)
            {
                return $"; the router has a {key} that is the same in {page} and is no UTF-8: write it again in a "
                    + "terminal of UTF-8, as ssh";
            }
        }
        return "";
    }

    /// <summary>Whether it takes part in anything: it is neither disabled nor invalid.</summary>
    public bool InUse => !Says("disabled") && !Says("invalid");

    /// <summary>The same row with another value of a property.</summary>
    public RouterRow With(string key, string value)
    {
        var row = new RouterRow((key, value));
        row._properties.AddRange(_properties.FindAll(property => property.Key != key));
        return row;
    }

    /// <summary>A rate in bit/s, or null where it is none.</summary>
    public long? Rate(string key) => ReadRate(this[key]);

    /// <summary>The halves of a pair of rates in the router's order, or null where it is none.</summary>
    public (long First, long Second)? RatePair(string key)
    {
        string text = this[key];
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0 && ReadRate(text[..slash]) is { } first && ReadRate(text[(slash + 1)..]) is { } second
            ? (first, second)
            : null;
    }

    private static long? ReadRate(string text) =>
        Value.TryRate(Encoding.UTF8.GetBytes(text), out long rate) ? rate : null;

    private static string Text(ReadOnlySpan<byte> bytes) => PlainText.Of(bytes, SentenceReader.MaxKeptWord);
}
