namespace Wanctl.Simulation.RouterOs;

/// <summary>The counters of one direction of a queue, or of a firewall rule.</summary>
internal struct QueueCounters
{
    public ulong Bytes;
    public ulong Packets;
    public ulong Dropped;
    public ulong QueuedBytes;
    public ulong QueuedPackets;

    /// <summary>The counter with a property's name, or null where it is no counter.</summary>
    public readonly ulong? Find(string key) => key switch
    {
        "bytes" => Bytes,
        "packets" => Packets,
        "dropped" => Dropped,
        "queued-bytes" => QueuedBytes,
        "queued-packets" => QueuedPackets,
        _ => null,
    };
}
