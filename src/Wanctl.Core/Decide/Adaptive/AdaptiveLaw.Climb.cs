using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <content>Climbing in steps that are judged one by one.</content>
public sealed partial class AdaptiveLaw
{
    /// <summary>
    /// Step sizes after so many good ones in a row: careful at first, for a step too far shows at once; then fast, so
    /// that a line that is back is used within three seconds. Moves <c>wifi-both</c> most.
    /// </summary>
    private static ReadOnlySpan<double> StepSizes => [0.04, 0.15, 0.40, 0.80];

    /// <summary>Near a failing rate: so small that the queue of one judgement stays under a few milliseconds.
    /// Moves <c>path-longer</c> most.</summary>
    private const double NearStep = 0.03;

    /// <summary>Within this share of a failing rate steps stay that small, and no larger one goes beyond it.
    /// Moves <c>ceiling-5</c> most.</summary>
    private const double NearFailing = 0.93;
    private const double ShortOfFailing = 0.96; // Moves wifi-both most.

    /// <summary>A rate that does well is this near a failing one: then it failed by chance, or the line is back.
    /// Moves <c>step</c> most.
    /// </summary>
    private const double AtFailing = 0.995;

    /// <summary>Carrying so much more than a rate that failed before, a line is another.
    /// Moves <c>rrul-dsl</c> most.</summary>
    private const double BackShare = 1.25;

    /// <summary>A step is taken up when so much of it is used; connections need time to fill a large one.</summary>
    private const double FilledShare = 0.98;
    private const double MostlyFilledShare = 0.93;

    /// <summary>A step may begin, and is good, up to this evidence of a queue. Moves <c>bbr</c> most.</summary>
    private const double CalmEvidence = 0.25;

    /// <summary>A mean excess under this share of the slack shows no sign of a queue at all.
    /// Moves <c>constant-both</c> most.</summary>
    private const double SilentShare = 0.6;
    private const int SilentSamples = 4; // Moves all-reflectors-silent most.

    /// <summary>So many good steps in a row are a run that is not interrupted.</summary>
    private const int RunSteps = 2;

    /// <summary>
    /// How long a failed step rests before it is tried again: longer each time, for a try costs two writes and a little
    /// queue; not longer than a line that is back may wait. Where both directions probe, they share the writes.
    /// Moves <c>constant-both</c> most.
    /// </summary>
    private const double RestFirstMs = 300;
    private const double RestMostMs = 1300; // Moves reconnect most.
    private const double RestOfTwo = 3; // Moves constant-both most.
    private const int RestDoublings = 4; // Moves constant-both most.

    /// <summary>What is used of a step is seen over so long: a moment's dip before says nothing.</summary>
    private static readonly Duration UsedLately = Duration.FromMillis(250);

    /// <summary>Near the capacity a queue grows slowly: where a sign of one shows it gets so long to become one.
    /// Moves <c>ceiling-5</c> most.
    /// </summary>
    private static readonly Duration NearJudgement = Duration.FromMillis(700);

    /// <summary>A step that nobody takes up is dropped after so long, and two round trips.</summary>
    private static readonly Duration TakeUp = Duration.FromMillis(600);

    private void Climb(AdaptiveDirection direction, Instant now, Duration passed)
    {
        if (direction.Stepping)
        {
            Judge(direction, now);
            return;
        }
        Hindrance hindrance = HindranceOf(direction, now);
        direction.Reason = hindrance.ToReason();
        if (hindrance == Hindrance.Quiet)
            Drift(direction, passed);
        if (hindrance != Hindrance.None)
            return;
        direction.StepTo(NextRate(direction, now), now);
        direction.Reason = Reason.Climb;
    }

    private Hindrance HindranceOf(AdaptiveDirection direction, Instant now)
    {
        if (!direction.Use.Known)
            return Hindrance.Uncounted;
        if (direction.Use.Quiet)
            return Hindrance.Quiet;
        if (!direction.Use.Loaded)
            return Hindrance.NotLoaded;
        if (direction.Rate >= direction.Ceiling)
            return Hindrance.AtCeiling;
        if (direction.Use.InForceSince == Instant.Never)
            return Hindrance.NotInForce;
        if (YieldsTo(Other(direction), Far(direction, direction.Rate, now), now))
            return Hindrance.OthersTurn;
        bool calm = _watch.Evidence <= CalmEvidence;
        return calm && now >= direction.NextStepAt ? Hindrance.None : Hindrance.Rests;
    }

    /// <summary>
    /// Whether the other direction goes first: one that steps, because the queues of two could not be told apart unless
    /// both are far from any; and one on a run has more to win than one near its end.
    /// </summary>
    private static bool YieldsTo(AdaptiveDirection other, bool far, Instant now)
    {
        if (other.Stepping)
            return !far || !Far(other, other.BeforeStep, now);
        bool runs = other.Successes >= RunSteps && other.Use.Loaded && other.Rate < other.Ceiling;
        return !far && runs && Far(other, other.Rate, now);
    }

    /// <summary>Whether no failing rate is near.</summary>
    private static bool Far(AdaptiveDirection direction, double rate, Instant now) =>
        rate < NearFailing * direction.Failed.Lowest(now);

    private static double NextRate(AdaptiveDirection direction, Instant now)
    {
        double near = direction.Rate * (1 + NearStep);
        double failing = direction.Failed.Lowest(now);
        int size = direction.Jumps.At(now) ? StepSizes.Length - 1 : direction.Successes;
        double bold = direction.Rate * (1 + StepSizes[Math.Min(size, StepSizes.Length - 1)]);
        return Math.Min(bold, Math.Max(near, ShortOfFailing * failing));
    }

    /// <summary>Says whether a step did well; one that did not is found by the alarm.</summary>
    private void Judge(AdaptiveDirection direction, Instant now)
    {
        if (direction.Use.InForceSince == Instant.Never)
        {
            // The step waits for the write budget.
            direction.Reason = Reason.AwaitsShaper;
            return;
        }
        direction.Reason = Reason.Climb;
        Instant from = Later(direction.SteppedAt, direction.Use.InForceSince);
        int shown = _watch.Samples.CountSince(from + EchoLag(direction));
        if (shown < _watch.Telling || _watch.Evidence > CalmEvidence)
            return;
        bool small = direction.Rate < SmallStep * direction.BeforeStep;
        bool filled = direction.Use.TellsOf(from)
            && direction.Use.Since(Later(from, now - UsedLately)) >= (small ? FilledShare : MostlyFilledShare);
        if (!filled)
        {
            if (!direction.Use.UntoldSince(from) && now - from >= TakeUp + _watch.CalmRtt * 2)
                Drop(direction, small, now);
            return;
        }
        bool crosses = direction.Rate >= AtFailing * direction.Failed.Lowest(now);
        if (TakesTime(direction, crosses, shown, now) && now - from < NearJudgement)
            return;
        Approve(direction, crosses, now);
    }

    /// <summary>
    /// Whether a step must be watched for longer: near a failing rate where a sign of a queue shows, or where it goes
    /// beyond one and the other direction might be blamed for what comes of it.
    /// </summary>
    private bool TakesTime(AdaptiveDirection direction, bool crosses, int shown, Instant now)
    {
        bool near = !Far(direction, direction.BeforeStep, now);
        bool silent = _watch.Samples.Mean(Math.Min(shown, SilentSamples)) < SilentShare * SlackMs;
        return (crosses && Other(direction).Use.WasLoaded) || (near && !silent);
    }

    /// <summary>
    /// What the traffic does not take up proves nothing and may stay. A small step, though, can be what the line does
    /// not give: it goes back, for a limit must bind to keep a queue out.
    /// </summary>
    private void Drop(AdaptiveDirection direction, bool small, Instant now)
    {
        direction.Stepping = false;
        direction.NextStepAt = now;
        if (!small)
            return;
        direction.Set(direction.BeforeStep);
        direction.NextStepAt = now + RestAfterFailure(direction);
    }

    private void Approve(AdaptiveDirection direction, bool crosses, Instant now)
    {
        AdaptiveDirection other = Other(direction);
        direction.Stepping = false;
        direction.NextStepAt = now;
        direction.Good = direction.Rate;
        direction.Successes++;
        if (crosses)
        {
            direction.Failed.Forgive(direction.Rate / AtFailing);
            direction.Failures = 0;
            direction.Crossed = direction.Rate;
        }
        if (direction.Crossed <= 0 || direction.Rate <= BackShare * direction.Crossed)
            return;
        // A line that is back is mostly back both ways.
        direction.Crossed = 0;
        other.Failed.Clear();
        other.NextStepAt = now;
    }

    private Duration RestAfterFailure(AdaptiveDirection direction)
    {
        double most = BothLoaded ? RestOfTwo * RestMostMs : RestMostMs;
        double doubled = RestFirstMs * (1 << Math.Clamp(direction.Failures, 0, RestDoublings));
        return Duration.FromMillis(Math.Min(most, doubled));
    }
}
