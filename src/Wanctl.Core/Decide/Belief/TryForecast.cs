using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Belief;

/// <summary>When the next try comes if nothing changes: the planner's account, carried forward.</summary>
internal static class TryForecast
{
    /// <summary>What is farther away than this is not told.</summary>
    private const double LookAheadSeconds = 600;

    /// <summary>A step lets the variance of the belief, and the time that has passed, grow by this share.</summary>
    private const double StepShare = 0.1;

    /// <summary>A step over several beats tells the belief so often at most; it comes to rest sooner.</summary>
    private const int TellsMost = 4;

    /// <summary>The seconds until a try is due under a limit that stays full and calm; infinite where that lies beyond
    /// what is looked ahead.</summary>
    /// <param name="belief">What the line is believed to carry.</param>
    /// <param name="forgone">What has been forgone so far, in seconds of a whole line.</param>
    /// <param name="terms">Limit, bounds and run of tries.</param>
    /// <param name="beat">How often the belief is told that the limit is carried, in seconds.</param>
    public static double Seconds(CapacityBelief belief, double forgone, in TryTerms terms, double beat)
    {
        double seconds = 0;
        double rate = terms.Forgone(in belief);
        double lacking = terms.Price(in belief) - forgone;
        while (lacking > 0)
        {
            if (seconds > LookAheadSeconds)
                return double.PositiveInfinity;
            double variance = belief.Deviation * belief.Deviation;
            double step = Math.Max(beat, StepShare * Math.Min(variance / belief.NoisePerSecond, seconds));
            belief.Pass(step);
            belief.LearnUsual(step);
            double rateAfter = terms.Forgone(in belief);
            forgone += step * (rate + rateAfter) / 2;
            double lackingAfter = terms.Price(in belief) - forgone;
            if (lackingAfter <= 0)
                return seconds + step * lacking / (lacking - lackingAfter);
            for (int told = 0; told < TellsMost && terms.IsUnsure(in belief); told++)
                belief.Carries(terms.Limit, BeliefLaw.CarriedDeviation, Instant.Never);
            rate = terms.Forgone(in belief);
            lacking = terms.Price(in belief) - forgone;
            seconds += step;
        }
        return seconds;
    }
}
