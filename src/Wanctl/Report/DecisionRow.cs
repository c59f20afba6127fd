using Wanctl.Core.Decide;
using Wanctl.Core.Units;

namespace Wanctl.Report;

/// <summary>One decision: a move of the wanted rate, or a hold with a reason of its own.</summary>
/// <param name="Seconds">When it began.</param>
/// <param name="Until">When its last step was.</param>
/// <param name="Reason">Why.</param>
/// <param name="From">The wanted rate before.</param>
/// <param name="To">The wanted rate after its last step.</param>
/// <param name="Steps">How many ticks moved the rate; 0 for a hold.</param>
/// <param name="Belief">What was believed when it began: of a cut what the excess came from, else of the line; empty
/// where the law keeps no belief.</param>
internal sealed record DecisionRow(
    double Seconds, double Until, Reason Reason, Rate From, Rate To, int Steps, string Belief)
{
    /// <summary>How much it moved, as the logarithm of the factor.</summary>
    public double Size => Steps == 0 || From == Rate.Zero || To == Rate.Zero
        ? 0
        : Math.Abs(Math.Log((double)To.BitsPerSecond / From.BitsPerSecond));
}
