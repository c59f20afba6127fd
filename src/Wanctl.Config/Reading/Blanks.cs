using System.Globalization;
using System.IO;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Wanctl.Config.Reading;

/// <summary>
/// Blanks that are not spaces: the no-break space of web pages, blanks of other widths and of none, marks that turn the
/// direction of writing. YAML takes them for letters, so that a key, a number or an indentation that looks right is
/// another one. They are refused where the parser would take them for a part of the file's structure or of a plain
/// value; within quotes and comments they are text.
/// </summary>
internal static class Blanks
{
    /// <summary>Letters, by their category, that fonts show as a blank or not at all.</summary>
    private const string Letters = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    /// <summary>Whether a character is shown as a blank, or not at all, and is no plain space.</summary>
    public static bool Is(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.SpaceSeparator => rune.Value != ' ',
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => true,
        _ => rune.IsBmp && Letters.Contains((char)rune.Value),
    };

    /// <summary>Reports each that is neither quoted nor in a comment.</summary>
    /// <returns>Whether there is none.</returns>
    public static bool AreSpaces(string text, TextLines lines, Findings findings)
    {
        List<int> odd = Find(text);
        if (odd.Count == 0) return true;
        List<(long Start, long End)> harmless = Texts(text, out long reach);
        bool clean = true;
        foreach (int index in odd)
        {
            if (index > reach) break;
            if (harmless.Exists(range => index >= range.Start && index < range.End)) continue;
            Rune.TryGetRuneAt(text, index, out Rune rune);
            findings.Problem(lines.At(index), "",
                string.Create(CultureInfo.InvariantCulture, $"the invisible character U+{rune.Value:X4}{Name(rune)}"),
                "a plain space or nothing; in quotes where it belongs to a text");
            clean = false;
        }
        return clean;
    }

    private static List<int> Find(string text)
    {
        List<int> odd = [];
        int index = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is not ('\t' or '\n' or '\r') && Is(rune)) odd.Add(index);
            index += rune.Utf16SequenceLength;
        }
        return odd;
    }

    /// <summary>Where the text's quoted values and comments are, up to where its tokens can be told.</summary>
    private static List<(long Start, long End)> Texts(string text, out long reach)
    {
        List<(long Start, long End)> ranges = [];
        Scanner scanner = new(new StringReader(text), skipComments: false);
        reach = text.Length;
        try
        {
            // What cannot be told is a token too, and the scanner gives it for ever.
            while (scanner.MoveNext() && scanner.Current is not Error)
            {
                if (scanner.Current is Comment or Scalar { Style: not ScalarStyle.Plain })
                    ranges.Add((scanner.Current.Start.Index, scanner.Current.End.Index));
            }
        }
        catch (Exception e) when (TreeReader.IsOfBrokenText(e))
        {
            reach = scanner.CurrentPosition.Index;
        }
        if (scanner.Current is Error error)
            reach = error.Start.Index;
        return ranges;
    }

    private static string Name(Rune rune) => rune.Value switch
    {
        0x00A0 => " (a no-break space)",
        0x200B => " (a zero-width space)",
        0xFEFF => " (a byte order mark, or zero-width no-break space)",
        0x202F => " (a narrow no-break space)",
        0x3000 => " (an ideographic space)",
        0x00AD => " (a soft hyphen)",
        _ => "",
    };
}
