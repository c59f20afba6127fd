using Wanctl.Core.Estimate;

namespace Wanctl.Core.Decide.Belief;

/// <summary>What the planner's account of a direction rests on beside the belief.</summary>
/// <param name="Limit">The limit, in bit/s.</param>
/// <param name="Ceiling">The rate that is never exceeded, in bit/s.</param>
/// <param name="Margin">The share of the capacity that is left free.</param>
/// <param name="Successes">Tries in a row that went well.</param>
internal readonly record struct TryTerms(double Limit, double Ceiling, double Margin, int Successes)
{
    private const double UnsureBelow = 0.1;

    /// <summary>What is forgone each second, in seconds of a whole line.</summary>
    public double Forgone(in CapacityBelief belief) => TryPlanner.Forgone(in belief, Limit, Ceiling, Margin);

    /// <summary>What the next try costs, in seconds of a whole line.</summary>
    public double Price(in CapacityBelief belief) =>
        TryPlanner.Price(in belief, TryPlanner.Target(in belief, Limit, Successes, Margin), Successes);

    /// <summary>Whether a belief is told that the limit is carried, because it is not sure of it, or believes less.
    /// </summary>
    public bool IsUnsure(in CapacityBelief belief) => belief.Below(Limit) > UnsureBelow || Limit > belief.Capacity;
}
