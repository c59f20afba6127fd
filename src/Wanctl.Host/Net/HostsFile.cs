using System.IO;
using System.Net;

namespace Wanctl.Host.Net;

/// <summary>The table of names that a machine carries itself: /etc/hosts, hosts(5).</summary>
internal static class HostsFile
{
    /// <summary>Addresses of one name that are used; the rest are left out.</summary>
    private const int AddressesMax = 16;

    /// <summary>The addresses of a name, in the order of the lines; none where no line has it.</summary>
    public static IReadOnlyList<IPAddress> Find(IEnumerable<string> lines, string name)
    {
        var found = new List<IPAddress>();
        ReadOnlySpan<char> wanted = name.AsSpan().TrimEnd('.');
        foreach (string line in lines)
        {
            int comment = line.IndexOf('#', StringComparison.Ordinal);
            ReadOnlySpan<char> rest = comment < 0 ? line : line.AsSpan(0, comment);
            ReadOnlySpan<char> address = Word(ref rest);
            if (!Names(rest, wanted) || found.Count == AddressesMax)
                continue;
            if (IPAddress.TryParse(address, out IPAddress? parsed) && !found.Contains(parsed))
                found.Add(parsed);
        }
        return found;
    }

    /// <summary>The lines of a system file; none where it cannot be read.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool Names(ReadOnlySpan<char> rest, ReadOnlySpan<char> wanted)
    {
        while (true)
        {
            ReadOnlySpan<char> name = Word(ref rest);
            if (name.IsEmpty)
                return false;
            if (name.TrimEnd('.').Equals(wanted, StringComparison.OrdinalIgnoreCase))
                return true;
        }
    }

    private static ReadOnlySpan<char> Word(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        int end = rest.IndexOfAny(" \t\r\f\v");
        ReadOnlySpan<char> word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }
}
