using System.Globalization;
using System.IO;
using System.Text;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Keep;

/// <summary>
/// Keeps a second daemon away from the same queues. The kernel holds the lock (flock(2)) for as long as the process
/// lives and not a moment longer, so it cannot go stale; the process number in the file only tells the operator who
/// holds it.
/// </summary>
public sealed unsafe class LockFile : IDisposable
{
    private int _fd;

    private LockFile(int fd) => _fd = fd;

    /// <summary>Takes the lock, creating file and folder where they are missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">A sentence for the operator where the lock cannot be had.</param>
    public static LockFile? TryTake(string path, out string problem)
    {
        problem = "";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{path}: its folder cannot be made: {exception.Message}";
            return null;
        }
        const int Mode = 0x1A4; // rw-r--r--
        int fd = Libc.open(path, Libc.O_RDWR | Libc.O_CREAT | Libc.O_CLOEXEC, Mode);
        if (fd < 0)
        {
            problem = $"{path}: cannot be opened: {Libc.Explain(Libc.Errno)}";
            return null;
        }
        if (Libc.flock(fd, Libc.LOCK_EX | Libc.LOCK_NB) == 0)
        {
            Sign(fd);
            return new LockFile(fd);
        }
        problem = Libc.Errno == Libc.EWOULDBLOCK
            ? $"{path}: held by process {Holder(fd)}: another wanctl moves the same queues; stop that one first"
            : $"{path}: cannot be locked: {Libc.Explain(Libc.Errno)}";
        _ = Libc.close(fd);
        return null;
    }

    /// <summary>
    /// The process that holds a lock; null where nobody does, or where the file is not there or cannot be looked at.
    /// </summary>
    public static string? HolderOf(string path)
    {
        int fd = Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
        if (fd < 0)
            return null;
        bool held = Libc.flock(fd, Libc.LOCK_EX | Libc.LOCK_NB) != 0 && Libc.Errno == Libc.EWOULDBLOCK;
        string? holder = held ? Holder(fd) : null;
        _ = Libc.close(fd);
        return holder;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The file stays: removing it would let two starters lock two files of one name.
        if (_fd >= 0)
            _ = Libc.close(_fd);
        _fd = -1;
    }

    private static void Sign(int fd)
    {
        byte[] text = Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        _ = Libc.ftruncate(fd, 0);
        fixed (byte* bytes = text)
            _ = Libc.write(fd, bytes, (nuint)text.Length);
    }

    private static string Holder(int fd)
    {
        byte* text = stackalloc byte[32];
        nint size = Libc.read(fd, text, 32);
        return size > 0 ? Encoding.ASCII.GetString(text, (int)size).Trim() : "unknown";
    }
}
