namespace Wanctl.Wire.Cake;

/// <summary>The set-up of a CAKE qdisc as the kernel reports it (tc-cake(8) explains each part).</summary>
public readonly record struct CakeSetup
{
    /// <summary>The bandwidth in bytes per second; 0 is "unlimited".</summary>
    public ulong BytesPerSecond { get; init; }

    /// <summary>How packets are sorted into tins.</summary>
    public CakeDiffserv Diffserv { get; init; }

    /// <summary>Between whom a tin is shared.</summary>
    public CakeIsolation Isolation { get; init; }

    /// <summary>Whether hosts are told apart behind this machine's NAT.</summary>
    public bool Nat { get; init; }

    /// <summary>Whether DSCP marks are cleared on the way out.</summary>
    public bool Wash { get; init; }

    /// <summary>Whether what is dropped counts against the bandwidth, as it must behind the bottleneck.</summary>
    public bool Ingress { get; init; }

    /// <summary>Whether CAKE itself changes the bandwidth by what arrives.</summary>
    public bool AutorateIngress { get; init; }

    /// <summary>Whether acknowledgements are thinned out.</summary>
    public CakeAckFilter AckFilter { get; init; }

    /// <summary>Whether large segments are split before they are sent.</summary>
    public bool SplitGso { get; init; }

    /// <summary>The round-trip time that the queue control expects, in microseconds.</summary>
    public uint RttMicros { get; init; }

    /// <summary>The delay that it aims at, in microseconds.</summary>
    public uint TargetMicros { get; init; }

    /// <summary>Bytes that the line adds to each packet beyond its network-layer length; may be negative.</summary>
    public int Overhead { get; init; }

    /// <summary>
    /// True where packets count by the length that the kernel gives them, link-layer header included, because no
    /// overhead was set.
    /// </summary>
    public bool Raw { get; init; }

    /// <summary>How the line cuts packets up.</summary>
    public CakeCells Cells { get; init; }

    /// <summary>The fewest bytes that a packet takes on the line; 0 for no such bound.</summary>
    public uint Mpu { get; init; }

    /// <summary>The most bytes that may wait; 0 leaves it to CAKE.</summary>
    public uint MemoryLimit { get; init; }

    /// <summary>The bits of the firewall mark that name a tin; 0 for none.</summary>
    public uint FirewallMark { get; init; }
}
