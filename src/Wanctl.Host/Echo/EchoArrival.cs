using Wanctl.Wire.Icmp;

namespace Wanctl.Host.Echo;

/// <summary>One datagram as a channel delivers it.</summary>
public readonly ref struct EchoArrival
{
    /// <summary>Its bytes.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>Which ICMP.</summary>
    public required EchoFamily Family { get; init; }

    /// <summary>Whether an IP header stands in front.</summary>
    public required bool WithIpHeader { get; init; }

    /// <summary>The reflector it came from by its source address, or -1 for a stranger.</summary>
    public required int Reflector { get; init; }

    /// <summary>
    /// When it arrived, in nanoseconds of the system clock, by the kernel's stamp; 0 where there is none.
    /// </summary>
    public required long WallNanos { get; init; }
}
