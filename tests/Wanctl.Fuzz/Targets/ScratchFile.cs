using System.IO;

namespace Wanctl.Fuzz.Targets;

/// <summary>
/// A file that verbs are given: in memory where the system has such a place, gone with the process.
/// </summary>
internal sealed class ScratchFile
{
    private static readonly string Shelf = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    /// <param name="name">The end of its name.</param>
    public ScratchFile(string name)
    {
        string folder = Path.Combine(Shelf, $"wanctl-fuzz-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        At = Path.Combine(folder, name);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Sweep(folder);
    }

    /// <summary>Its path.</summary>
    public string At { get; }

    /// <summary>Gives it other contents.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => File.WriteAllBytes(At, bytes);

    private static void Sweep(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
