using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Host.Time;

namespace Wanctl.Host.Loop;

/// <summary>
/// The loop's own figures, and the sign of life to the supervisor: it is given because the loop turns, and for no other
/// reason.
/// </summary>
internal sealed class LoopPulse
{
    /// <summary>
    /// Turns before the loop counts as warm: every path of a healthy tick has run, and the pools are filled.
    /// </summary>
    private static readonly Duration WarmUp = Duration.FromSeconds(3);

    private readonly Published<LoopFigures> _published = new();
    private readonly IServiceNotice _notice;
    private readonly Duration _watchdog;
    private readonly int _publishTurns;
    private readonly long _warmTurns;
    private LoopFigures _figures;
    private Instant _nextSign = Instant.Never;
    private long _allocatedBefore;
    private Duration _cpuBefore;
    private bool _ready;

    public LoopPulse(Duration interval, int groups, IServiceNotice notice)
    {
        _notice = notice;
        // Half the supervisor's limit, as sd_watchdog_enabled(3) advises.
        _watchdog = new Duration(notice.WatchdogInterval.Nanos / 2);
        _publishTurns = groups * 10;
        _warmTurns = WarmUp.Nanos / (interval.Nanos / groups);
    }

    public LoopFigures Figures
    {
        get
        {
            _published.TryRead(out LoopFigures figures);
            return figures;
        }
    }

    /// <summary>One turn is over.</summary>
    public void Beat(in TickSlot slot, bool failed)
    {
        _figures.Turns++;
        _figures.Skipped += slot.Skipped;
        _figures.Failed += failed ? 1 : 0;
        _figures.Lateness.Add(slot.Late);
        if (_figures.Turns == _warmTurns)
        {
            _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            _cpuBefore = Clock.ThreadCpu();
        }
        if (!_ready)
        {
            _ready = true;
            _notice.Ready();
        }
        if (_watchdog > Duration.Zero && slot.Now >= _nextSign)
        {
            _nextSign = slot.Now + _watchdog;
            _notice.Alive();
        }
        if (_figures.Turns % _publishTurns == 0)
            Publish();
    }

    private void Publish()
    {
        if (_figures.Turns >= _warmTurns)
        {
            _figures.WarmTurns = _figures.Turns - _warmTurns;
            _figures.AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore;
            _figures.CpuNanos = Clock.ThreadCpu().Nanos - _cpuBefore.Nanos;
        }
        _published.Write(in _figures);
    }
}
