namespace Wanctl.Config;

/// <summary>Something in a configuration file that works, but perhaps not as its author expects.</summary>
/// <param name="File">The file as the operator named it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in characters, from 1.</param>
/// <param name="Path">The key it is about; empty for the file as a whole.</param>
/// <param name="Text">What happens instead, or what to consider.</param>
public sealed record Warning(string File, int Line, int Column, string Path, string Text)
{
    /// <summary>The warning in one line: <c>file:line:column: path: text</c>.</summary>
    public override string ToString()
    {
        string path = Path.Length == 0 ? "" : $"{Path}: ";
        return FormattableString.Invariant($"{File}:{Line}:{Column}: {path}{Text}");
    }
}
