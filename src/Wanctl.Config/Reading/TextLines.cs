namespace Wanctl.Config.Reading;

/// <summary>
/// The lines of a text as the parser counts them: a line ends with LF, with CR LF, or with CR alone.
/// </summary>
internal sealed class TextLines
{
    private readonly List<int> _starts = [0];

    public TextLines(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (text[i] is '\n' or '\r' && !pair) _starts.Add(i + 1);
        }
    }

    /// <summary>The place of a character.</summary>
    /// <param name="index">Its number in the text, from 0.</param>
    public Position At(int index)
    {
        int line = _starts.BinarySearch(index);
        if (line < 0) line = ~line - 1;
        return new Position(line + 1, index - _starts[line] + 1);
    }

    /// <summary>The number of the character at a place, from 0; -1 where there is no such line.</summary>
    public int IndexOf(Position at) => at.Line <= _starts.Count ? _starts[at.Line - 1] + at.Column - 1 : -1;

    /// <summary>What ends the line that ends at a character.</summary>
    public static string EndingAt(ReadOnlySpan<char> text, int index) =>
        text[index] == '\n' ? "\n" : index + 1 < text.Length && text[index + 1] == '\n' ? "\r\n" : "\r";

    /// <summary>What ends the first line of the text that was given; LF where it has but one.</summary>
    public string Ending(ReadOnlySpan<char> text)
    {
        if (_starts.Count == 1) return "\n";
        int first = _starts[1] - 1;
        return EndingAt(text, first > 0 && text[first - 1] == '\r' && text[first] == '\n' ? first - 1 : first);
    }
}
