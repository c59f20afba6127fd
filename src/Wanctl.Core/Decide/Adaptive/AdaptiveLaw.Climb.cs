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

    /// <summary>Within this share of a failing rate steps stay at the smallest size.</summary>
    private const double NearFailing = 0.93;

    /// <summary>A step too far goes back this far below the last good rate: its queue drains meanwhile.</summary>
    private const double StepBackShare = 0.985;

    /// <summary>How long a failed step rests before it is tried again.</summary>
    private static readonly Duration FailedRest = Duration.FromSeconds(1);

    /// <summary>How long a step takes to show in four samples, in milliseconds.</summary>
    private double JudgeMs() => ReferenceMs + 4 * Math.Max(50, _settings.Interval.Millis);

    private void Climb(AdaptiveDirection direction, AdaptiveDirection other, Instant now)
    {
        if (direction.Stepping)
        {
            Judge(direction, now);
            return;
        }
        direction.Reason = Hindrance(direction, other, now);
        if (direction.Reason != Reason.Climb)
            return;
        direction.BeforeStep = direction.Rate;
        direction.SteppedAt = now;
        direction.Stepping = true;
        direction.Set(NextRate(direction, now));
    }

    /// <summary>What keeps a direction from climbing; <see cref="Reason.Climb"/> where nothing does.</summary>
    private Reason Hindrance(AdaptiveDirection direction, AdaptiveDirection other, Instant now)
    {
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
        bool calm = trusted >= 2 && _delays.Mean(trusted) <= _levels.StepTooFarMs;
        return calm && now >= direction.NextStepAt ? Reason.Climb : Reason.CalmHold;
    }

    private static double NextRate(AdaptiveDirection direction, Instant now)
    {
        double failing = direction.Failing(now);
        double size = StepSizes[Math.Min(direction.Successes, StepSizes.Length - 1)];
        if (direction.Rate >= NearFailing * failing)
            return direction.Rate * (1 + StepSizes[0]);
        return Math.Min(direction.Rate * (1 + size), Math.Max(direction.Rate * (1 + StepSizes[0]), 0.96 * failing));
    }

    private void Judge(AdaptiveDirection direction, Instant now)
    {
        direction.Reason = Reason.Climb;
        int shown = Math.Min(_delays.CountSince(direction.SteppedAt), 4);
        if (_fresh && shown >= Math.Min(2, WindowSamples) && _delays.Mean(shown) > Tolerance(shown)
            && _delays[0].ExcessMs > _levels.StepTooFarMs)
        {
            StepBack(direction, now);
            return;
        }
        if ((now - direction.SteppedAt).Millis < JudgeMs() || shown < Math.Min(3, WindowSamples))
            return;
        if (!direction.InForce)
        {
            direction.Reason = Reason.AwaitsShaper;
            direction.SteppedAt = now;
            return;
        }
        direction.Stepping = false;
        direction.Good = direction.Rate;
        direction.Successes++;
        if (direction.Rate > direction.Failing(now))
            direction.Forgive();
        direction.NextStepAt = now;
    }

    /// <summary>Fewer samples must show more.</summary>
    private double Tolerance(int samples) => _levels.StepTooFarMs * Math.Sqrt(4.0 / samples);

    private void StepBack(AdaptiveDirection direction, Instant now)
    {
        direction.Fail(direction.Rate, now);
        direction.Set(Math.Min(direction.Rate, StepBackShare * direction.BeforeStep));
        direction.Stepping = false;
        direction.Successes = 0;
        direction.NextStepAt = now + FailedRest;
        direction.Reason = Reason.StepBack;
        _trustFrom = now;
    }
}
