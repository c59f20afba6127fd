using System.Diagnostics;
using Wanctl.Core.Settings;

namespace Wanctl.Core.Estimate;

/// <summary>
/// The original's pair of moving averages: a fast one of the RTT under load and a slow baseline that is frozen while
/// the line is loaded.
/// </summary>
public struct ClassicAverages(double baselineMs, double loadMs)
{
    /// <summary>The slow average in milliseconds.</summary>
    public double BaselineMs { get; private set; } = baselineMs;

    /// <summary>The fast average in milliseconds.</summary>
    public double LoadMs { get; private set; } = loadMs;

    /// <summary>How far the load stands above the baseline, in milliseconds; may be negative.</summary>
    public readonly double DeltaMs => LoadMs - BaselineMs;

    /// <summary>
    /// Takes one sample. The order of the operations is the original's, so that results agree to the last bit.
    /// </summary>
    /// <param name="settings">The two weights, the gate and the bounds.</param>
    /// <param name="measuredMs">The sample.</param>
    /// <param name="ticks"> Grid intervals since the previous sample, at least 1. The weights are per interval; after a
    /// gap of n intervals a sample counts as 1 - (1 - alpha)^n, which is what n intervals of real time amount to.
    /// </param>
    /// <returns>False where the baseline wanted to move out of its bounds and was kept.</returns>
    public bool Take(ThresholdSettings settings, double measuredMs, long ticks)
    {
        Debug.Assert(double.IsFinite(measuredMs), "samples are finite");
        Debug.Assert(ticks >= 1, "time moves forward");
        double load = Weight(settings.AlphaLoad, ticks);
        LoadMs = (1.0 - load) * LoadMs + load * measuredMs;
        if (!(LoadMs - BaselineMs < settings.BaselineUpdateMs))
            return true;
        double baseline = Weight(settings.AlphaBaseline, ticks);
        double candidate = (1.0 - baseline) * BaselineMs + baseline * measuredMs;
        if (!(candidate >= settings.BaselineMinMs && candidate <= settings.BaselineMaxMs))
            return false;
        BaselineMs = candidate;
        return true;
    }

    private static double Weight(double alpha, long ticks) => ticks == 1 ? alpha : 1.0 - Math.Pow(1.0 - alpha, ticks);
}
