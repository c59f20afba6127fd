namespace Wanctl.Measure;

/// <summary>Quantiles of sorted numbers.</summary>
internal static class Quantile
{
    /// <summary>
    /// The smallest number that at least <paramref name="share"/> of all do not exceed (nearest rank); the middle of
    /// the two middle ones for 0.5 of an even count; 0 of none.
    /// </summary>
    /// <param name="sorted">Ascending.</param>
    /// <param name="share">0 to 1.</param>
    public static double Of(IReadOnlyList<double> sorted, double share)
    {
        if (sorted.Count == 0)
            return 0;
        if (share == 0.5 && sorted.Count % 2 == 0)
            return (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
        int rank = (int)Math.Ceiling(share * sorted.Count);
        return sorted[Math.Clamp(rank - 1, 0, sorted.Count - 1)];
    }
}
