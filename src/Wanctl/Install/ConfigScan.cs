using System.IO;

namespace Wanctl.Install;

/// <summary>The configuration files of a service.</summary>
internal static class ConfigScan
{
    /// <summary>The configuration files below a root, in the order in which they are read.</summary>
    public static IReadOnlyList<string> Files(string root)
    {
        string folder = InitProbe.Rooted(root, Places.Configuration);
        if (!Directory.Exists(folder))
            return [];
        string[] files = Directory.GetFiles(folder, "*.yaml");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }
}
