using System.Globalization;
using System.IO;
using System.Text;

namespace Wanctl;

/// <summary>
/// The one place through which text reaches standard output and standard error. Whatever came from a router or a file
/// may hold characters that move the cursor, change colours or turn the direction of writing: they are written as
/// <c>\x1b</c> or <c>\u202e</c>. Line feeds and tabs pass. Pages of the screen have a way of their own.
/// </summary>
internal sealed class PlainWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Puts one before both outputs of the process.</summary>
    public static void Install()
    {
        Console.SetOut(new PlainWriter(Console.Out));
        Console.SetError(new PlainWriter(Console.Error));
    }

    /// <summary>The text as it may be shown; the same one where nothing in it could do harm.</summary>
    public static string Escape(string text)
    {
        foreach (char letter in text)
        {
            if (!Harmless(letter))
                return Escaped(text);
        }
        return text;
    }

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (Harmless(value))
            inner.Write(value);
        else
            inner.Write(Escaped([value]));
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        if (value is not null)
            inner.Write(Escape(value));
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    /// <inheritdoc/>
    public override void WriteLine() => inner.WriteLine();

    /// <inheritdoc/>
    public override void WriteLine(string? value) => inner.WriteLine(Escape(value ?? ""));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    private static string Escaped(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length + 16);
        foreach (char letter in text)
        {
            if (Harmless(letter))
                plain.Append(letter);
            else
                plain.Append(letter < 0x100 ? "\\x" : "\\u").Append(Hex(letter));
        }
        return plain.ToString();
    }

    private static string Hex(char letter) =>
        ((int)letter).ToString(letter < 0x100 ? "x2" : "x4", CultureInfo.InvariantCulture);

    /// <summary>Whether a character may stand in one cell of a terminal.</summary>
    public static bool FitsCell(char letter) => letter is not ('\n' or '\t') && Harmless(letter);

    private static bool Harmless(char letter) => letter is '\n' or '\t' || char.GetUnicodeCategory(letter) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
