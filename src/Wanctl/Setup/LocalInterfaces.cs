using System.IO;

namespace Wanctl.Setup;

/// <summary>The network interfaces of this machine.</summary>
internal static class LocalInterfaces
{
    private const string Folder = "/sys/class/net";

    /// <summary>Their names in order, without the loopback; none where the kernel does not show them.</summary>
    public static IReadOnlyList<string> Names()
    {
        var names = new List<string>();
        try
        {
            foreach (string path in Directory.EnumerateFileSystemEntries(Folder))
            {
                string name = Path.GetFileName(path);
                // bonding_masters is a file of the kernel's, and no interface.
                if (name != "lo" && Directory.Exists(path))
                    names.Add(name);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
