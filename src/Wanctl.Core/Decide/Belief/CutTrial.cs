using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Belief;

/// <summary>A cut, and what it must do to the excess if the queue is the direction's.</summary>
internal struct CutTrial
{
    /// <summary>When its effect could first be seen; <see cref="Instant.Never"/> before.</summary>
    public Instant From;

    /// <summary>The excess then, in milliseconds.</summary>
    public double BeganMs;

    /// <summary>The logarithm of the cause's weight before the cut.</summary>
    public double Weight;

    /// <summary>What the line was measured to carry when the cut was made, as a limit in bit/s.</summary>
    public double Capacity;

    /// <summary>
    /// How much likelier the excess is with the direction's queue than without, as a logarithm. Such a queue falls by
    /// the time that passes less the time that its line takes for what has come since; one that is not the direction's
    /// stays as it is, or grows, which says nothing against another cause.
    /// </summary>
    /// <param name="seconds">Since <see cref="From"/>.</param>
    /// <param name="passed">What has come since, in bits, as a limit counts them.</param>
    /// <param name="excessMs">The excess.</param>
    /// <param name="noiseMs">How far an excess strays by chance.</param>
    public readonly double LogLikelihood(double seconds, double passed, double excessMs, double noiseMs)
    {
        double fallen = 1000 * Math.Max(0, seconds - passed / Capacity);
        double doubt = 1000 * BeliefConstants.CapacityError * passed / Capacity;
        // Once the queue must have been empty for long, no doubt about the capacity makes it stand.
        double open = Math.Min(doubt, Math.Max(0, BeganMs - fallen + 2 * doubt));
        double own = LogDensity(excessMs - Math.Max(0, BeganMs - fallen), noiseMs, open);
        double strays = BeliefConstants.StaysError * Math.Min(BeganMs, 1000 * seconds);
        double other = LogDensity(Math.Min(0, excessMs - BeganMs), noiseMs, strays);
        return own - other;
    }

    /// <summary>Logarithm of a normal density, but for its constant factor; nothing counts as further off than
    /// <see cref="BeliefConstants.FarOff"/> standard deviations.</summary>
    private static double LogDensity(double off, double noise, double doubt)
    {
        double variance = noise * noise + doubt * doubt;
        double far = BeliefConstants.FarOff * BeliefConstants.FarOff;
        return -(Math.Min(far, off * off / variance) + Math.Log(variance)) / 2;
    }
}
