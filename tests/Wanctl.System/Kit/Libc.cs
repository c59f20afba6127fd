using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// The few system calls that .NET does not offer. Numbers are those of Linux on 64-bit machines with the generic
/// tables (x86-64 and ARM64 agree on all of them).
/// </summary>
internal static partial class Libc
{
    public const int CloneNewNetwork = 0x4000_0000;

    public const int OpenReadWrite = 2;
    public const int OpenNonBlocking = 0x800;
    public const int OpenCloseOnExec = 0x8_0000;

    public const int FamilyIPv4 = 2;
    public const int FamilyIPv6 = 10;
    public const int SocketDatagram = 2;
    public const int SocketCloseOnExec = 0x8_0000;

    public const int PollIn = 1;

    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int TryAgain = 11;

    private const string Name = "libc";

    [LibraryImport(Name, EntryPoint = "unshare", SetLastError = true)]
    public static partial int Unshare(int flags);

    [LibraryImport(Name, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport(Name, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle file, Span<byte> buffer, nint count);

    [LibraryImport(Name, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle file, ReadOnlySpan<byte> buffer, nint count);

    [LibraryImport(Name, EntryPoint = "socket", SetLastError = true)]
    public static partial SafeFileHandle Socket(int family, int type, int protocol);

    [LibraryImport(Name, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(SafeFileHandle file, nuint request, Span<byte> argument);

    /// <summary>Waits for a descriptor; <paramref name="timeout"/> is a timespec: seconds, nanoseconds.</summary>
    [LibraryImport(Name, EntryPoint = "ppoll", SetLastError = true)]
    public static partial int Poll(ref PollEntry entry, nuint count, ReadOnlySpan<long> timeout, nint signalMask);

    [LibraryImport(Name, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Name, EntryPoint = "gettid")]
    public static partial int ThreadId();

    /// <summary>With <paramref name="which"/> 0 and a thread's id Linux sets that thread's nice value alone.</summary>
    [LibraryImport(Name, EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetPriority(int which, int thread, int nice);

    /// <summary>umount2(2)'s MNT_DETACH: away at once, even where something is still open.</summary>
    public const int DetachMount = 2;

    /// <summary>mount(2)'s MS_RDONLY and MS_REMOUNT.</summary>
    public const nuint ReadOnly = 1;
    public const nuint Remount = 32;

    [LibraryImport(Name, EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Mount(string source, string target, string type, nuint flags, string data);

    [LibraryImport(Name, EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unmount(string target, int flags);

    /// <summary>RLIMIT_NOFILE: one more than the highest descriptor that a process may open.</summary>
    public const int LimitOfFiles = 7;

    /// <summary>Sets a limit of another process: the one in force, and the most that it may become.</summary>
    [LibraryImport(Name, EntryPoint = "prlimit", SetLastError = true)]
    public static partial int SetLimit(int process, int resource, ReadOnlySpan<ulong> limits, nint old);

    [LibraryImport(Name, EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakePipe(string path, int mode);

    /// <summary>The error of the call before, as a sentence that names the deed.</summary>
    public static InvalidOperationException Failure(string deed)
    {
        int error = Marshal.GetLastPInvokeError();
        return new InvalidOperationException($"{deed}: {Marshal.GetPInvokeErrorMessage(error)} (errno {error})");
    }

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int File;
        public short Events;
        public short Arrived;
    }
}
