using Wanctl.Core.Units;

namespace Wanctl.Core.Measure;

/// <summary>One request that is, or was, under way.</summary>
public struct EchoFlight
{
    /// <summary>When it was sent, on the monotonic clock.</summary>
    public Instant SentAt;

    /// <summary>
    /// When it was sent, on the system clock in nanoseconds, to be compared with the kernel's receive stamp.
    /// </summary>
    public long SentWallNanos;

    /// <summary>Its number.</summary>
    public uint Sequence;

    /// <summary>Whom it asked.</summary>
    public byte Reflector;

    internal byte Stage;
}
