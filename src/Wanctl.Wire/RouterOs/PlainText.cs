using System.Globalization;
using System.Text;

namespace Wanctl.Wire.RouterOs;

/// <summary>
/// Makes text of what somebody else has written, fit for a log or a terminal: whatever would begin a line, move the
/// cursor, change colours or turn the direction of writing is replaced by U+FFFD, as are bytes that are no UTF-8.
/// </summary>
public static class PlainText
{
    private const char Replacement = '\uFFFD';

    /// <summary>At most <paramref name="bytesMax"/> bytes of it as text.</summary>
    public static string Of(ReadOnlySpan<byte> text, int bytesMax) =>
        Of(Encoding.UTF8.GetString(text[..Math.Min(text.Length, bytesMax)]));

    /// <summary>The text without what could do harm.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (plain, given) =>
    {
        for (int i = 0; i < plain.Length; i++)
            plain[i] = Harmless(given[i]) ? given[i] : Replacement;
    });

    private static bool Harmless(char letter) => char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
