namespace Wanctl.Wire.Icmp;

/// <summary>What came back for an ICMP timestamp request: an answer, or an error that quotes the request.</summary>
/// <param name="Kind">Answer or which error.</param>
/// <param name="Code">The code of the ICMP message; 0 in an answer.</param>
/// <param name="Id">The identifier, from the answer or from the quotation.</param>
/// <param name="Sequence">The 16-bit sequence, from the answer or from the quotation.</param>
/// <param name="HasOriginate">
/// True in an answer. A router may quote no more than the first 8 bytes of the request; then this is false and nothing
/// but the identifier says that the error is about us.
/// </param>
/// <param name="Originate">The nonce of the request, where it came back. Compare it before believing the rest.</param>
/// <param name="Receive">The raw receive field of an answer; 0 in an error.</param>
/// <param name="Transmit">The raw transmit field of an answer; 0 in an error.</param>
public readonly record struct TimestampReply(
    EchoKind Kind, byte Code, ushort Id, ushort Sequence, bool HasOriginate, uint Originate, uint Receive,
    uint Transmit);
