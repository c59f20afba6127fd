namespace Wanctl.Wire.Cake.Dialogue;

/// <summary>What one reading of a CAKE gave. Counters begin anew with a new qdisc and never wrap.</summary>
public struct CakeReading
{
    /// <summary>The bandwidth in force in bytes per second; 0 is "unlimited".</summary>
    public ulong BytesPerSecond;

    /// <summary>
    /// Bytes that have left, in the measure of the bandwidth: with the overhead and the cells of the set-up.
    /// </summary>
    public ulong LineBytes;

    /// <summary>Packets that have left.</summary>
    public ulong Packets;

    /// <summary>Packets dropped, thinned-out acknowledgements not among them.</summary>
    public ulong Dropped;

    /// <summary>Packets marked (ECN).</summary>
    public ulong Marked;

    /// <summary>Bytes that wait.</summary>
    public uint BacklogBytes;

    /// <summary>
    /// The mean time that packets waited in the busiest tin (what it has taken in since the reading before and what
    /// waits in it), in microseconds; 0 where all are idle.
    /// </summary>
    public uint DelayMicros;

    /// <summary>The peak of the same tin.</summary>
    public uint PeakDelayMicros;
}
