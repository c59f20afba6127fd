namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// What the router said about a queue. A queue of <c>/queue/tree</c> has one value of each kind, in First; a simple
/// queue has two, in the order of the router's pairs: what its target sends in First, what it receives in Second.
/// </summary>
public struct QueueReading
{
    /// <summary>max-limit in bit/s; 0 is "no limit".</summary>
    public long LimitFirst;

    /// <summary>max-limit in bit/s of what a simple queue's target receives.</summary>
    public long LimitSecond;

    /// <summary>Bytes that have passed. This and the other counters keep their value where a row lacks them.</summary>
    public ulong BytesFirst;

    /// <summary>Bytes that have passed a simple queue toward its target.</summary>
    public ulong BytesSecond;

    /// <summary>Packets dropped.</summary>
    public ulong DroppedFirst;

    /// <summary>Packets that a simple queue dropped toward its target.</summary>
    public ulong DroppedSecond;

    /// <summary>Bytes waiting.</summary>
    public ulong QueuedFirst;

    /// <summary>Bytes waiting in a simple queue toward its target.</summary>
    public ulong QueuedSecond;
}
