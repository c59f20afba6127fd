namespace Wanctl.Report;

/// <summary>Charts that all panels have.</summary>
internal static class PanelCharts
{
    /// <summary>
    /// Excess delay: linear up to about 5 ms, where noise is, logarithmic beyond, where a queue may stand at ten or at
    /// a thousand; with the two limits of the scorecard.
    /// </summary>
    public static Chart Excess(Series excess) => new()
    {
        Title = "Excess delay, ms",
        Series = [excess],
        Knee = 5,
        Limits = [15, 30],
        TopAtLeast = 100,
    };
}
