using System.Diagnostics;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Time;

/// <summary>
/// An absolute grid in monotonic time. A turn that was missed is counted and skipped, never replayed; the grid does not
/// drift, because each turn's place is the start plus a whole number of steps.
/// </summary>
/// <remarks>
/// A timerfd on the monotonic clock: half the lateness of a relative sleep, woken by the kernel's own high-resolution
/// timer, and free of allocation. Each interval is divided into groups, so that many links are staggered inside the
/// tick.
/// </remarks>
public sealed unsafe class TickTimer : IDisposable
{
    private int _timer;
    private readonly int _groups;
    private readonly long _stepNanos;
    private readonly Instant _start;
    private long _turn = -1;

    /// <summary>Starts a grid whose first turn is at once.</summary>
    /// <exception cref="InvalidOperationException">The kernel has no timer to give.</exception>
    public TickTimer(Duration interval, int groups)
    {
        Debug.Assert(groups >= 1 && interval.Nanos / groups >= 1_000_000, "a turn is at least a millisecond");
        _groups = groups;
        _stepNanos = interval.Nanos / groups;
        _timer = Libc.timerfd_create(Libc.CLOCK_MONOTONIC, Libc.TFD_CLOEXEC);
        if (_timer < 0)
            throw new InvalidOperationException($"the kernel refuses a timer: {Libc.Explain(Libc.Errno)}");
        _start = Clock.Now() + new Duration(1_000_000);
        var grid = new Libc.Itimerspec
        {
            Value = Libc.Timespec.FromNanos(_start.Nanos),
            Interval = Libc.Timespec.FromNanos(_stepNanos),
        };
        if (Libc.timerfd_settime(_timer, Libc.TFD_TIMER_ABSTIME, &grid, null) != 0)
            throw new InvalidOperationException($"the kernel refuses the grid: {Libc.Explain(Libc.Errno)}");
    }

    /// <summary>The timer's descriptor, readable when a turn is due; -1 when the grid has ended.</summary>
    public int Descriptor => _timer;

    /// <summary>Waits for the next turn. Signals do not end the wait.</summary>
    /// <exception cref="ObjectDisposedException">The grid has ended.</exception>
    public TickSlot Wait()
    {
        ObjectDisposedException.ThrowIf(_timer < 0, this);
        ulong expirations;
        while (Libc.read(_timer, &expirations, sizeof(ulong)) != sizeof(ulong))
        {
            // Interrupted by a signal, which has a thread of its own; nothing else can happen to a timer that exists.
        }
        long skipped = (long)expirations - 1;
        _turn += (long)expirations;
        var due = new Instant(_start.Nanos + _turn * _stepNanos);
        return new TickSlot(_turn / _groups, (int)(_turn % _groups), due, Clock.Now(), skipped);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The number may be another file's a moment later.
        if (_timer >= 0)
            _ = Libc.close(_timer);
        _timer = -1;
    }
}
