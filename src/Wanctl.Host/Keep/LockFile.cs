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
    /// <summary>Far more than the longest process number.</summary>
    private const int SizeMax = 32;

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
        int fd = KeptFile.Open(path, Libc.O_RDWR | Libc.O_CREAT | Libc.O_APPEND, ours: true, out string fault);
        if (fd < 0)
        {
            problem = $"{path}: {fault}";
            return null;
        }
        if (Libc.flock(fd, Libc.LOCK_EX | Libc.LOCK_NB) != 0)
        {
            problem = Libc.Errno == Libc.EWOULDBLOCK
                ? $"{path}: held by process {Holder(fd)}: another wanctl moves the same queues; stop that one first"
                : $"{path}: cannot be locked: {Libc.Explain(Libc.Errno)}";
        }
        else if (!IsLock(fd))
        {
            problem = $"{path}: found a file that is no lock, wanted a lock or an unused name: "
                + "what is in it would be lost; remove it, or name another lock_file";
        }
        else
        {
            Sign(fd);
            return new LockFile(fd);
        }
        _ = Libc.close(fd);
        return null;
    }

    /// <summary>
    /// The process that holds a lock; null where nobody does, or where the file is not there or cannot be looked at.
    /// </summary>
    public static string? HolderOf(string path)
    {
        int fd = KeptFile.Open(path, Libc.O_RDONLY, ours: false, out _);
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

    /// <summary>
    /// Whether a file has nothing in it but what a lock has, a process number, or what a crash of the machine leaves of
    /// it. Signing empties the file, and with it whatever else goes by another of its names.
    /// </summary>
    private static bool IsLock(int fd)
    {
        if (FileFacts.Of(fd).Names > 1)
            return false;
        byte* text = stackalloc byte[SizeMax + 1];
        nint size = Libc.read(fd, text, SizeMax + 1);
        for (nint i = 0; i < size; i++)
        {
            if (text[i] is not ((>= (byte)'0' and <= (byte)'9') or (byte)' ' or (byte)'\r' or (byte)'\n' or 0))
                return false;
        }
        return size is >= 0 and <= SizeMax;
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
        byte* text = stackalloc byte[SizeMax];
        nint size = Libc.read(fd, text, SizeMax);
        return size > 0 ? Encoding.ASCII.GetString(text, (int)size).Trim() : "unknown";
    }
}
