using System.Text;
using Wanctl.Host.Interop;

namespace Wanctl.Screen;

/// <summary>
/// The terminal on standard input and output while it shows a page: the alternate screen, no cursor, no echo of keys.
/// Whatever way the process ends, short of SIGKILL, the terminal is given back as it was.
/// </summary>
internal sealed class Terminal : IDisposable
{
    private readonly TerminalMode? _keys;
    private bool _left;

    /// <summary>Takes the terminal over.</summary>
    public Terminal()
    {
        _keys = TerminalMode.TryQuietKeys();
        AppDomain.CurrentDomain.UnhandledException += OnDisaster;
        TerminalMode.Write(Encoding.UTF8.GetBytes(AnsiPainter.Enter));
    }

    /// <summary>Whether standard output is a terminal that can show a page.</summary>
    /// <param name="term">The value of TERM, null where unset.</param>
    public static bool CanShowPages(string? term) =>
        TerminalMode.OnOutput && !string.IsNullOrEmpty(term) && term != "dumb";

    /// <summary>A key that was pressed since the last call; false where there was none. Never waits.</summary>
    public bool TryReadKey(out char key)
    {
        key = default;
        return _keys is not null && _keys.TryReadKey(out key);
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
        TerminalMode.Write(Encoding.UTF8.GetBytes(AnsiPainter.Leave));
        _keys?.Dispose();
    }
}
