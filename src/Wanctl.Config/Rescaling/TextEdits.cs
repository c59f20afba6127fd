using System.Text;
using Wanctl.Config.Reading;

namespace Wanctl.Config.Rescaling;

/// <summary>Replaces pieces of a text and leaves every other character as it is.</summary>
internal sealed class TextEdits(string text)
{
    private readonly TextLines _lines = new(text);
    private readonly SortedDictionary<int, (int Length, string Text)> _edits = [];

    /// <summary>Replaces a word at a place; false where it does not stand there, or was replaced already.</summary>
    public bool TryReplace(Position at, string word, string other)
    {
        int start = Offset(at);
        bool there = start >= 0 && string.CompareOrdinal(text, start, word, 0, word.Length) == 0;
        return there && _edits.TryAdd(start, (word.Length, other));
    }

    /// <summary>
    /// Adds a line behind that of a key, indented alike; false where the key shares its line with others, or its value
    /// goes on behind it.
    /// </summary>
    public bool TryAddBehind(Position key, Position value, string line)
    {
        int start = Offset(new Position(key.Line, 1));
        int at = Offset(key);
        if (start < 0 || at < 0 || value.Line != key.Line) return false;
        string indent = text[start..at];
        if (indent.AsSpan().Trim(' ').Length > 0) return false;
        int end = text.AsSpan(at).IndexOfAny('\r', '\n') is var length and >= 0 ? at + length : -1;
        bool last = end < 0;
        string newline = last ? _lines.Ending(text) : TextLines.EndingAt(text, end);
        int place = last ? text.Length : end + newline.Length;
        string added = last ? newline + indent + line : indent + line + newline;
        string before = _edits.TryGetValue(place, out (int Length, string Text) edit) ? edit.Text : "";
        if (edit.Length > 0) return false;
        _edits[place] = (0, before + added);
        return true;
    }

    /// <summary>The text with all pieces replaced.</summary>
    public string Result()
    {
        StringBuilder result = new(text.Length + 256);
        int next = 0;
        foreach ((int start, (int length, string other)) in _edits)
        {
            result.Append(text, next, start - next).Append(other);
            next = start + length;
        }
        return result.Append(text, next, text.Length - next).ToString();
    }

    private int Offset(Position at) => _lines.IndexOf(at) is var offset && offset <= text.Length ? offset : -1;
}
