using System.IO;

namespace Wanctl.Tests.House;

/// <summary>
/// One C# file in three readings of equal length and equal line breaks: as it is, without the contents of texts, and
/// without comments either.
/// </summary>
internal sealed class SourceFile
{
    /// <summary>Reads a file's text.</summary>
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        (Code, Prose) = SourceStripper.Strip(text);
    }

    /// <summary>From the repository's root.</summary>
    public string Path { get; }

    /// <summary>The file's name without folder and extension.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>All of it.</summary>
    public string Text { get; }

    /// <summary>Comments and the contents of texts are blanks.</summary>
    public string Code { get; }

    /// <summary>Only the contents of texts are blanks: names and comments remain.</summary>
    public string Prose { get; }

    /// <summary>Its lines.</summary>
    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The line, counted from 1, on which a character lies.</summary>
    public int LineOf(int position) => Text.AsSpan(0, position).Count('\n') + 1;

    /// <summary>Path and line, as editors and terminals link them.</summary>
    public string At(int position) => $"{Path}:{LineOf(position)}";
}
