using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>Moves the two <c>/queue/tree</c> entries of a link.</summary>
public sealed class TreeHand(RouterConnection router, ShaperQueue down, ShaperQueue up) : IShaperHand
{
    private int _restarts;

    /// <inheritdoc/>
    public void Report(ref ShaperReport report)
    {
        report.State = router.StateOf(down, up);
        // Another queue of the same name is as good as a reboot: counters begin anew, and its limit is not ours.
        int restarts = router.Facts.Reboots + down.Replacements + up.Replacements;
        report.Restarted = restarts != _restarts;
        _restarts = restarts;
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

    /// <inheritdoc/>
    public void Look(in Decision decision)
    {
        down.WantsInterface = decision.Down.Counters != CounterSource.Queue;
        up.WantsInterface = decision.Up.Counters != CounterSource.Queue;
    }

    /// <inheritdoc/>
    public string Refusal(bool ofDown) => (ofDown ? down : up).Refusal;

    private void Report(ShaperQueue queue, ref DirectionReport report)
    {
        report.Outcome = HandWords.Outcome(queue.TakeOutcome());
        report.Written = new Rate(queue.SentFirst);
        if (queue.TryTakeReading(out QueueReading reading))
            HandWords.ReadFirst(in reading, router.LastHeard, ref report);
        report.InterfaceRead = queue.TryTakeCarried(out report.InterfaceBytes);
        if (report.InterfaceRead)
            report.ReadAt = router.LastHeard;
    }
}
