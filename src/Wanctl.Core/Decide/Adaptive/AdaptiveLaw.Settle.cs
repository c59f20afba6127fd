using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <content>After the excess is gone: settling under what was measured, or giving back what was cut in error.</content>
public sealed partial class AdaptiveLaw
{
    /// <summary>A smaller change than this is not worth a write. Moves <c>wifi-both</c> most.</summary>
    private const double NotWorthAWrite = 0.015;

    /// <summary>
    /// A line that delivers less than this share of before has collapsed. What passed meanwhile is a coarse measure,
    /// because the reading began before; it settles lower at first. Moves <c>flows-64</c> most.
    /// </summary>
    private const double Collapse = 0.8;
    private const double CollapsedShare = 0.93;

    /// <summary>What a queue says of the capacity is this exact; a rate beyond is sure to fail.
    /// Moves <c>rrul-dsl</c> most.</summary>
    private const double SurelyTooMuch = 1.02;

    /// <summary>A volatile line is asked for so much more than it was last measured to deliver.</summary>
    private const double VolatileStep = 3.5;

    /// <summary>What made a queue is remembered for so long; lines change. Moves <c>wifi-both</c> most.</summary>
    private static readonly Duration FailMemory = Duration.FromSeconds(12);

    /// <summary>The excess is gone.</summary>
    private void Settle(Instant now)
    {
        if (_tooFast)
        {
            GiveBack(_down, _down.Undisputed, Reason.NotOurs, now);
            GiveBack(_up, _up.Undisputed, Reason.NotOurs, now);
            Calm(now);
            return;
        }
        bool undecided = _tested && _down.LoadedAtCut && _up.LoadedAtCut;
        AdaptiveDirection? free = undecided ? null : Cleared();
        SettleAt(_down, undecided || free == _down, now);
        SettleAt(_up, undecided || free == _up, now);
        if (free != null)
        {
            free.StepTo(Math.Max(free.Rate, SettleShare * free.Undisputed), now);
            free.Restoring = true;
            free.Reason = Reason.Acquitted;
        }
        Calm(now);
    }

    /// <summary>
    /// Whether nobody filled the limit, before the cut or at the floor since: then it took nothing away and cured
    /// nothing, and what has gone was not ours.
    /// </summary>
    private static bool TookNothing(AdaptiveDirection direction) =>
        direction.Rate <= direction.Floor && !direction.LoadedAtCut && Binds(direction) != true;

    /// <summary>
    /// Of two suspects, the one whose cut did not help; it gets its rate back at once, as a step that is judged.
    /// </summary>
    private AdaptiveDirection? Cleared() =>
        !_down.Suspect || !_up.Suspect ? null : _up.Acquitted ? _up : _down;

    /// <summary>Gives back what was cut in error.</summary>
    private static void GiveBack(AdaptiveDirection direction, double rate, Reason reason, Instant now)
    {
        if (!direction.Suspect)
            return;
        direction.Set(rate);
        direction.Restoring = true;
        direction.Stepping = false;
        direction.Reason = reason;
        direction.NextStepAt = now;
        direction.Suspect = false;
    }

    /// <summary>Just below what the line was seen to deliver.</summary>
    private void SettleAt(AdaptiveDirection direction, bool inDoubt, Instant now)
    {
        if (!direction.Suspect)
            return;
        if (TookNothing(direction))
        {
            GiveBack(direction, direction.BeforeCuts, Reason.NotOurs, now);
            return;
        }
        direction.Suspect = false;
        if (!inDoubt)
            direction.CountSettled(now);
        bool balanced = !direction.TowardUser || Untold(direction);
        if (balanced && !direction.Acquitted && Drained(direction) is { } drained)
            direction.Capacity = Math.Min(drained, direction.BeforeCut);
        double rate = SettledRate(direction);
        bool jumped = !inDoubt
            && direction.Jumps.Take(direction.Capacity, direction.Good, direction.SteppedAtCut, now);
        direction.Good = Math.Min(direction.Good, rate);
        direction.Failures = jumped ? 0 : direction.Failures + 1;
        if (direction.Jumps.At(now))
            direction.Failed.Clear();
        else if (!inDoubt)
            direction.Failed.Add(FailedAt(direction), now + FailMemory);
        direction.Set(Math.Min(direction.BeforeCut, rate));
        direction.Restoring = true;
        direction.Stepping = false;
        direction.Successes = 0;
        direction.NextStepAt = now + RestAfterFailure(direction);
        direction.Lowered(Reason.Settle);
        if (!jumped || !direction.Jumps.At(now))
            return;
        // What a volatile line carried a moment ago says little: it is asked for more at once.
        direction.StepTo(VolatileStep * direction.Capacity, now);
        direction.Restoring = true;
    }

    private static double SettledRate(AdaptiveDirection direction)
    {
        bool collapsed = direction.TowardUser && !direction.SteppedAtCut
            && direction.Capacity < Collapse * direction.BeforeCut;
        double rate = (collapsed ? CollapsedShare : SettleShare) * direction.Capacity;
        if (direction.Stepping)
            rate = Math.Max(GoodShare * direction.BeforeStep, Math.Min(rate, SettleShare * direction.SteppedTo));
        bool stays = direction.SmallStep || Math.Abs(rate - direction.Rate) < NotWorthAWrite * rate;
        return stays ? direction.Rate : rate;
    }

    /// <summary>
    /// The least rate that is sure to make a queue: that of a small step; else a little over what was measured.
    /// </summary>
    private static double FailedAt(AdaptiveDirection direction) =>
        direction.SmallStep ? direction.BeforeCut : Math.Min(direction.BeforeCut, SurelyTooMuch * direction.Capacity);
}
