using System.Text;

namespace Wanctl.Wire.RouterOs;

/// <summary>
/// Text in the 8-bit code pages of older Windows tools: WinBox 3 stores a name or comment as its machine's code page
/// has it, and RouterOS keeps the bytes.
/// </summary>
public static class CodePages
{
    // The letters of 0x80 to 0xBF; U+FFFD where there is none. Above them both pages are regular.
    private const string Western =
        "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD"
        + "\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";

    private const string Cyrillic =
        "\u0402\u0403\u201A\u0453\u201E\u2026\u2020\u2021\u20AC\u2030\u0409\u2039\u040A\u040C\u040B\u040F"
        + "\u0452\u2018\u2019\u201C\u201D\u2022\u2013\u2014\uFFFD\u2122\u0459\u203A\u045A\u045C\u045B\u045F"
        + "\u00A0\u040E\u045E\u0408\u00A4\u0490\u00A6\u00A7\u0401\u00A9\u0404\u00AB\u00AC\u00AD\u00AE\u0407"
        + "\u00B0\u00B1\u0406\u0456\u0491\u00B5\u00B6\u00B7\u0451\u2116\u0454\u00BB\u0458\u0405\u0455\u0457";

    /// <summary>
    /// The code page in which bytes that are not the text in UTF-8 are the same text; null where there is none.
    /// </summary>
    public static string? SameIn(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length != text.Length || Encoding.UTF8.GetByteCount(text) == text.Length)
            return null;
        bool western = true, cyrillic = true;
        for (int i = 0; i < bytes.Length && (western || cyrillic); i++)
        {
            western &= WesternLetter(bytes[i]) == text[i];
            cyrillic &= CyrillicLetter(bytes[i]) == text[i];
        }
        return western ? "Windows-1252 (Latin-1)" : cyrillic ? "Windows-1251" : null;
    }

    private static char WesternLetter(byte code) => code is >= 0x80 and < 0xA0 ? Western[code - 0x80] : (char)code;

    private static char CyrillicLetter(byte code) => code switch
    {
        < 0x80 => (char)code,
        < 0xC0 => Cyrillic[code - 0x80],
        _ => (char)(code - 0xC0 + 0x410),
    };
}
