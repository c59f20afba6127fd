using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>An idle direction drifts to where the operator wants it to begin.</summary>
internal static class BaseDrift
{
    /// <summary>One per cent a second, as cake-autorate has it: a minute's pause costs half.</summary>
    private const double PerSecond = 0.01;

    /// <summary>The rate after some time of idleness.</summary>
    /// <param name="rate">The rate before.</param>
    /// <param name="home">Where it drifts.</param>
    /// <param name="passed">The time.</param>
    public static double Toward(double rate, double home, Duration passed)
    {
        double share = Math.Exp(PerSecond * passed.Seconds);
        return rate < home ? Math.Min(home, rate * share) : Math.Max(home, rate / share);
    }
}
