using Wanctl.Core.Units;

namespace Wanctl.Core.Measure;

/// <summary>
/// All that one tick saw: plain data, so that it can be recorded and the decision made again from it.
/// </summary>
public struct Observation
{
    /// <summary>Samples whose fate became known since the previous tick.</summary>
    public EchoBatch Echoes;

    /// <summary>What the shaper said.</summary>
    public ShaperReport Shaper;

    /// <summary>When the tick began.</summary>
    public Instant Now;

    /// <summary>Number of the tick on the grid; skipped ticks have numbers too.</summary>
    public long Tick;

    /// <summary>How long after its place on the grid the tick began, in microseconds.</summary>
    public int LateMicros;

    /// <summary>What the fall-back checks found, while there is silence.</summary>
    public Connectivity Connectivity;
}
