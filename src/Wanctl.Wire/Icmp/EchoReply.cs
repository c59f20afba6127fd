namespace Wanctl.Wire.Icmp;

/// <summary>What came back for an echo request: an answer, or an error that quotes the request.</summary>
/// <param name="Kind">Answer or which error.</param>
/// <param name="Code">The code of the ICMP message; it tells errors of one kind apart and is 0 in an answer.</param>
/// <param name="Id">The identifier, from the answer or from the quotation.</param>
/// <param name="WireSequence">The 16-bit sequence, from the answer or from the quotation.</param>
/// <param name="HasPayload">
/// True in an answer. A router may quote no more than the first 8 bytes of the request; then this is false, the
/// payload is all zero, and nothing but the identifier says that the error is about us.
/// </param>
/// <param name="Payload">Our payload. Compare the token before believing anything else.</param>
public readonly record struct EchoReply(
    EchoKind Kind, byte Code, ushort Id, ushort WireSequence, bool HasPayload, EchoPayload Payload);
