using System.Runtime.InteropServices;

namespace Wanctl.Lab.Kernel;

/// <summary>What the lab asks of the C library; each call answers -1 where the kernel refuses.</summary>
internal static partial class Libc
{
    /// <summary>The address family of rtnetlink.</summary>
    public const int AF_NETLINK = 16;

    /// <summary>Datagrams.</summary>
    public const int SOCK_DGRAM = 2;

    /// <summary>The descriptor does not outlive an exec.</summary>
    public const int SOCK_CLOEXEC = 0x80000;

    /// <summary>To be read and written, and a call that would wait ends at once.</summary>
    public const int O_RDWR_NONBLOCK = 2 | 0x800;

    /// <summary>The kind of a network namespace.</summary>
    public const int CLONE_NEWNET = 0x4000_0000;

    /// <summary>Something to read.</summary>
    public const short POLLIN = 1;

    /// <summary>Makes a socket.</summary>
    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    /// <summary>Sends bytes; without an address they go to the kernel.</summary>
    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, ReadOnlySpan<byte> bytes, nint length, int flags);

    /// <summary>Waits for one datagram.</summary>
    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, Span<byte> bytes, nint length, int flags);

    /// <summary>Closes a descriptor.</summary>
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    /// <summary>An interface's index; 0 where there is none of that name.</summary>
    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint InterfaceIndex(string name);

    /// <summary>Sleeps until a moment of a clock, or for a time; nanoseconds count.</summary>
    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    public static partial int Sleep(int clock, int flags, in Timespec wanted, nint left);

    /// <summary>Waits for descriptors; nanoseconds count.</summary>
    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    public static partial int Poll(Span<PollEntry> entries, nuint count, in Timespec wanted, nint signals);

    /// <summary>Opens a file.</summary>
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    /// <summary>Moves the calling thread into a namespace.</summary>
    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    public static partial int EnterNamespace(int descriptor, int kind);

    /// <summary>Asks a device for something.</summary>
    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, Span<byte> argument);

    /// <summary>Reads what there is.</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, Span<byte> bytes, nint length);

    /// <summary>Writes bytes.</summary>
    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint length);

    /// <summary>The latest refusal as an exception.</summary>
    public static InvalidOperationException Failure(string what)
    {
        int error = Marshal.GetLastPInvokeError();
        return new InvalidOperationException($"{what}: {Marshal.GetPInvokeErrorMessage(error)} (errno {error})");
    }

    /// <summary>A time as the kernel takes it.</summary>
    public readonly struct Timespec(double millis)
    {
        private readonly long _seconds = (long)(millis / 1000);
        private readonly long _nanos = (long)(millis % 1000 * 1e6);
    }

    /// <summary>A descriptor that is waited for until it can be read.</summary>
    public struct PollEntry(int descriptor)
    {
        private readonly int _descriptor = descriptor;
        private readonly short _wanted = POLLIN;
        private readonly short _found;

        /// <summary>Whether it can be read.</summary>
        public readonly bool Readable => _found != 0;
    }
}
