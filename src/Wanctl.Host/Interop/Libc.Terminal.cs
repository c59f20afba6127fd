using System.Runtime.InteropServices;

namespace Wanctl.Host.Interop;

/// <summary>The few calls that a terminal needs (termios(3), ioctl_tty(2)).</summary>
internal static unsafe partial class Libc
{
    public const int StandardInput = 0;
    public const int StandardOutput = 1;
    public const nuint TIOCGWINSZ = 0x5413;
    public const int TCSANOW = 0;
    public const uint ICANON = 2;
    public const uint ECHO = 8;

    /// <summary>VSUSP, the place of Ctrl-Z among the control characters.</summary>
    public const int SuspendKey = 10;

    public struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort WidthPixels;
        public ushort HeightPixels;
    }

    /// <summary>struct termios, the same in glibc and musl on x64, arm and arm64; with room to spare.</summary>
    public struct Termios
    {
        public uint InputFlags;
        public uint OutputFlags;
        public uint ControlFlags;
        public uint LocalFlags;
        public byte Line;
        public fixed byte ControlCharacters[32];
        public fixed byte Rest[31];
    }

    [LibraryImport("libc", SetLastError = true)]
    public static partial int isatty(int fd);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int ioctl(int fd, nuint request, WindowSize* size);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int tcgetattr(int fd, Termios* attributes);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int tcsetattr(int fd, int when, Termios* attributes);
}
