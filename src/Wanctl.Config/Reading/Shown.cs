using System.Globalization;
using System.Text;

namespace Wanctl.Config.Reading;

/// <summary>Text from a file made fit for one line of a terminal: short, and without control characters.</summary>
internal static class Shown
{
    /// <summary>Longer texts are cut here; nobody needs more to find the place again.</summary>
    public const int LengthMax = 60;

    /// <summary>A value: plain as it stands, anything that is quoted or odd in double quotes.</summary>
    public static string Value(string text, bool quoted)
    {
        bool odd = quoted || text.Length == 0 || text[0] == ' ' || text[^1] == ' ';
        return odd ? $"\"{Clean(text)}\"" : Clean(text);
    }

    /// <summary>
    /// The name of a key. Whatever cannot be in a key of ours is cut off: behind <c>password:secret</c>, written
    /// without
    /// the blank, YAML sees one long key.
    /// </summary>
    public static string Key(string key)
    {
        int end = 0;
        while (end < key.Length && end < LengthMax && IsNameCharacter(key[end])) end++;
        if (end == key.Length && end > 0) return key;
        return string.Concat(key.AsSpan(0, end), "...");
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';

    private static string Clean(string text)
    {
        StringBuilder clean = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (clean.Length >= LengthMax) return clean.Append("...").ToString();
            if (IsPrintable(rune)) clean.Append(rune.ToString());
            else clean.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        }
        return clean.ToString();
    }

    private static bool IsPrintable(Rune rune) => !Blanks.Is(rune) && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
