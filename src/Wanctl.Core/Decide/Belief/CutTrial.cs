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
    /// How much likelier the course of the excess is with the direction's queue than without, as a logarithm: such a
    /// queue falls by the time that passes less the time that its line takes for what has come since.
    /// </summary>
    /// <param name="seconds">Since <see cref="From"/>.</param>
    /// <param name="passed">What has come since, in bits, as a limit counts them.</param>
    /// <param name="excessMs">The excess.</param>
    /// <param name="noiseMs">How far an excess strays by chance.</param>
    public readonly double LogLikelihood(double seconds, double passed, double excessMs, double noiseMs)
    {
        double expected = -Math.Min(BeganMs, 1000 * Math.Max(0, seconds - passed / Capacity));
        double observed = excessMs - BeganMs;
        double model = Estimate.BeliefConstants.ModelError * expected;
        double variance = noiseMs * noiseMs + model * model;
        return (observed * observed - (observed - expected) * (observed - expected)) / (2 * variance);
    }
}
