using Wanctl.Host.Interop;

namespace Wanctl.Host.Keep;

/// <summary>What the kernel says of a file (statx(2)).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Device">The file system that has it; 0 where there is no file.</param>
/// <param name="Inode">Its number there.</param>
public readonly record struct FileFacts(FileKind Kind, ulong Device, ulong Inode)
{
    private const int KindMask = 0xF000;
    private const int WritableByOthers = 0x12; // -----w--w-

    /// <summary>Bytes.</summary>
    public long Size { get; private init; }

    /// <summary>The user that it belongs to.</summary>
    public uint Owner { get; private init; }

    /// <summary>Names that it has (hard links).</summary>
    public uint Names { get; private init; }

    /// <summary>Whether others than its owner may write to it.</summary>
    public bool OthersWrite { get; private init; }

    /// <summary>The kind as a noun with its article.</summary>
    public string Noun => Kind switch
    {
        FileKind.Missing => "nothing",
        FileKind.Regular => "a regular file",
        FileKind.Directory => "a directory",
        FileKind.Link => "a symbolic link",
        FileKind.Pipe => "a named pipe (FIFO)",
        FileKind.Socket => "a socket",
        _ => "a device",
    };

    /// <summary>What a path itself names: a link in its last part is not followed.</summary>
    public static unsafe FileFacts Of(string path)
    {
        Libc.FileStatus status;
        int result = Libc.statx(Libc.AT_FDCWD, path, Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_BASIC_STATS, &status);
        return result == 0 ? Of(in status) : default;
    }

    /// <summary>What an open descriptor stands for.</summary>
    internal static unsafe FileFacts Of(int descriptor)
    {
        Libc.FileStatus status;
        int result = Libc.statx(descriptor, "", Libc.AT_EMPTY_PATH, Libc.STATX_BASIC_STATS, &status);
        return result == 0 ? Of(in status) : default;
    }

    private static FileFacts Of(in Libc.FileStatus status) =>
        new(KindOf(status.Mode & KindMask), ((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode)
        {
            Size = (long)status.Size,
            Owner = status.Owner,
            Names = status.Names,
            OthersWrite = (status.Mode & WritableByOthers) != 0,
        };

    private static FileKind KindOf(int bits) => bits switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Directory,
        0xA000 => FileKind.Link,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        _ => FileKind.Device,
    };
}
