using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>
/// Moves the one <c>/queue/simple</c> entry that holds both directions of a link. Every write carries both limits, so a
/// change of one direction repeats the other's last value. Which half of a pair is the download follows from the side
/// of the queue's target; while that is unknown the queue is not ready, and nothing is read or written.
/// </summary>
public sealed class SimpleHand(RouterConnection router, ShaperQueue queue) : IShaperHand
{
    private Rate _down;
    private Rate _up;
    private bool _read;
    private bool _downAwaits;
    private bool _upAwaits;
    private int _restarts;
    private TargetSide _side;

    /// <inheritdoc/>
    public void Report(ref ShaperReport report)
    {
        // Another queue of the same name is as good as a reboot: counters begin anew, and its limit is not ours.
        int restarts = router.Facts.Reboots + queue.Replacements;
        report.Restarted = restarts != _restarts;
        _restarts = restarts;
        WriteOutcome outcome = HandWords.Outcome(queue.TakeOutcome());
        bool turned = queue.Side != TargetSide.Unknown && queue.Side != _side;
        if (turned)
            Turn(ref report, ref outcome);
        bool wan = _side == TargetSide.Wan;
        Rate sentDown = new(wan ? queue.SentFirst : queue.SentSecond);
        Rate sentUp = new(wan ? queue.SentSecond : queue.SentFirst);
        Settle(outcome, sentDown, _down, ref _downAwaits, ref report.Down);
        Settle(outcome, sentUp, _up, ref _upAwaits, ref report.Up);
        bool known = queue.Side != TargetSide.Unknown && queue.Side == _side;
        if (queue.TryTakeReading(out QueueReading reading) && known)
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
        if (_side == TargetSide.Wan)
            queue.Want(_down.BitsPerSecond, _up.BitsPerSecond);
        else
            queue.Want(_up.BitsPerSecond, _down.BitsPerSecond);
    }

    /// <summary>
    /// The halves of the pairs have changed places: what was read is void, what was on its way is lost, and counters
    /// begin anew as after a restart of the router.
    /// </summary>
    private void Turn(ref ShaperReport report, ref WriteOutcome outcome)
    {
        report.Restarted |= _side != TargetSide.Unknown;
        if (_side != TargetSide.Unknown && (_downAwaits || _upAwaits))
            outcome = WriteOutcome.Lost;
        _side = queue.Side;
        _read = false;
    }

    /// <inheritdoc/>
    public string Refusal(bool ofDown) => queue.Refusal;

    private void Take(in QueueReading reading, ref ShaperReport report)
    {
        _read = true;
        if (_side == TargetSide.Wan)
        {
            HandWords.ReadFirst(in reading, router.LastHeard, ref report.Down);
            HandWords.ReadSecond(in reading, router.LastHeard, ref report.Up);
        }
        else
        {
            HandWords.ReadSecond(in reading, router.LastHeard, ref report.Down);
            HandWords.ReadFirst(in reading, router.LastHeard, ref report.Up);
        }
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
