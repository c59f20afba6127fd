using System.IO;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Keep;

/// <summary>
/// Opens the files that a daemon keeps. Whoever can write to the folder of such a file may have put something else in
/// its place: a link to a file that only root may write, a pipe that makes whoever opens it wait, a file that somebody
/// holds. Links in the folders' names are the operator's, and are followed.
/// </summary>
public static class KeptFile
{
    private const int Mode = 0x1A4; // rw-r--r--

    /// <summary>Why what a path names cannot be kept there; empty where it can be, or nothing is there.</summary>
    public static string Fault(string path) => Fault(path, FileFacts.Of(path));

    /// <summary>Reads no more than the first bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes.</param>
    /// <param name="problem">Why it cannot be read, for the operator; empty where it can, or is not there.</param>
    /// <returns>The bytes; null where it cannot be read or is not there.</returns>
    public static unsafe byte[]? TryRead(string path, int most, out string problem)
    {
        int fd = Open(path, Libc.O_RDONLY, ours: true, out problem);
        if (fd < 0)
            return null;
        byte[] bytes = new byte[most];
        int length = 0;
        nint count = 1;
        while (length < most && count > 0)
        {
            fixed (byte* start = &bytes[length])
                count = Libc.read(fd, start, (nuint)(most - length));
            length += (int)Math.Max(count, 0);
        }
        if (count < 0)
            problem = "cannot be read: " + Libc.Explain(Libc.Errno);
        _ = Libc.close(fd);
        return count < 0 ? null : bytes[..length];
    }

    /// <summary>
    /// Makes a file that was not there: what had its name, left over or planted, is removed and never written to.
    /// </summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory has its name.</exception>
    public static FileStream Create(string path)
    {
        File.Delete(path);
        return new FileStream(path, new FileStreamOptions
        {
            // O_EXCL: whatever comes between is a reason to fail, a link too.
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            BufferSize = 0,
        });
    }

    /// <summary>Opens a regular file and nothing else; never waits for it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="flags">How, in the numbers of open(2).</param>
    /// <param name="ours">Whether it must be one that nobody else can have put there.</param>
    /// <param name="problem">
    /// Why not, without the path; empty where it is open, or is not there and is not to be created.
    /// </param>
    /// <returns>The descriptor; -1 where there is none.</returns>
    internal static int Open(string path, int flags, bool ours, out string problem)
    {
        // Before it is opened: to open a device may do something, and so may not be tried.
        problem = Fault(path);
        if (problem.Length > 0)
            return -1;
        int fd = Libc.open(path, flags | Libc.O_NOFOLLOW | Libc.O_NONBLOCK | Libc.O_CLOEXEC, Mode);
        if (fd < 0)
        {
            int error = Libc.Errno;
            problem = error == Libc.ENOENT && (flags & Libc.O_CREAT) == 0
                ? ""
                : "cannot be opened: " + Libc.Explain(error);
            return -1;
        }
        FileFacts found = FileFacts.Of(fd);
        problem = Fault(path, in found);
        if (problem.Length == 0 && ours)
            problem = Foreign(path, in found);
        if (problem.Length == 0)
            return fd;
        _ = Libc.close(fd);
        return -1;
    }

    private static string Fault(string path, in FileFacts found) => found.Kind switch
    {
        FileKind.Missing or FileKind.Regular => "",
        FileKind.Link => $"found a symbolic link to {new FileInfo(path).LinkTarget}, wanted the file itself: "
            + "write where it leads, or remove the link",
        FileKind.Directory => "found a directory, wanted a regular file: name a file in it",
        _ => $"found {found.Noun}, wanted a regular file: remove it, or name another file",
    };

    /// <summary>
    /// A file of another user is as good as one of ours where only the folder's owner could put it there, as after a
    /// change of the service's user. Where others may write to the folder, anybody may have put it there.
    /// </summary>
    private static string Foreign(string path, in FileFacts found)
    {
        uint self = Libc.geteuid();
        if (found.Owner == self || found.Owner == 0)
            return "";
        FileFacts folder = FileFacts.Of(Path.GetDirectoryName(Path.GetFullPath(path)) + "/.");
        if (!folder.OthersWrite || found.Owner == folder.Owner)
            return "";
        return FormattableString.Invariant(
            $"found a file of user {found.Owner} in a folder that others may write to, wanted one of user {self}: ")
            + "remove it, or name a file in a folder of this user's own";
    }
}
