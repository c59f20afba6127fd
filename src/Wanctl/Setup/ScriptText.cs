using System.Text;

namespace Wanctl.Setup;

/// <summary>
/// Commands for a router's terminal as text: sections with a comment each, folded to a terminal's width.
/// </summary>
internal sealed class ScriptText
{
    private const int Width = 100;

    private readonly StringBuilder _text = new();

    /// <summary>Adds a section.</summary>
    /// <param name="comment">What it is for, in sentences.</param>
    /// <param name="commands">The commands; none where there is only something to say.</param>
    public void Section(string comment, params ReadOnlySpan<string> commands)
    {
        if (_text.Length > 0)
            _text.Append('\n');
        foreach (string line in Wrapped(comment))
            _text.Append("# ").Append(line).Append('\n');
        foreach (string command in commands)
            _text.Append(Folded(command)).Append('\n');
    }

    /// <summary>Adds commands for another day, behind a comment sign each.</summary>
    public void ForLater(string comment, params ReadOnlySpan<string> commands)
    {
        Section(comment);
        foreach (string command in commands)
            _text.Append("#   ").Append(command).Append('\n');
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>
    /// A long command on several lines, as RouterOS's own export folds it: a backslash ends the line, and spaces that
    /// begin the next one do not count, in quotes and out of them.
    /// </summary>
    private static string Folded(string command)
    {
        var folded = new StringBuilder();
        foreach (string line in Wrapped(command))
            folded.Append(folded.Length > 0 ? " \\\n    " : "").Append(line);
        return folded.ToString();
    }

    private static IEnumerable<string> Wrapped(string text)
    {
        while (text.Length > Width)
        {
            int space = text.LastIndexOf(' ', Width);
            // A word may be longer than the line, such as a name in an alphabet of two bytes a letter.
            if (space < 0)
                space = text.IndexOf(' ', Width);
            if (space < 0)
                break;
            yield return text[..space];
            text = text[(space + 1)..];
        }
        yield return text;
    }
}
