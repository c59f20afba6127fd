using Wanctl.Core.Units;

namespace Wanctl.Simulation.Line;

/// <summary>What goes on in one direction of a simulated line, and what has happened since its beginning.</summary>
public struct DirectionView
{
    /// <summary>What it can carry now.</summary>
    public Rate Capacity;

    /// <summary>Bytes that transfers have sent.</summary>
    public ulong SentBytes;

    /// <summary>Bytes that have left CAKE, calls and acknowledgements included.</summary>
    public ulong ShapedBytes;

    /// <summary>Bytes of transfers that have arrived.</summary>
    public ulong DeliveredBytes;

    /// <summary>Bytes that the provider's queue has lost.</summary>
    public ulong OverflownBytes;

    /// <summary>Bytes that CAKE has dropped.</summary>
    public ulong CakeDroppedBytes;

    /// <summary>Bytes that wait in CAKE.</summary>
    public ulong CakeBytes;

    /// <summary>Bytes that wait in the provider's queue: the bufferbloat.</summary>
    public ulong FifoBytes;

    /// <summary>Of these, bytes of calls and acknowledgements.</summary>
    public ulong FifoSparseBytes;

    /// <summary>How long the provider's queue delays everything.</summary>
    public Duration FifoDelay;
}
