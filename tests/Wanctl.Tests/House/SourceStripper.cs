using System.Text;

namespace Wanctl.Tests.House;

/// <summary>
/// Blanks comments and texts of C#, so that a brace or a word in them is not taken for code. Knows plain, verbatim,
/// interpolated and raw texts; good enough for a tree that is formatted one way.
/// </summary>
internal sealed class SourceStripper
{
    private readonly string _text;
    private readonly StringBuilder _code;
    private readonly StringBuilder _prose;
    private int _at;

    private SourceStripper(string text)
    {
        _text = text;
        _code = new StringBuilder(text);
        _prose = new StringBuilder(text);
    }

    /// <summary>Gives the text without comments and texts, and without texts only.</summary>
    public static (string Code, string Prose) Strip(string text)
    {
        var stripper = new SourceStripper(text);
        while (stripper._at < text.Length)
            stripper.Step();
        return (stripper._code.ToString(), stripper._prose.ToString());
    }

    private void Step()
    {
        int start = _at;
        if (Sees("//"))
        {
            _at = End(_text.IndexOf('\n', _at));
            Blank(_code, start, _at);
        }
        else if (Sees("/*"))
        {
            int close = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
            _at = close < 0 ? _text.Length : close + 2;
            Blank(_code, start, _at);
        }
        else if (_text[_at] == '\'')
        {
            SkipQuoted('\'');
            BlankBoth(start + 1, _at - 1);
        }
        else if (!SkipText())
        {
            _at++;
        }
    }

    /// <summary>Skips a text of any kind; false where none begins here.</summary>
    private bool SkipText()
    {
        int start = _at;
        int quote = _at;
        while (quote < _text.Length && _text[quote] is '$' or '@')
            quote++;
        if (quote >= _text.Length || _text[quote] != '"')
            return false;
        ReadOnlySpan<char> marks = _text.AsSpan(_at, quote - _at);
        bool interpolated = marks.Contains('$');
        bool verbatim = marks.Contains('@');
        int quotes = quote;
        while (quotes < _text.Length && _text[quotes] == '"')
            quotes++;
        _at = quote;
        if (quotes - quote >= 3)
            SkipRaw(quotes - quote);
        else if (interpolated)
            SkipInterpolated(verbatim);
        else if (verbatim)
            SkipVerbatim();
        else
            SkipQuoted('"');
        BlankBoth(start, _at);
        return true;
    }

    private void SkipQuoted(char quote)
    {
        for (_at++; _at < _text.Length && _text[_at] != quote && _text[_at] != '\n'; _at++)
        {
            if (_text[_at] == '\\')
                _at++;
        }
        _at = Math.Min(_text.Length, _at + 1);
    }

    private void SkipVerbatim()
    {
        _at++;
        while (_at < _text.Length && (_text[_at] != '"' || Sees("\"\"")))
            _at += _text[_at] == '"' ? 2 : 1;
        _at = Math.Min(_text.Length, _at + 1);
    }

    private void SkipRaw(int quotes)
    {
        string fence = new('"', quotes);
        int close = _text.IndexOf(fence, _at + quotes, StringComparison.Ordinal);
        _at = close < 0 ? _text.Length : close + quotes;
        while (_at < _text.Length && _text[_at] == '"')
            _at++;
    }

    private void SkipInterpolated(bool verbatim)
    {
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            if (_text[_at] == '\\' && !verbatim)
                _at++;
            else if (Sees("{{") || (verbatim && Sees("\"\"")))
                _at++;
            else if (_text[_at] == '{')
                SkipHole();
        }
        _at = Math.Min(_text.Length, _at + 1);
    }

    /// <summary>From an opening brace to the one that closes it; texts inside may hold braces of their own.</summary>
    private void SkipHole()
    {
        int depth = 0;
        while (_at < _text.Length)
        {
            if (SkipText())
                continue;
            if (_text[_at] == '\'')
            {
                SkipQuoted('\'');
                continue;
            }
            depth += _text[_at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return;
            _at++;
        }
    }

    private bool Sees(string what) => string.CompareOrdinal(_text, _at, what, 0, what.Length) == 0;

    private int End(int found) => found < 0 ? _text.Length : found;

    private void BlankBoth(int start, int end)
    {
        Blank(_code, start, end);
        Blank(_prose, start, end);
    }

    private static void Blank(StringBuilder target, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (target[i] != '\n')
                target[i] = ' ';
        }
    }
}
