using System.Runtime.InteropServices;

namespace Wanctl.Host.Interop;

/// <summary>
/// The kernel calls that the loop makes: blittable arguments only, so that a call costs no marshalling and no
/// allocation. Linux only.
/// </summary>
internal static unsafe partial class Libc
{
    public const int EPERM = 1;
    public const int EINTR = 4;
    public const int EAGAIN = 11;
    public const int EACCES = 13;
    public const int EAFNOSUPPORT = 97;
    public const int EADDRINUSE = 98;
    public const int EADDRNOTAVAIL = 99;
    public const short POLLIN = 1;

    public struct PollFd
    {
        public int Fd;
        public short Events;
        public short Revents;
    }

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint read(int fd, void* buffer, nuint size);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int fd, void* buffer, nuint size);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int poll(PollFd* fds, nuint count, int timeoutMillis);

    /// <summary>The error number of the last call on this thread.</summary>
    public static int Errno => Marshal.GetLastPInvokeError();

    /// <summary>The system's words for an error number.</summary>
    public static string Explain(int errno) => Marshal.GetPInvokeErrorMessage(errno);
}
