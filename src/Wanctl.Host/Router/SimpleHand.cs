using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>
/// Moves the one <c>/queue/simple</c> entry that holds both directions of a link. Every write carries both limits, so a
/// change of one direction repeats the other's last value.
/// </summary>
public sealed class SimpleHand(RouterConnection router, ShaperQueue queue) : IShaperHand
{
    private Rate _down;
    private Rate _up;
    private bool _read;
    private bool _downAwaits;
    private bool _upAwaits;
    private int _restarts;

    /// <inheritdoc/>
    public void Report(ref ShaperReport report)
    {
        // Another queue of the same name is as good as a reboot: counters begin anew, and its limit is not ours.
        int restarts = router.Facts.Reboots + queue.Replacements;
        report.Restarted = restarts != _restarts;
        _restarts = restarts;
        WriteOutcome outcome = HandWords.Outcome(queue.TakeOutcome());
        Settle(outcome, new Rate(queue.SentSecond), _down, ref _downAwaits, ref report.Down);
        Settle(outcome, new Rate(queue.SentFirst), _up, ref _upAwaits, ref report.Up);
        if (queue.TryTakeReading(out QueueReading reading))
            Take(in reading, ref report);
        // A write would carry a 0, which is "no limit", for a direction whose limit nobody has read.
        ShaperState state = router.StateOf(queue, queue);
        report.State = state == ShaperState.Ready && !_read ? ShaperState.Preparing : state;
    }

    /// <inheritdoc/>
    public void Apply(in Decision decision)
    {
        if (!decision.Down.Write && !decision.Up.Write)
            return;
        if (decision.Down.Write)
        {
            _down = decision.Down.Asked;
            _downAwaits = true;
        }
        if (decision.Up.Write)
        {
            _up = decision.Up.Asked;
            _upAwaits = true;
        }
        queue.Want(_up.BitsPerSecond, _down.BitsPerSecond);
    }

    /// <inheritdoc/>
    public string Refusal(bool ofDown) => queue.Refusal;

    private void Take(in QueueReading reading, ref ShaperReport report)
    {
        _read = true;
        HandWords.ReadSecond(in reading, router.LastHeard, ref report.Down);
        HandWords.ReadFirst(in reading, router.LastHeard, ref report.Up);
        if (!_downAwaits)
            _down = report.Down.Limit;
        if (!_upAwaits)
            _up = report.Up.Limit;
    }

    /// <summary>
    /// An answer counts for a direction that awaits one and whose newest value was in the write; otherwise a newer
    /// write is on its way and will be answered too.
    /// </summary>
    private static void Settle(WriteOutcome outcome, Rate sent, Rate asked, ref bool awaits, ref DirectionReport report)
    {
        if (outcome == WriteOutcome.None || !awaits || (outcome == WriteOutcome.Applied && sent != asked))
            return;
        report.Outcome = outcome;
        report.Written = asked;
        awaits = false;
    }
}
