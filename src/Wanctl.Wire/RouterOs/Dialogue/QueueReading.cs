namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// What the router said about a queue. A queue of <c>/queue/tree</c> has one value of each kind, in First; a simple
/// queue has two, upload in First and download in Second.
/// </summary>
public struct QueueReading
{
    /// <summary>max-limit in bit/s; 0 is "no limit".</summary>
    public long LimitFirst;

    /// <summary>max-limit in bit/s of a simple queue's download.</summary>
    public long LimitSecond;

    /// <summary>Bytes that have passed. This and the other counters keep their value where a row lacks them.</summary>
    public ulong BytesFirst;

    /// <summary>Bytes that have passed a simple queue downward.</summary>
    public ulong BytesSecond;

    /// <summary>Packets dropped.</summary>
    public ulong DroppedFirst;

    /// <summary>Packets that a simple queue dropped downward.</summary>
    public ulong DroppedSecond;

    /// <summary>Bytes waiting.</summary>
    public ulong QueuedFirst;

    /// <summary>Bytes waiting in a simple queue downward.</summary>
    public ulong QueuedSecond;
}
