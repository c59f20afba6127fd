using System.IO;

namespace Wanctl.SystemTests.Kit;

/// <summary>A disk of 64 KiB that a test can fill: a tmpfs of its own.</summary>
public sealed class SmallDisk : IDisposable
{
    public SmallDisk(string path)
    {
        Path = path;
        Directory.CreateDirectory(path);
        int result = Libc.Mount("tmpfs", path, "tmpfs", 0, "size=64k");
        Assert.SkipWhen(result != 0, "mounting a small disk is not permitted here");
    }

    public string Path { get; }

    /// <summary>Leaves not a byte.</summary>
    public void Fill()
    {
        using FileStream file = File.Create(System.IO.Path.Combine(Path, "filler"));
        byte[] page = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(page);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wished.
        }
    }

    /// <summary>Lets the kernel write to it or not, as it stops by itself when a disk fails.</summary>
    public void SetReadOnly(bool readOnly)
    {
        nuint flags = Libc.Remount | (readOnly ? Libc.ReadOnly : 0);
        if (Libc.Mount("tmpfs", Path, "tmpfs", flags, "size=64k") != 0)
            throw Libc.Failure($"remounting {Path}");
    }

    /// <summary>Makes room again.</summary>
    public void Empty() => File.Delete(System.IO.Path.Combine(Path, "filler"));

    public void Dispose() => _ = Libc.Unmount(Path, Libc.DetachMount);
}
