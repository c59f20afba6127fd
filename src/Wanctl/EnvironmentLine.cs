using System.Text;

namespace Wanctl;

/// <summary>One line of a file of secrets.</summary>
/// <param name="Name">The variable that it sets; empty where it sets none.</param>
/// <param name="Value">The variable's value.</param>
/// <param name="Found">What is outside of the grammar, without a word of the value; empty where nothing is.</param>
/// <param name="Wanted">How to write it.</param>
internal readonly record struct EnvironmentLine(string Name, string Value, string Found, string Wanted)
{
    private const string Form = "NAME='value', or NAME=\"value\" where the value has a '";

    /// <summary>Blanks and the carriage return that an editor of another system leaves.</summary>
    private static ReadOnlySpan<char> Blanks => " \t\r";

    /// <summary>Whether systemd takes the next line for a part of this one.</summary>
    public bool SwallowsNext { get; private init; }

    /// <summary>Whether systemd takes all further lines for a part of this one, up to the next quote.</summary>
    public bool SwallowsRest { get; private init; }

    /// <summary>Reads a line.</summary>
    public static EnvironmentLine Of(string text)
    {
        ReadOnlySpan<char> line = text.AsSpan().Trim(Blanks);
        bool continues = line.EndsWith('\\');
        if (line.IsEmpty)
            return Comment;
        if (line[0] is '#' or ';')
        {
            return continues
                ? Odd("a comment that ends in a backslash", "no backslash: some readers skip the next line with it")
                    with { SwallowsNext = true }
                : Comment;
        }
        if (line.ContainsAny('\0', '\uFFFD', '\uFEFF'))
            return Odd("bytes that are no text (UTF-8 without a mark at its beginning)", Form);
        int equals = line.IndexOf('=');
        if (equals < 0)
            return Odd("a line without '='", Form + ", or # before a comment") with { SwallowsNext = continues };
        string name = line[..equals].TrimEnd(Blanks).ToString();
        if (!IsName(name))
        {
            return Odd(name.StartsWith("export ", StringComparison.Ordinal) ? "'export'" : "no name before '='",
                Form + ": a name of letters, digits and _ alone") with { SwallowsNext = continues };
        }
        return ValueOf(name, line[(equals + 1)..].TrimStart(Blanks), continues);
    }

    /// <summary>A value as it stands behind the equals sign, in the quotes that it needs.</summary>
    public static string Quoted(string value)
    {
        if (!value.Contains('\''))
            return $"'{value}'";
        var text = new StringBuilder("\"");
        foreach (char letter in value)
            text.Append(letter is '"' or '\\' or '$' or '`' ? "\\" : "").Append(letter);
        return text.Append('"').ToString();
    }

    private static EnvironmentLine Comment => new("", "", "", "");

    private static EnvironmentLine ValueOf(string name, ReadOnlySpan<char> text, bool continues)
    {
        if (text.IsEmpty || text[0] is not ('\'' or '"'))
        {
            return text.Contains('\\')
                ? Odd($"a backslash outside of quotes in the value of {name}", $"{name}='...': systemd takes it away")
                    with { SwallowsNext = continues }
                : new EnvironmentLine(name, text.ToString(), "", "");
        }
        char quote = text[0];
        var value = new StringBuilder();
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                return i + 1 == text.Length
                    ? new EnvironmentLine(name, value.ToString(), "", "")
                    : Odd($"text behind the closing quote in the value of {name}", Form + ", and nothing behind it")
                        with { SwallowsNext = continues };
            }
            bool escape = quote == '"' && text[i] == '\\' && i + 1 < text.Length
                && text[i + 1] is '"' or '\\' or '$' or '`';
            value.Append(escape ? text[++i] : text[i]);
        }
        return Odd($"a value of {name} whose quote is not closed",
            $"its {quote} in the same line; nothing below is read") with { SwallowsRest = true };
    }

    private static bool IsName(string name)
    {
        bool fits = name.Length > 0 && !char.IsAsciiDigit(name[0]);
        foreach (char letter in name)
            fits &= char.IsAsciiLetterOrDigit(letter) || letter == '_';
        return fits;
    }

    private static EnvironmentLine Odd(string found, string wanted) => new("", "", found, wanted);
}
