namespace Wanctl.Report;

/// <summary>Charts that all panels have.</summary>
internal static class PanelCharts
{
    /// <summary>The charts of a panel; what was believed is drawn into those of the directions, and when the next try
    /// comes beneath, where the law keeps a belief.</summary>
    public static IReadOnlyList<Chart> Of(
        Chart down, Chart up, Chart excess, BeliefCurves downBelief, BeliefCurves upBelief)
    {
        List<Chart> charts = [downBelief.On(down), upBelief.On(up), excess];
        if (BeliefCurves.Tries(downBelief, upBelief) is { } tries)
            charts.Add(tries);
        return charts;
    }

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
