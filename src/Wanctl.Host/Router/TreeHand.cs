using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>Moves the two <c>/queue/tree</c> entries of a link.</summary>
public sealed class TreeHand(RouterConnection router, ShaperQueue down, ShaperQueue up) : IShaperHand
{
    private int _reboots;

    /// <inheritdoc/>
    public void Report(ref ShaperReport report)
    {
        report.State = router.StateOf(down, up);
        report.Restarted = router.Facts.Reboots != _reboots;
        _reboots = router.Facts.Reboots;
        Report(down, ref report.Down);
        Report(up, ref report.Up);
    }

    /// <inheritdoc/>
    public void Apply(in Decision decision)
    {
        if (decision.Down.Write)
            down.Want(decision.Down.Asked.BitsPerSecond, 0);
        if (decision.Up.Write)
            up.Want(decision.Up.Asked.BitsPerSecond, 0);
    }

    private void Report(ShaperQueue queue, ref DirectionReport report)
    {
        report.Outcome = HandWords.Outcome(queue.TakeOutcome());
        report.Written = new Rate(queue.SentFirst);
        if (queue.TryTakeReading(out QueueReading reading))
            HandWords.ReadFirst(in reading, router.LastHeard, ref report);
    }
}
