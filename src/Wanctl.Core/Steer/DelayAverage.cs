using Wanctl.Core.Units;

namespace Wanctl.Core.Steer;

/// <summary>
/// An exponential average that advances by the time that has really passed: <c>a = 1 - exp(-dt/tau)</c>. It knows
/// whether it has begun, so that an idle line's 0 is a value like any other.
/// </summary>
public struct DelayAverage
{
    private Instant _at;
    private bool _begun;

    /// <summary>The average; 0 before the first sample.</summary>
    public double Value { get; private set; }

    /// <summary>Takes a sample of this moment.</summary>
    /// <param name="sample">In the unit of the average.</param>
    /// <param name="now">Not before the previous sample's.</param>
    /// <param name="tau">The time constant; zero takes the sample as it is.</param>
    public void Take(double sample, Instant now, Duration tau)
    {
        if (!_begun || tau <= Duration.Zero)
            Value = sample;
        else
            Value = Step(Value, sample, 1 - Math.Exp(-(now - _at).Seconds / tau.Seconds));
        _at = now;
        _begun = true;
    }

    /// <summary>One step of the average by weight.</summary>
    public static double Step(double average, double sample, double weight) =>
        (1 - weight) * average + weight * sample;
}
