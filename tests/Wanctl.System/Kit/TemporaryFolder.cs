using System.IO;

namespace Wanctl.SystemTests.Kit;

/// <summary>A folder for one test, gone with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Makes the folder, readable by its owner alone.</summary>
    public TemporaryFolder()
    {
        Path = Directory.CreateTempSubdirectory("wanctl-system-").FullName;
    }

    public string Path { get; }

    /// <summary>The full path of a name inside.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file that only its owner may read, as a configuration with a password ought to be.</summary>
    public string Write(string name, string text)
    {
        string path = this[name];
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    /// <summary>Lets everybody read and write the folder, for programs that run as another user.</summary>
    public void OpenToAll()
    {
        const UnixFileMode all = (UnixFileMode)0b111_111_111;
        File.SetUnixFileMode(Path, all);
        foreach (string file in Directory.EnumerateFiles(Path)) File.SetUnixFileMode(file, all);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A program that is being killed may still write; what is left lies in the folder for temporary things.
        }
    }
}
