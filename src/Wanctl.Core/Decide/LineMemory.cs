using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>
/// What is remembered of the line of one direction across restarts. Plain values; nothing but zeros where nothing is
/// known.
/// </summary>
public struct LineMemory
{
    /// <summary>No capacity is known more exactly than this, or less; deviations of its logarithm.</summary>
    private const double LeastDeviation = 1e-4;
    private const double MostDeviation = 1;

    /// <summary>What the line usually carries, as a limit; 0 for unknown.</summary>
    public Rate Usual;

    /// <summary>What it was last believed to carry, as a limit; 0 for unknown.</summary>
    public Rate Capacity;

    /// <summary>Standard deviation of the logarithm of that: 0.01 is one per cent.</summary>
    public double Deviation;

    /// <summary>The variance of that logarithm which a second adds: how restless the line is.</summary>
    public double NoisePerSecond;

    /// <summary>
    /// The same with every value that no healthy run could have written replaced: rates clamped into what the direction
    /// may be set to, because what lies beyond makes no difference to any limit; a capacity whose deviation or noise is
    /// no number within reason is unknown.
    /// </summary>
    public readonly LineMemory Sanitised(DirectionSettings direction)
    {
        LineMemory clean = default;
        clean.Usual = Usual > Rate.Zero ? direction.Within(Usual) : Rate.Zero;
        bool sound = Deviation is >= LeastDeviation and <= MostDeviation && NoisePerSecond is > 0 and <= 1;
        if (!sound || Capacity <= Rate.Zero)
            return clean;
        clean.Capacity = direction.Within(Capacity);
        clean.Deviation = Deviation;
        clean.NoisePerSecond = NoisePerSecond;
        return clean;
    }
}
