namespace Wanctl.Wire.Irtt;

/// <summary>A server's answer to an echo. A field that the parameters leave out is 0.</summary>
public readonly record struct IrttEchoReply
{
    /// <summary>The session's token. Compare it before believing the rest.</summary>
    public ulong Token { get; init; }

    /// <summary>The sequence of the echo.</summary>
    public uint Sequence { get; init; }

    /// <summary>True where the session ends with this answer: open another one.</summary>
    public bool Ended { get; init; }

    /// <summary>Packets received, this one included.</summary>
    public uint ReceivedCount { get; init; }

    /// <summary>Which of the last 64 were received; bit 0 is this one. Not to be relied on (irtt 0.9).</summary>
    public ulong ReceivedWindow { get; init; }

    /// <summary>Receipt on the system clock, nanoseconds since 1970.</summary>
    public long ReceiveWallNanos { get; init; }

    /// <summary>Receipt on the monotonic clock (T2).</summary>
    public long ReceiveMonoNanos { get; init; }

    /// <summary>The middle between receipt and answer on the system clock.</summary>
    public long MidpointWallNanos { get; init; }

    /// <summary>The middle between receipt and answer on the monotonic clock.</summary>
    public long MidpointMonoNanos { get; init; }

    /// <summary>The answer on the system clock.</summary>
    public long SendWallNanos { get; init; }

    /// <summary>The answer on the monotonic clock (T3).</summary>
    public long SendMonoNanos { get; init; }
}
