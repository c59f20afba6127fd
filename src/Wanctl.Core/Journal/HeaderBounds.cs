using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Journal;

/// <summary>
/// What settings from a file must keep to, so that a link can be stepped with them whoever made the file. Wider than
/// what the configuration allows: it keeps out what would break, not what would be unwise.
/// </summary>
internal static class HeaderBounds
{
    /// <summary>A thousand times what CAKE can shape.</summary>
    private const long RateMax = 1_000_000_000_000_000;

    /// <summary>A day, for every span of time.</summary>
    private const double SecondsMax = 86_400;

    /// <summary>A hundred times what the configuration allows. Nothing and less are no threshold.</summary>
    private const double ExcessMsMax = 10_000;

    /// <summary>The configuration's limit on writes in a window; each takes eight bytes.</summary>
    private const int WritesMax = 10_000;

    public static bool Hold(JournalHeader header)
    {
        LinkSettings link = header.Settings;
        return header.Segment >= 0
            && header.FirstRecord >= 0
            && header.Cause <= SegmentCause.Gap
            && Within(link.Interval)
            && Within(link.Probe.Timeout)
            && Within(link.Writes.Window)
            && link.Writes.WindowWrites is >= 1 and <= WritesMax
            && double.IsFinite(link.Writes.TokensPerSecond)
            && link.ExcessMs is > 0 and <= ExcessMsMax
            && Hold(link.Download)
            && Hold(link.Upload)
            && Hold(link.Thresholds)
            && Baselines(header.Start.BaselinesMicros);
    }

    private static bool Hold(DirectionSettings direction) =>
        direction.FloorRed > Rate.Zero
        && direction.Ceiling.BitsPerSecond <= RateMax
        && Between(direction.FloorGreen, direction)
        && Between(direction.FloorYellow, direction)
        && direction.FloorSoftRed >= Rate.Zero
        && direction.FloorSoftRed <= direction.Ceiling
        && Between(direction.FloorRed, direction)
        && (direction.Base is not { } start || Between(start, direction))
        && direction.StepUp >= Rate.Zero
        && direction.StepUp.BitsPerSecond <= RateMax
        && direction.FactorDown is > 0 and <= 1
        && direction.FactorDownYellow is > 0 and <= 1;

    private static bool Hold(ThresholdSettings thresholds) =>
        Weight(thresholds.AlphaLoad)
        && Weight(thresholds.AlphaBaseline)
        && double.IsFinite(thresholds.TargetMs)
        && double.IsFinite(thresholds.WarnMs)
        && double.IsFinite(thresholds.HardRedMs)
        && double.IsFinite(thresholds.BaselineUpdateMs)
        && double.IsFinite(thresholds.BaselineInitialMs)
        && double.IsFinite(thresholds.BaselineMaxMs)
        && thresholds.BaselineMinMs <= thresholds.BaselineMaxMs;

    private static bool Baselines(IReadOnlyList<double> micros)
    {
        foreach (double baseline in micros)
        {
            if (!(baseline is >= 0 and < 1e10))
                return false;
        }
        return true;
    }

    private static bool Between(Rate rate, DirectionSettings direction) =>
        rate >= direction.FloorRed && rate <= direction.Ceiling;

    private static bool Weight(double alpha) => alpha is > 0 and <= 1;

    private static bool Within(Duration span) => span > Duration.Zero && span.Seconds <= SecondsMax;
}
