namespace Wanctl.Wire.Cake;

/// <summary>What CAKE tells of one tin. Counters of 32 bits wrap.</summary>
public struct CakeTin
{
    /// <summary>Bytes taken in, those that were dropped afterwards among them.</summary>
    public ulong SentBytes;

    /// <summary>The share of the bandwidth up to which the tin has its priority, in bytes per second.</summary>
    public ulong ThresholdBytesPerSecond;

    /// <summary>Packets taken in, likewise.</summary>
    public uint SentPackets;

    /// <summary>Packets dropped by queue control or for want of room; thinned-out acknowledgements are apart.</summary>
    public uint Dropped;

    /// <summary>Packets that got an ECN mark instead of being dropped.</summary>
    public uint Marked;

    /// <summary>Acknowledgements thinned out.</summary>
    public uint AcksDropped;

    /// <summary>Bytes that wait.</summary>
    public uint BacklogBytes;

    /// <summary>The time that packets waited, in microseconds: a mean that rises fast and falls slowly.</summary>
    public uint PeakDelayMicros;

    /// <summary>The same as a running mean over some 256 packets. Neither moves while nothing passes.</summary>
    public uint AverageDelayMicros;

    /// <summary>The same as a mean that falls fast and rises slowly: what sparse flows wait.</summary>
    public uint BaseDelayMicros;

    /// <summary>The delay that its queue control aims at, in microseconds.</summary>
    public uint TargetMicros;

    /// <summary>Flows that have little to send.</summary>
    public uint SparseFlows;

    /// <summary>Flows that keep a queue.</summary>
    public uint BulkFlows;

    /// <summary>Flows that do not answer to drops and marks.</summary>
    public uint UnresponsiveFlows;

    internal void Add(in CakeTin part)
    {
        SentBytes += part.SentBytes;
        ThresholdBytesPerSecond = part.ThresholdBytesPerSecond;
        SentPackets += part.SentPackets;
        Dropped += part.Dropped;
        Marked += part.Marked;
        AcksDropped += part.AcksDropped;
        BacklogBytes += part.BacklogBytes;
        PeakDelayMicros = Math.Max(PeakDelayMicros, part.PeakDelayMicros);
        AverageDelayMicros = Math.Max(AverageDelayMicros, part.AverageDelayMicros);
        BaseDelayMicros = Math.Max(BaseDelayMicros, part.BaseDelayMicros);
        TargetMicros = Math.Max(TargetMicros, part.TargetMicros);
        SparseFlows += part.SparseFlows;
        BulkFlows += part.BulkFlows;
        UnresponsiveFlows += part.UnresponsiveFlows;
    }
}
