using System.Runtime.InteropServices;

namespace Wanctl.Host.Interop;

/// <summary>What a local stream pair and a handed-over descriptor need of libc.</summary>
internal static unsafe partial class Libc
{
    /// <summary>F_DUPFD_CLOEXEC: a second descriptor of the same open file, not inherited by children.</summary>
    internal const int DuplicateCloseOnExec = 1030;

    /// <summary>F_GETFL and F_SETFL: read and write the status flags of an open file.</summary>
    internal const int GetStatusFlags = 3;
    internal const int SetStatusFlags = 4;

    /// <summary>O_NONBLOCK, the same number on x64, arm and arm64.</summary>
    internal const int StatusNonBlocking = 0x800;

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    internal static partial int SocketPair(int domain, int type, int protocol, int* descriptors);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int ControlDescriptor(int descriptor, int command, nint argument);
}
