using System.Net;

namespace Wanctl.SystemTests.Kit;

/// <summary>An echo request as it arrived at a reflector.</summary>
/// <param name="At">When it left the room; half of what a ping measures without any delay lies before it.</param>
/// <param name="Reflector">Whom it asked.</param>
/// <param name="Source">Who asked.</param>
/// <param name="Identifier">The ICMP identifier.</param>
/// <param name="Sequence">The ICMP sequence number.</param>
/// <param name="Payload">What follows the eight bytes of the ICMP header.</param>
/// <param name="TimeToLive">Time to live, or hop limit.</param>
/// <param name="TrafficClass">The byte with DSCP and ECN.</param>
public sealed record EchoRequest(
    Moment At,
    IPAddress Reflector,
    IPAddress Source,
    ushort Identifier,
    ushort Sequence,
    byte[] Payload,
    byte TimeToLive,
    byte TrafficClass);
