using System.IO;

namespace Wanctl.Fuzz.Engine;

/// <summary>
/// Where inputs lie: right ones and former faults in <c>Seeds/TARGET</c>, found ones in <c>artifacts/fuzz</c>.
/// </summary>
internal static class SeedShelf
{
    /// <summary>The inputs of a target that are kept with the tests.</summary>
    public static IEnumerable<byte[]> Of(string target)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Seeds", target);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        Array.Sort(files, StringComparer.Ordinal);
        return Array.ConvertAll(files, File.ReadAllBytes);
    }

    /// <summary>Writes an input that shows a fault, and says where.</summary>
    public static string Keep(string target, byte[] input)
    {
        string folder = Path.Combine(Root(), "artifacts", "fuzz");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{target}-{input.Length}-{Environment.ProcessId}-{Stamp()}.bin");
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string Stamp() =>
        DateTime.UtcNow.ToString("HHmmssfff", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The checkout: the tests run inside it.</summary>
    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "wanctl.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? Path.GetTempPath();
    }
}
