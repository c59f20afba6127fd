using System.Threading;
using Wanctl.Core.Journal;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;

namespace Wanctl.Host.Keep;

/// <summary>
/// Writes what the links saw and chose to journal files, on a thread of its own, once a second and once at the end. The
/// loop knows nothing of it.
/// </summary>
public sealed class JournalKeeper : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim _ending = new();
    private readonly List<JournalWriter> _writers = [];
    private readonly Thread _thread;

    /// <summary>Starts keeping; the loop should not have begun, so that the first tick is in the files.</summary>
    /// <param name="links">The links.</param>
    /// <param name="files">Where each goes, in the same order.</param>
    /// <param name="starts">What each started from, in the same order.</param>
    /// <param name="events">Where trouble is told.</param>
    public JournalKeeper(
        IReadOnlyList<Link> links,
        IReadOnlyList<JournalFile> files,
        IReadOnlyList<JournalStart> starts,
        EventQueue events)
    {
        for (int i = 0; i < links.Count; i++)
            _writers.Add(new JournalWriter(links[i], starts[i], files[i], events));
        _thread = new Thread(Run) { Name = "journal", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Writes the rest and ends; a disk that hangs is not waited for longer than five seconds.</summary>
    public void Dispose()
    {
        _ending.Set();
        if (!_thread.Join(TimeSpan.FromSeconds(5)))
            return;
        foreach (JournalWriter writer in _writers)
            writer.Dispose();
        _ending.Dispose();
    }

    private void Run()
    {
        bool ended;
        do
        {
            ended = _ending.Wait(Interval);
            foreach (JournalWriter writer in _writers)
                writer.Follow();
        }
        while (!ended);
    }
}
