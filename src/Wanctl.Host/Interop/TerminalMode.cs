using System.Threading;

namespace Wanctl.Host.Interop;

/// <summary>
/// The terminal on standard input and output: its size, its keys one by one, and its mode given back in the end.
/// </summary>
public sealed unsafe class TerminalMode : IDisposable
{
    /// <summary>_POSIX_VDISABLE: no key does what the control character stands for.</summary>
    private const byte Disabled = 0;

    private readonly Libc.Termios _before;
    private bool _restored;

    private TerminalMode(in Libc.Termios before) => _before = before;

    /// <summary>Whether standard output is a terminal.</summary>
    public static bool OnOutput => Libc.isatty(Libc.StandardOutput) == 1;

    /// <summary>Columns and rows of the terminal on standard output; 80 and 24 where it does not say.</summary>
    public static (int Width, int Height) Size()
    {
        Libc.WindowSize size;
        int result = Libc.ioctl(Libc.StandardOutput, Libc.TIOCGWINSZ, &size);
        return result == 0 && size.Columns > 0 && size.Rows > 0 ? (size.Columns, size.Rows) : (80, 24);
    }

    /// <summary>Writes to standard output, all of it; false where nobody reads any more.</summary>
    public static bool Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written;
            fixed (byte* start = bytes)
                written = Libc.write(Libc.StandardOutput, start, (nuint)bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else if (Libc.Errno == Libc.EAGAIN)
                Thread.Sleep(1);
            else if (Libc.Errno != Libc.EINTR)
                return false;
        }
        return true;
    }

    /// <summary>
    /// Makes keys come one by one and unseen, until <see cref="Dispose"/>; null where standard input is no terminal.
    /// Ctrl-C still ends the process; Ctrl-Z does nothing, because it would leave the terminal as it is.
    /// </summary>
    public static TerminalMode? TryQuietKeys()
    {
        Libc.Termios quiet;
        if (Libc.isatty(Libc.StandardInput) != 1 || Libc.tcgetattr(Libc.StandardInput, &quiet) != 0)
            return null;
        var mode = new TerminalMode(in quiet);
        quiet.LocalFlags &= ~(Libc.ICANON | Libc.ECHO);
        quiet.ControlCharacters[Libc.SuspendKey] = Disabled;
        return Libc.tcsetattr(Libc.StandardInput, Libc.TCSANOW, &quiet) == 0 ? mode : null;
    }

    /// <summary>A key that was pressed since the last call; false where there was none. Never waits.</summary>
    public bool TryReadKey(out char key)
    {
        key = default;
        var wait = new Libc.PollFd { Fd = Libc.StandardInput, Events = Libc.POLLIN };
        byte pressed;
        if (_restored || Libc.poll(&wait, 1, 0) != 1 || Libc.read(Libc.StandardInput, &pressed, 1) != 1)
            return false;
        key = (char)pressed;
        return true;
    }

    /// <summary>Gives the mode back that was found.</summary>
    public void Dispose()
    {
        if (_restored)
            return;
        _restored = true;
        Libc.Termios before = _before;
        _ = Libc.tcsetattr(Libc.StandardInput, Libc.TCSANOW, &before);
    }
}
