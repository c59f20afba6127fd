using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>How long the parts of a measurement take and how far it may go.</summary>
internal sealed record MeasurePlan
{
    /// <summary>How long the idle line is listened to, and the loaded one at its ceilings.</summary>
    public Duration Length { get; init; } = Duration.FromSeconds(15);

    /// <summary>How long each step of the sweep is listened to, after it has settled.</summary>
    public Duration StepLength { get; init; } = Duration.FromSeconds(5);

    /// <summary>How long the load may take to come.</summary>
    public Duration StartPatience { get; init; } = Duration.FromSeconds(60);

    /// <summary>How long a load that has come is left alone: connections open up within seconds.</summary>
    public Duration RampLength { get; init; } = Duration.FromSeconds(3);

    /// <summary>Whether there is a part with load.</summary>
    public bool Loaded { get; init; } = true;

    /// <summary>Whether limits may be touched.</summary>
    public bool Touch { get; init; } = true;

    /// <summary>The directions that are swept; null to tell by what passes.</summary>
    public LoadedWays? Ways { get; init; }

    /// <summary>
    /// Shares of the achieved rate that the sweep holds the load to. 95 % drains a queue where nothing else is amiss;
    /// 50 % leaves no doubt where it does not.
    /// </summary>
    public IReadOnlyList<double> Shares { get; init; } = [0.95, 0.85, 0.70, 0.50];

    /// <summary>How long a load has to run, at most.</summary>
    public Duration LoadLength
    {
        get
        {
            Duration steps = (StepLength + SettleLength(double.MaxValue, 0.5)) * Shares.Count;
            return RampLength + Length + (Touch ? steps : Duration.Zero);
        }
    }

    /// <summary>
    /// How long a step is left alone: a lowered limit drains the queue with what it takes from the line only, so a
    /// queue of 100 ms needs 2 s at 95 %. Bounded, because a delay beyond the router never drains.
    /// </summary>
    /// <param name="excessMs">The delay to drain.</param>
    /// <param name="share">What the limit leaves, below 1.</param>
    public static Duration SettleLength(double excessMs, double share)
    {
        const double ReactSeconds = 1;
        const double MostSeconds = 10;
        double drain = Math.Max(0, excessMs) / 1000 / (1 - share);
        return Duration.FromSeconds(Math.Min(MostSeconds, ReactSeconds + drain));
    }
}
