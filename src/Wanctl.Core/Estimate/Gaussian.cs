namespace Wanctl.Core.Estimate;

/// <summary>The standard normal distribution.</summary>
public static class Gaussian
{
    /// <summary>Beyond so many standard deviations the tails are taken from their asymptotic form.</summary>
    private const double Far = 6;

    /// <summary>Its density at <paramref name="z"/>.</summary>
    public static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>
    /// The probability of a value below <paramref name="z"/>, right to 1e-7 (M. Abramowitz, I. Stegun, "Handbook of
    /// Mathematical Functions", 1964, 26.2.17).
    /// </summary>
    public static double Below(double z)
    {
        double t = 1 / (1 + 0.2316419 * Math.Abs(z));
        double series = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937
            + t * (-1.821255978 + t * 1.330274429))));
        double tail = Density(z) * series;
        return z > 0 ? 1 - tail : tail;
    }

    /// <summary>
    /// The mean of what lies below <paramref name="z"/>, negated: density over probability, the inverse Mills ratio.
    /// </summary>
    public static double MillsBelow(double z) => z < -Far ? -z : Density(z) / Below(z);

    /// <summary>The mean of max(0, x) of a normal x.</summary>
    /// <param name="mean">Its mean.</param>
    /// <param name="deviation">Its standard deviation, zero or more.</param>
    public static double MeanAboveZero(double mean, double deviation)
    {
        if (deviation <= 0)
            return Math.Max(0, mean);
        double z = mean / deviation;
        return deviation * Density(z) + mean * Below(z);
    }
}
