using System.Text;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Host.Time;

namespace Wanctl.Screen;

/// <summary>
/// Shows a running link until it is told to end: as a live page where a terminal can show one, else as plain lines.
/// </summary>
internal sealed class LiveView
{
    /// <summary>Ten pages a second move smoothly, and each is composed within a millisecond.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Link _link;
    private readonly ControlLoop _loop;
    private readonly EventQueue _happenings;
    private readonly Func<Scene?> _scene;
    private readonly LinkWatch _watch;

    /// <summary>Makes a view of a link.</summary>
    /// <param name="link">Which link.</param>
    /// <param name="loop">The loop that steps it.</param>
    /// <param name="happenings">What happens beside the journal; this view takes it out.</param>
    /// <param name="scene">What a simulation knows; null for a real line.</param>
    public LiveView(Link link, ControlLoop loop, EventQueue happenings, Func<Scene?> scene)
    {
        _link = link;
        _loop = loop;
        _happenings = happenings;
        _scene = scene;
        _watch = new LinkWatch(link.Settings);
    }

    /// <summary>
    /// Shows the page; returns when <paramref name="ending"/> is set, the time is over, or somebody presses q.
    /// </summary>
    public void ShowPage(WaitHandle ending, Instant until, bool colours)
    {
        using var terminal = new Terminal();
        var page = new Canvas();
        var painter = new AnsiPainter(colours);
        var composer = new LinkPage();
        do
        {
            Follow();
            _link.TryGetSnapshot(out LinkSnapshot snapshot);
            Instant now = Clock.Now();
            if (now >= until)
                return;
            (int width, int height) = TerminalMode.Size();
            composer.Compose(page, width, height, new PageInput
            {
                Link = _watch,
                Snapshot = snapshot,
                Figures = _loop.Figures,
                Now = now,
                Scene = _scene(),
            });
            if (!TerminalMode.Write(painter.Paint(page)) || Quits(terminal))
                return;
        }
        while (!ending.WaitOne(Interval));
    }

    /// <summary>
    /// Writes lines; returns when <paramref name="ending"/> is set, the time is over, or nobody reads any more.
    /// </summary>
    public void ShowLines(WaitHandle ending, Instant until)
    {
        var report = new PlainReport(_watch);
        do
        {
            Follow();
            if (!TerminalMode.Write(Encoding.UTF8.GetBytes(PlainWriter.Escape(report.Take(_scene())))))
                return;
        }
        while (Clock.Now() < until && !ending.WaitOne(Interval));
    }

    private void Follow()
    {
        _watch.Follow(_link.Journal);
        // Before the first tick there is no time to enter a happening at.
        while (_watch.Begun && _happenings.TryTake(out HostEvent happened))
            _watch.Events.Add(HappeningWords.Of(in happened, Clock.Now()));
    }

    private static bool Quits(Terminal terminal)
    {
        bool quits = false;
        while (terminal.TryReadKey(out char key))
            quits |= key is 'q' or 'Q';
        return quits;
    }
}
