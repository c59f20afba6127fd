using System.Runtime.InteropServices;
using System.Text;

namespace Wanctl.Screen;

/// <summary>
/// The terminal on standard input and output while it shows a page: the alternate screen, no cursor, no echo of keys.
/// Whatever way the process ends, short of SIGKILL, the terminal is given back as it was.
/// </summary>
internal sealed unsafe class Terminal : IDisposable
{
    private const byte Disabled = 0;

    private readonly bool _keys;
    private TerminalCalls.Termios _before;
    private bool _left;

    /// <summary>Takes the terminal over.</summary>
    public Terminal()
    {
        _keys = TerminalCalls.isatty(TerminalCalls.In) == 1 && TryQuietKeys();
        AppDomain.CurrentDomain.UnhandledException += OnDisaster;
        Write(Encoding.UTF8.GetBytes(AnsiPainter.Enter));
    }

    /// <summary>Whether standard output is a terminal that can show a page.</summary>
    /// <param name="term">The value of TERM, null where unset.</param>
    public static bool CanShowPages(string? term) =>
        TerminalCalls.isatty(TerminalCalls.Out) == 1 && !string.IsNullOrEmpty(term) && term != "dumb";

    /// <summary>Its size; 80 columns and 24 rows where it does not say.</summary>
    public static (int Width, int Height) Size()
    {
        TerminalCalls.WindowSize size;
        int result = TerminalCalls.ioctl(TerminalCalls.Out, TerminalCalls.TIOCGWINSZ, &size);
        return result == 0 && size.Columns > 0 && size.Rows > 0 ? (size.Columns, size.Rows) : (80, 24);
    }

    /// <summary>Writes to standard output, all of it; false where nobody reads any more.</summary>
    public static bool Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written;
            fixed (byte* start = bytes)
                written = TerminalCalls.write(TerminalCalls.Out, start, (nuint)bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() == TerminalCalls.EAGAIN)
                System.Threading.Thread.Sleep(1);
            else if (Marshal.GetLastPInvokeError() != TerminalCalls.EINTR)
                return false;
        }
        return true;
    }

    /// <summary>A key that was pressed since the last call; false where there was none. Never waits.</summary>
    public bool TryReadKey(out char key)
    {
        key = default;
        if (!_keys)
            return false;
        var wait = new TerminalCalls.PollFd { Fd = TerminalCalls.In, Events = TerminalCalls.POLLIN };
        byte pressed;
        if (TerminalCalls.poll(&wait, 1, 0) != 1 || TerminalCalls.read(TerminalCalls.In, &pressed, 1) != 1)
            return false;
        key = (char)pressed;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnDisaster;
        GiveBack();
    }

    private void OnDisaster(object sender, UnhandledExceptionEventArgs disaster) => GiveBack();

    private void GiveBack()
    {
        if (_left)
            return;
        _left = true;
        Write(Encoding.UTF8.GetBytes(AnsiPainter.Leave));
        if (!_keys)
            return;
        TerminalCalls.Termios before = _before;
        _ = TerminalCalls.tcsetattr(TerminalCalls.In, TerminalCalls.TCSANOW, &before);
    }

    /// <summary>
    /// Keys come one by one and are not shown. Ctrl-C still ends the process; Ctrl-Z does nothing, because it would
    /// leave the terminal on the alternate screen.
    /// </summary>
    private bool TryQuietKeys()
    {
        TerminalCalls.Termios quiet;
        if (TerminalCalls.tcgetattr(TerminalCalls.In, &quiet) != 0)
            return false;
        _before = quiet;
        quiet.LocalFlags &= ~(TerminalCalls.ICANON | TerminalCalls.ECHO);
        quiet.ControlCharacters[TerminalCalls.SuspendKey] = Disabled;
        return TerminalCalls.tcsetattr(TerminalCalls.In, TerminalCalls.TCSANOW, &quiet) == 0;
    }
}
