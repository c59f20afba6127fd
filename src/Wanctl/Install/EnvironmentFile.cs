using System.IO;

namespace Wanctl.Install;

/// <summary>
/// The file of secrets as the supervisor reads it: <c>NAME=value</c> or <c>NAME='value'</c>, a line each.
/// </summary>
internal static class EnvironmentFile
{
    /// <summary>What a file says; nothing where there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return values;
        foreach (string line in File.ReadLines(path))
        {
            int equals = line.IndexOf('=');
            if (line.StartsWith('#') || equals <= 0)
                continue;
            string value = line[(equals + 1)..].Trim();
            bool quoted = value.Length >= 2 && value[0] == value[^1] && value[0] is '\'' or '"';
            values[line[..equals].Trim()] = quoted ? value[1..^1] : value;
        }
        return values;
    }
}
