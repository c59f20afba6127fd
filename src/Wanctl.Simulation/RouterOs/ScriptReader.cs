using System.Text;

namespace Wanctl.Simulation.RouterOs;

/// <summary>Cuts a router's script into statements and words.</summary>
internal sealed class ScriptReader(string script)
{
    private int _at;

    /// <summary>The line that it has come to, from 1.</summary>
    public int Line => 1 + script.AsSpan(0, Math.Min(_at, script.Length)).Count('\n');

    private bool AtEnd => _at >= script.Length;

    /// <summary>The next statement's words; none at the end of the script.</summary>
    /// <exception cref="FormatException">A quote or bracket is never closed.</exception>
    public List<ScriptWord> ReadStatement()
    {
        var words = new List<ScriptWord>();
        while (!AtEnd)
        {
            char letter = script[_at];
            if (letter is ' ' or '\t' or '\r' || SkipContinuation())
            {
                if (letter is ' ' or '\t' or '\r') _at++;
            }
            else if (letter is '\n' or ';')
            {
                if (words.Count > 0) return words;
                _at++;
            }
            else if (letter == '#' && words.Count == 0)
            {
                while (!AtEnd && script[_at] != '\n') _at++;
            }
            else
            {
                words.Add(ReadWord());
            }
        }

        return words;
    }

    private bool SkipContinuation()
    {
        if (script[_at] != '\\' || _at + 1 >= script.Length || script[_at + 1] != '\n') return false;
        _at += 2;
        while (!AtEnd && script[_at] is ' ' or '\t') _at++;
        return true;
    }

    private ScriptWord ReadWord()
    {
        var bare = new StringBuilder();
        string name = "";
        while (!AtEnd && script[_at] is not (' ' or '\t' or '\r' or '\n' or ';'))
        {
            char letter = script[_at];
            bool start = bare.Length == 0;
            if (letter == '"') return new ScriptWord(ScriptWordKind.Text, name, ReadQuoted());
            if (start && letter == '[') return new ScriptWord(ScriptWordKind.Command, name, ReadNested('[', ']'));
            if (start && letter == '(') return new ScriptWord(ScriptWordKind.Group, name, ReadNested('(', ')'));
            if (start && letter == '{') return new ScriptWord(ScriptWordKind.Block, name, ReadNested('{', '}'));
            _at++;
            if (letter == '=' && name.Length == 0 && !start && bare.ToString() != "!")
            {
                name = bare.ToString();
                bare.Clear();
                continue;
            }

            bare.Append(letter);
        }

        return new ScriptWord(ScriptWordKind.Text, name, bare.ToString());
    }

    private string ReadQuoted()
    {
        var text = new StringBuilder();
        for (_at++; !AtEnd && script[_at] != '"'; _at++)
        {
            if (script[_at] != '\\' || _at + 1 >= script.Length)
            {
                text.Append(script[_at]);
            }
            else if (SkipContinuation())
            {
                _at--;
            }
            else
            {
                text.Append(ReadEscaped());
            }
        }

        if (AtEnd) throw new FormatException("expected a closing quote");
        _at++;
        return text.ToString();
    }

    /// <summary>One character behind a backslash, or a byte in two capital hexadecimal digits.</summary>
    private char ReadEscaped()
    {
        char escaped = script[++_at];
        bool hex = char.IsAsciiHexDigitUpper(escaped) && _at + 1 < script.Length
            && char.IsAsciiHexDigitUpper(script[_at + 1]);
        if (hex)
            return (char)Convert.ToInt32(script.Substring(_at++, 2), 16);
        return escaped switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '_' => ' ', _ => escaped };
    }

    /// <summary>What stands between a bracket and its partner, quotes skipped.</summary>
    private string ReadNested(char open, char close)
    {
        int start = _at + 1;
        int depth = 0;
        for (; !AtEnd; _at++)
        {
            if (script[_at] == '"')
            {
                ReadQuoted();
                _at--;
            }
            else if (script[_at] == open)
            {
                depth++;
            }
            else if (script[_at] == close && --depth == 0)
            {
                return script[start.._at++];
            }
        }

        throw new FormatException($"expected a closing {close}");
    }
}
