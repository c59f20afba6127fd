using Wanctl.Core.Estimate;

namespace Wanctl.Core.Decide.Belief;

/// <summary>
/// When to try for more, and how much. A try is due once what holding back has likely given away since the last one
/// outweighs what a try costs. Where a capacity wanders with a variance of q a second and a try costs c, that makes
/// tries about (c / 0.13 sqrt q)^(2/3) seconds apart, which is where the sum of both losses is least: docs/CONTROL.md
/// derives it.
/// </summary>
internal static class TryPlanner
{
    /// <summary>What share of the line a limit likely gives away, each moment that it is full.</summary>
    public static double Forgone(in CapacityBelief belief, double limit, double ceiling, double margin)
    {
        double mean = Math.Log(belief.Capacity) - margin;
        double drift = Gaussian.MeanAboveZero(mean - Math.Log(limit), belief.Deviation)
            - Gaussian.MeanAboveZero(mean - Math.Log(ceiling), belief.Deviation);
        double usual = double.IsNaN(belief.Usual) ? 0 : Math.Max(0, belief.Usual * (1 - margin) / limit - 1);
        return (1 - belief.Returned) * Math.Max(0, drift) + belief.Returned * usual;
    }

    /// <summary>What to try.</summary>
    /// <param name="belief">What the line is believed to carry.</param>
    /// <param name="limit">From where.</param>
    /// <param name="successes">Tries in a row that went well.</param>
    /// <param name="margin">The share of the capacity that is left free.</param>
    public static double Target(in CapacityBelief belief, double limit, int successes, double margin)
    {
        double run = BeliefConstants.LeastStep * (1 << Math.Min(successes, BeliefConstants.RunMost));
        double step = Math.Max(BeliefConstants.StepDeviations * belief.Deviation, run);
        double target = limit * (1 + Math.Clamp(step, BeliefConstants.LeastStep, BeliefConstants.MostStep));
        double usual = belief.Usual * (1 - margin);
        if (belief.Returned > 0.5 && usual > limit)
            target = Math.Max(target, Math.Min(usual, 2 * limit));
        // No step goes far beyond what the line usually carries.
        if (limit < BeliefConstants.BelowUsual * usual)
            target = Math.Min(target, usual);
        double near = limit * (1 + BeliefConstants.LeastStep);
        return Math.Max(near, Math.Max(target, belief.Capacity * (1 - margin)));
    }

    /// <summary>What a try costs, in seconds of a whole line; a run of good ones makes the next one cheap, because more
    /// is likely there.</summary>
    public static double Price(in CapacityBelief belief, double target, int successes) =>
        (BeliefConstants.WritePrice + BeliefConstants.QueuePrice * belief.Below(target))
            / (1 << Math.Min(2 * successes, 2 * BeliefConstants.PriceRunMost));
}
