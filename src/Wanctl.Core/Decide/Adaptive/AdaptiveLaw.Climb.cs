using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <content>Climbing in steps that are judged one by one.</content>
public sealed partial class AdaptiveLaw
{
    /// <summary>
    /// Step sizes after so many good ones in a row: careful at first, for a step too far shows at once; then fast, so
    /// that a line that is back is used within three seconds.
    /// </summary>
    private static ReadOnlySpan<double> StepSizes => [0.04, 0.10, 0.25, 0.40];

    /// <summary>
    /// A step begins only this far below what would make it a step too far: a queue that comes up from the step before
    /// shall not be held against this one.
    /// </summary>
    private const double CalmShare = 0.8;

    /// <summary>
    /// Near a failing rate: small enough that the queue of one judgement stays under a few milliseconds.
    /// </summary>
    private const double NearStep = 0.05;
    private const double NearStepOfTwo = 0.03;

    /// <summary>A step that waits grows to no more than this over the rate in force.</summary>
    private const double WaitingMost = 1.6;

    /// <summary>Below this share of a failing rate a volatile line is spared the careful first steps.</summary>
    private const double FarFromFailing = 0.6;

    /// <summary>Within this share of a failing rate steps stay at the smallest size.</summary>
    private const double NearFailing = 0.93;

    /// <summary>A step too far goes back this far below the last good rate: its queue drains meanwhile.</summary>
    private const double StepBackShare = 0.985;

    /// <summary>What the step left behind shall drain in about so many milliseconds.</summary>
    private const double StepDrainMs = 300;

    /// <summary>
    /// How long a failed step rests before it is tried again: a try costs two writes, and a token budget of two a
    /// second
    /// shall not run dry by it.
    /// </summary>
    private static readonly Duration FailedRest = Duration.FromMillis(1000);
    private static readonly Duration FailedRestOfTwo = Duration.FromMillis(2500);
    private static readonly Duration FailedRestVolatile = Duration.FromMillis(300);

    /// <summary>A step counts as used from this share on, or from half of what it added where that is less.</summary>
    private const double FilledShare = 0.95;

    /// <summary>How many judgements long a step may wait for the traffic to take it up.</summary>
    private const double FillPatience = 3;

    /// <summary>Near a failing rate a step is watched for longer, since it shows less.</summary>
    private const double NearPatience = 1.5;

    /// <summary>How long a step takes to show in four samples, in milliseconds.</summary>
    private double JudgeMs() => ReferenceMs + 4 * Math.Max(50, _settings.Interval.Millis);

    private void Climb(AdaptiveDirection direction, AdaptiveDirection other, Instant now)
    {
        if (direction.Stepping)
        {
            Judge(direction, other, now);
            return;
        }
        direction.Reason = Hindrance(direction, other, now);
        if (direction.Reason != Reason.Climb)
            return;
        direction.BeforeStep = direction.Rate;
        direction.SteppedAt = now;
        direction.Stepping = true;
        direction.OnProbation = true;
        other.OnProbation = false;
        direction.Set(NextRate(direction, NearStepBeside(other), now));
        direction.SteppedTo = direction.Rate;
    }

    /// <summary>What keeps a direction from climbing; <see cref="Reason.Climb"/> where nothing does.</summary>
    private Reason Hindrance(AdaptiveDirection direction, AdaptiveDirection other, Instant now)
    {
        if (!direction.Known)
            return Reason.AwaitsShaper;
        if (direction.Quiet)
            return Reason.Idle;
        if (!direction.Loaded)
            return Reason.NotLoaded;
        if (direction.Rate >= direction.Ceiling)
            return Reason.AtCeiling;
        if (!direction.InForce)
            return Reason.AwaitsShaper;
        if (other.Stepping)
            return Reason.OthersTurn;
        int trusted = Math.Min(_delays.CountSince(_trustFrom), WindowSamples);
        bool calm = trusted >= 2 && Shown(trusted) <= CalmShare * _levels.StepTooFarMs;
        return calm && now >= direction.NextStepAt ? Reason.Climb : Reason.CalmHold;
    }

    /// <summary>Beside a loaded direction a step is smaller: two that probe share one delay.</summary>
    private static double NearStepBeside(AdaptiveDirection other) => other.Loaded ? NearStepOfTwo : NearStep;

    private static double NextRate(AdaptiveDirection direction, double near, Instant now)
    {
        double failing = direction.Failing(now);
        if (direction.Rate >= NearFailing * failing)
            return direction.Rate * (1 + near);
        int first = direction.Rate < FarFromFailing * failing && direction.Volatile(now) ? 3 : 0;
        double size = StepSizes[Math.Min(first + direction.Successes, StepSizes.Length - 1)];
        return Math.Min(direction.Rate * (1 + size), Math.Max(direction.Rate * (1 + near), 0.96 * failing));
    }

    private void Judge(AdaptiveDirection direction, AdaptiveDirection other, Instant now)
    {
        direction.Reason = Reason.Climb;
        if (!direction.InForce)
        {
            Await(direction, now);
            return;
        }
        int shown = Math.Min(_delays.CountSince(direction.SteppedAt), 4);
        if (_fresh && shown >= Math.Min(2, WindowSamples) && Shown(shown) > Tolerance(shown)
            && _delays[0].ExcessMs > _levels.StepTooFarMs)
        {
            if (_delays[0].ExcessMs > 2 * _levels.QueueMs)
                BlameAlone(direction, other, now);
            else
                StepBack(direction, now);
            return;
        }
        double wait = direction.BeforeStep >= NearFailing * direction.Failing(now) ? NearPatience : 1;
        if ((now - direction.SteppedAt).Millis < wait * JudgeMs() || shown < Math.Min(3, WindowSamples))
            return;
        bool filled = Filled(direction);
        if (!filled && (now - direction.SteppedAt).Millis < FillPatience * JudgeMs())
            return;
        direction.Stepping = false;
        direction.NextStepAt = now;
        if (!filled)
        {
            // Nothing has shown that the line carries it: should a queue come up, this is the first to ask.
            direction.SteppedAt = now;
            return;
        }
        // Near the capacity a queue shows late: the other's step shall not be taken for its cause.
        if (wait > 1)
            other.NextStepAt = Later(other.NextStepAt, now + Duration.FromMillis(JudgeMs()));
        direction.Good = direction.Rate;
        direction.Successes++;
        if (direction.Rate >= 0.995 * direction.Failing(now))
            direction.Forgive();
    }

    private static Instant Later(Instant one, Instant another) => one > another ? one : another;

    /// <summary>
    /// Whether the traffic has taken up the step: otherwise its calm says nothing about the line.
    /// </summary>
    private static bool Filled(AdaptiveDirection direction)
    {
        double taken = Math.Min(FilledShare * direction.Rate, (direction.BeforeStep + direction.Rate) / 2);
        return direction.Meter.NewestRate >= taken;
    }

    /// <summary>
    /// The step waits for the write budget. On a volatile line, far from any failing rate, a calm line earns it a
    /// larger one meanwhile:
    /// fewer
    /// writes, each of more use.
    /// </summary>
    private void Await(AdaptiveDirection direction, Instant now)
    {
        direction.Reason = Reason.AwaitsShaper;
        if ((now - direction.SteppedAt).Millis < JudgeMs() || !direction.Volatile(now)
            || direction.Rate >= NearFailing * direction.Failing(now))
            return;
        direction.SteppedAt = now;
        int trusted = Math.Min(_delays.CountSince(_trustFrom), WindowSamples);
        if (trusted < WindowSamples || Shown(trusted) > _levels.StepTooFarMs)
            return;
        direction.Successes++;
        direction.Set(Math.Min(NextRate(direction, NearStep, now), WaitingMost * direction.Applied));
        direction.SteppedTo = direction.Rate;
    }

    /// <summary>
    /// What the newest samples show, in milliseconds: their mean on a still line, where each one counts; without the
    /// greatest on a noisy one, where a single late answer says nothing.
    /// </summary>
    private double Shown(int samples) => _levels.Noisy ? _delays.LowMean(samples) : _delays.Mean(samples);

    /// <summary>Fewer samples must show more.</summary>
    private double Tolerance(int samples) => _levels.StepTooFarMs * Math.Sqrt(4.0 / samples);

    /// <summary>
    /// A step that seemed good stays on probation until the next one: a queue that grows by a per cent shows late.
    /// </summary>
    private void StepBackLate(Instant now)
    {
        AdaptiveDirection latest = _down.SteppedAt > _up.SteppedAt ? _down : _up;
        int shown = Math.Min(_delays.CountSince(_trustFrom), 4);
        bool probation = !_down.Stepping && !_up.Stepping && latest.OnProbation && now - latest.SteppedAt < BlameFor;
        if (!_fresh || !probation || shown < 4)
            return;
        if (Shown(shown) > _levels.StepTooFarMs && _delays[0].ExcessMs > _levels.StepTooFarMs)
            StepBack(latest, now);
    }

    /// <summary>The step has made a queue already: it is not enough to go back, it must drain.</summary>
    private void BlameAlone(AdaptiveDirection direction, AdaptiveDirection other, Instant now)
    {
        direction.Suspect = true;
        other.Suspect = false;
        Begin(now);
    }

    private Duration RestAfterFailure(AdaptiveDirection direction, Instant now)
    {
        if (direction.Volatile(now))
            return FailedRestVolatile;
        return _down.Loaded && _up.Loaded ? FailedRestOfTwo : FailedRest;
    }

    private void StepBack(AdaptiveDirection direction, Instant now)
    {
        direction.FailByStep(now);
        double drain = Math.Max(0, _delays[0].ExcessMs) / StepDrainMs;
        direction.Set(Math.Min(direction.Rate, (StepBackShare - drain) * direction.BeforeStep));
        direction.Stepping = false;
        direction.OnProbation = false;
        direction.Successes = 0;
        direction.NextStepAt = now + RestAfterFailure(direction, now);
        direction.Reason = Reason.StepBack;
        _trustFrom = now;
    }
}
