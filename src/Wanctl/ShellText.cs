namespace Wanctl;

/// <summary>Text for a shell.</summary>
internal static class ShellText
{
    /// <summary>A text as one word of which no shell evaluates anything.</summary>
    public static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
