namespace Wanctl.Wire.Cake;

/// <summary>Between whom CAKE shares a tin fairly, by the numbers of linux/pkt_sched.h.</summary>
public enum CakeIsolation : uint
{
    /// <summary>One queue for all (<c>flowblind</c>).</summary>
    FlowBlind = 0,

    /// <summary>Source hosts (<c>srchost</c>).</summary>
    SourceHost = 1,

    /// <summary>Destination hosts (<c>dsthost</c>).</summary>
    DestinationHost = 2,

    /// <summary>Pairs of hosts (<c>hosts</c>).</summary>
    Hosts = 3,

    /// <summary>Flows (<c>flows</c>).</summary>
    Flows = 4,

    /// <summary>Source hosts, then their flows (<c>dual-srchost</c>).</summary>
    DualSourceHost = 5,

    /// <summary>Destination hosts, then their flows (<c>dual-dsthost</c>).</summary>
    DualDestinationHost = 6,

    /// <summary>Hosts on both sides, then their flows (<c>triple-isolate</c>).</summary>
    TripleIsolate = 7,
}
