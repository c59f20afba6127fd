namespace Wanctl.Wire.Icmp;

/// <summary>An echo request as the far end sees it.</summary>
/// <param name="Id">The identifier; a ping socket puts its own there.</param>
/// <param name="WireSequence">
/// The 16-bit sequence of the header: the low half of <see cref="EchoPayload.Sequence"/>.
/// </param>
/// <param name="Payload">What to send back.</param>
public readonly record struct EchoRequest(ushort Id, ushort WireSequence, EchoPayload Payload);
