namespace Wanctl.Simulation.Peers;

/// <summary>How much one-way delay above the baseline moves the cake-autorate model; all in milliseconds.</summary>
/// <param name="DelayedMs">A sample above this counts as delayed.</param>
/// <param name="FullClimbMs">Up to this average the climb is the fastest; above it slows down.</param>
/// <param name="FullCutMs">From this average on the cut is the deepest.</param>
public sealed record CakeAutorateThresholds(double DelayedMs, double FullClimbMs, double FullCutMs)
{
    /// <summary>What cake-autorate is shipped with.</summary>
    public static CakeAutorateThresholds Shipped { get; } = new(30, 10, 60);

    /// <summary>What users set who want less delay.</summary>
    public static CakeAutorateThresholds Tight { get; } = new(7.5, 2, 30);
}
