namespace Wanctl.Wire.Icmp;

/// <summary>
/// What we put into an echo request and get back unchanged, 24 bytes, big-endian. The 16-bit sequence of ICMP wraps
/// after 55 minutes at 20 a second, hence a wider one of our own.
/// </summary>
/// <param name="Token">A secret drawn at start. An answer without it is not an answer to us, or is forged.</param>
/// <param name="StampNanos">
/// When the request was sent, in nanoseconds of the sender's clock; opaque to everybody else.
/// </param>
/// <param name="Sequence">Counts the requests of one probe.</param>
/// <param name="Reflector">Which entry of the sender's list of reflectors this went to.</param>
public readonly record struct EchoPayload(ulong Token, long StampNanos, uint Sequence, uint Reflector);
