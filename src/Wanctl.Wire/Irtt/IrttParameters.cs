namespace Wanctl.Wire.Irtt;

/// <summary>What client and server agree on when a session is opened. Zero leaves the server its default.</summary>
public readonly record struct IrttParameters
{
    /// <summary>The version of the protocol; 1 is the only one.</summary>
    public long Version { get; init; }

    /// <summary>The length of the session in nanoseconds.</summary>
    public long DurationNanos { get; init; }

    /// <summary>The time between packets in nanoseconds; a server may ask for more than the client did.</summary>
    public long IntervalNanos { get; init; }

    /// <summary>The least size of a packet in bytes, filled up behind the fields; a server may allow less.</summary>
    public long Length { get; init; }

    /// <summary>What the server says about the packets that it has received.</summary>
    public IrttStatistics Statistics { get; init; }

    /// <summary>At which moments the server takes the time.</summary>
    public IrttStamps Stamps { get; init; }

    /// <summary>On which clocks.</summary>
    public IrttClocks Clocks { get; init; }

    /// <summary>The ToS octet of packets both ways: EF is 184.</summary>
    public long TypeOfService { get; init; }

    /// <summary>
    /// Whether the server fills the rest of a packet with something of its own. Read only: a client here never asks.
    /// </summary>
    public bool ServerFills { get; init; }
}
