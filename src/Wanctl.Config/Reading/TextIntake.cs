using System.IO;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Wanctl.Config.Reading;

/// <summary>Gets the text of a file and refuses what is not a text file written by a person.</summary>
internal static class TextIntake
{
    /// <summary>Ten times the commented reference file; more is not a configuration.</summary>
    public const int BytesMax = 256 * 1024;

    private static readonly UTF8Encoding s_strictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file; null with a problem when that fails.</summary>
    /// <param name="path">The file.</param>
    /// <param name="findings">Where a problem goes.</param>
    /// <param name="othersMayRead">Whether every user of the system may read the file.</param>
    public static string? ReadFile(string path, Findings findings, out bool othersMayRead)
    {
        othersMayRead = false;
        try
        {
            using SafeFileHandle handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
            if (!OperatingSystem.IsWindows())
                othersMayRead = (File.GetUnixFileMode(handle) & UnixFileMode.OtherRead) != 0;
            using FileStream stream = new(handle, FileAccess.Read);
            return Decode(stream, findings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            findings.Problem(Position.Start, "", $"no readable file ({Reason(e)})", "a YAML file of one WAN");
            return null;
        }
    }

    /// <summary>Looks for what YAML would skip over silently or report at the wrong place.</summary>
    /// <returns>False with problems when the text cannot be read on.</returns>
    public static bool IsClean(string text, Findings findings)
    {
        if (text.Length > BytesMax)
        {
            findings.Problem(Position.Start, "", "a file of more than 256 KiB", "a YAML file of one WAN");
            return false;
        }

        TextLines lines = new(text);
        bool clean = true, indenting = true;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\t' && indenting)
            {
                findings.Problem(lines.At(i), "", "a tab in the indentation", "spaces");
                clean = false;
            }
            // The parser ends a line at the separators of Unicode, no editor does.
            else if (c is '\u2028' or '\u2029' || (char.IsControl(c) && c is not ('\t' or '\n' or '\r')))
            {
                findings.Problem(lines.At(i), "", $"the control character {(int)c:x2} (hexadecimal)", "plain text");
                clean = false;
            }

            indenting = c is '\n' or '\r' || (indenting && c == ' ');
        }
        return clean && Blanks.AreSpaces(text, lines, findings);
    }

    private static string? Decode(FileStream stream, Findings findings)
    {
        // One byte over the limit is enough to know; the length is not asked, a pipe has none.
        byte[] bytes = new byte[BytesMax + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > BytesMax)
        {
            findings.Problem(Position.Start, "", "a file of more than 256 KiB", "a YAML file of one WAN");
            return null;
        }

        try
        {
            return s_strictUtf8.GetString(WithoutMark(bytes.AsSpan(0, length)));
        }
        catch (DecoderFallbackException e)
        {
            Position at = PositionOf(bytes, e.Index);
            findings.Problem(at, "", "bytes that are not UTF-8", "a text file in UTF-8");
            return null;
        }
    }

    // Some editors begin a file with a byte order mark, which UTF-8 does not need and YAML takes for a letter.
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    private static Position PositionOf(byte[] bytes, int index)
    {
        string before = Encoding.UTF8.GetString(bytes, 0, Math.Max(index, 0));
        return new TextLines(before).At(before.Length);
    }

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        UnauthorizedAccessException => "this user may not read it, or it is a directory",
        ArgumentException or NotSupportedException => "this is no file name",
        _ => "reading it failed",
    };
}
