using System.IO;
using Wanctl.Host.Keep;

namespace Wanctl;

/// <summary>
/// A file of secrets, <c>NAME=value</c> a line, as systemd's <c>EnvironmentFile</c> reads it: blanks around name and
/// value do not count, a carriage return ends a line, a value may stand in quotes of either kind, and nothing is
/// evaluated. What readers take differently has no value here, and is named with its line.
/// </summary>
internal sealed class EnvironmentFile
{
    /// <summary>Far more than any set of secrets.</summary>
    private const int BytesMax = 256 * 1024;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    private EnvironmentFile()
    {
    }

    /// <summary>What the file sets; of two lines with one name the later counts.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>What is outside of the grammar, a sentence each with path and line; never a value.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Reads a file; one that is not there says nothing. Links are followed, as systemd does.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static EnvironmentFile Read(string path)
    {
        var file = new EnvironmentFile();
        FileFacts found = FileFacts.Of(FileIdentity.Of(path).RealPath);
        if (found.Kind == FileKind.Missing)
            return file;
        if (found.Kind != FileKind.Regular)
        {
            // A pipe would make everybody wait who reads it.
            file._faults.Add($"{path}:1: found {found.Noun}, wanted a regular file with NAME=value lines: remove it");
            return file;
        }
        using FileStream stream = File.OpenRead(path);
        byte[] bytes = new byte[BytesMax];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Parse(System.Text.Encoding.UTF8.GetString(bytes, 0, length), path);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What faults call the file.</param>
    public static EnvironmentFile Parse(string text, string path)
    {
        var file = new EnvironmentFile();
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        for (int i = 0; i < lines.Length; i++)
        {
            EnvironmentLine line = EnvironmentLine.Of(lines[i]);
            if (line.Name.Length > 0)
                file._values[line.Name] = line.Value;
            if (line.Found.Length == 0)
                continue;
            file._faults.Add($"{path}:{i + 1}: found {line.Found}, wanted {line.Wanted}");
            // Another reader takes what follows into the same value: here nothing of it counts.
            if (line.SwallowsRest)
                break;
            i += line.SwallowsNext ? 1 : 0;
        }
        return file;
    }
}
