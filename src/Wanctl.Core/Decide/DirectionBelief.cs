using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>
/// What a law believes of one direction's line, and what it makes of that: why it tries for more now, or why not. Plain
/// data; all zero where the law keeps no belief.
/// </summary>
public struct DirectionBelief
{
    /// <summary>Deviations on each side of the mean that the range spans: the truth lies within 95 times of 100.
    /// </summary>
    private const double RangeDeviations = 2;

    /// <summary>
    /// What the line is believed to carry, as a limit: as likely undercut as exceeded. Zero where nothing is believed.
    /// </summary>
    public Rate Capacity;

    /// <summary>Standard deviation of that capacity's logarithm: 0.01 is one per cent.</summary>
    public float Deviation;

    /// <summary>Where the direction stands.</summary>
    public DirectionState State;

    /// <summary>What stands between it and its next try.</summary>
    public TryOutlook Outlook;

    /// <summary>What holding back has likely cost since the last try, in seconds of a whole line.</summary>
    public float ForgoneSeconds;

    /// <summary>What a try costs, in seconds of a whole line; it is due once <see cref="ForgoneSeconds"/> reaches
    /// this.</summary>
    public float PriceSeconds;

    /// <summary>
    /// From this tick to the next try, if everything stays as it is; only where <see cref="Outlook"/> is
    /// <see cref="TryOutlook.Due"/>, else zero.
    /// </summary>
    public Duration NextTry;

    /// <summary>Whether anything is believed.</summary>
    public readonly bool Known => Capacity > Rate.Zero;

    /// <summary>Two deviations below <see cref="Capacity"/>.</summary>
    public readonly Rate RangeLeast => Capacity * Math.Exp(-RangeDeviations * Deviation);

    /// <summary>Two deviations above <see cref="Capacity"/>.</summary>
    public readonly Rate RangeMost => Capacity * Math.Exp(RangeDeviations * Deviation);
}
