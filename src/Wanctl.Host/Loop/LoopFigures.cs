namespace Wanctl.Host.Loop;

/// <summary>How the loop itself is doing, since start.</summary>
public struct LoopFigures
{
    /// <summary>Turns served.</summary>
    public long Turns;

    /// <summary>Turns skipped because an earlier one was late.</summary>
    public long Skipped;

    /// <summary>Turns that failed with an exception.</summary>
    public long Failed;

    /// <summary>Bytes that the loop's thread has allocated since it was warm; 0 is the promise.</summary>
    public long AllocatedBytes;

    /// <summary>CPU time that the loop's thread has used since it was warm, in nanoseconds.</summary>
    public long CpuNanos;

    /// <summary>Turns since it was warm.</summary>
    public long WarmTurns;

    /// <summary>How late turns began.</summary>
    public Lateness Lateness;
}
