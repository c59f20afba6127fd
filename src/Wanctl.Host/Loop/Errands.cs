using System.Threading;

namespace Wanctl.Host.Loop;

/// <summary>
/// Takes work off the loop that may block: connecting, looking names up, checking a silent line. A thread of its own
/// passes each errand on to the thread pool, because the pool may have to start a thread for it, and whoever starts a
/// thread waits until it runs: tens of milliseconds on a busy box, which the loop does not have.
/// </summary>
public sealed class Errands : IDisposable
{
    /// <summary>Errands that may wait to be passed on: each router and link has at most one under way.</summary>
    private const int Capacity = 512;

    private readonly IThreadPoolWorkItem[] _waiting = new IThreadPoolWorkItem[Capacity];
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _posted = new(initialState: false);
    private readonly Thread _thread;
    private int _first;
    private int _count;
    private volatile bool _ending;

    /// <summary>Starts the thread.</summary>
    public Errands()
    {
        _thread = new Thread(Run) { Name = "errands", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Sends somebody on an errand; never waits. False where too many are waiting already.</summary>
    public bool TrySend(IThreadPoolWorkItem errand)
    {
        lock (_lock)
        {
            if (_count == Capacity)
                return false;
            _waiting[(_first + _count) % Capacity] = errand;
            _count++;
        }
        _posted.Set();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending = true;
        _posted.Set();
        _thread.Join();
        _posted.Dispose();
    }

    private void Run()
    {
        while (!_ending)
        {
            _posted.WaitOne();
            while (TryTake() is { } errand)
                ThreadPool.UnsafeQueueUserWorkItem(errand, preferLocal: false);
        }
    }

    private IThreadPoolWorkItem? TryTake()
    {
        lock (_lock)
        {
            if (_count == 0)
                return null;
            IThreadPoolWorkItem errand = _waiting[_first];
            _waiting[_first] = null!;
            _first = (_first + 1) % Capacity;
            _count--;
            return errand;
        }
    }
}
