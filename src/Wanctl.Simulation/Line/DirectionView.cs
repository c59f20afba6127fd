using Wanctl.Core.Units;

namespace Wanctl.Simulation.Line;

/// <summary>What goes on in one direction of a simulated line, and what has happened since its beginning.</summary>
public struct DirectionView
{
    /// <summary>What it can carry now.</summary>
    public Rate Capacity;

    /// <summary>Bytes that flows and calls have handed over.</summary>
    public ulong OfferedBytes;

    /// <summary>Bytes that have left CAKE.</summary>
    public ulong ShapedBytes;

    /// <summary>Bytes that have arrived at the far end.</summary>
    public ulong DeliveredBytes;

    /// <summary>Bytes that were dropped anywhere.</summary>
    public ulong DroppedBytes;

    /// <summary>Bytes that CAKE dropped.</summary>
    public ulong CakeDroppedBytes;

    /// <summary>Bytes that wait in CAKE.</summary>
    public ulong CakeBytes;

    /// <summary>Bytes that wait in the provider's queue: the bufferbloat.</summary>
    public ulong FifoBytes;

    /// <summary>How long the provider's queue delays everything.</summary>
    public Duration FifoDelay;
}
