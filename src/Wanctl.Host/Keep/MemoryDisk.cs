using System.IO;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Keep;

/// <summary>Whether files lie in memory or on a disk, which what is written every five seconds would wear.</summary>
public static unsafe class MemoryDisk
{
    /// <summary>TMPFS_MAGIC and RAMFS_MAGIC of statfs(2).</summary>
    private const uint Tmpfs = 0x01021994;

    private const uint Ramfs = 0x858458F6;

    /// <summary>
    /// Whether a file lies in memory, or would: of a path that is not there its nearest folder counts. Null where the
    /// system does not say.
    /// </summary>
    public static bool? Holds(string path)
    {
        for (string? at = Path.GetFullPath(path); at is not null; at = Path.GetDirectoryName(at))
        {
            Libc.FileSystem facts;
            if (Libc.statfs(at, &facts) == 0)
                return unchecked((uint)facts.Kind) is Tmpfs or Ramfs;
            if (Libc.Errno != Libc.ENOENT)
                return null;
        }
        return null;
    }
}
