namespace Wanctl.Wire.Stamp;

/// <summary>What a reflector of STAMP or TWAMP Light answers (RFC 8762, 4.3; RFC 5357, 4.2.1).</summary>
/// <param name="Sequence">
/// The request's sequence from a stateless reflector; from a stateful one a count of its own, which tells requests that
/// were lost on the way there.
/// </param>
/// <param name="Transmit">When the answer was sent (T3), on the reflector's clock.</param>
/// <param name="Error">The error estimate of both of the reflector's times; its Z bit says their form.</param>
/// <param name="SessionId">The session's number, where the reflector knows RFC 8972; else 0.</param>
/// <param name="Receive">When the request arrived (T2).</param>
/// <param name="SenderSequence">The request's sequence, copied. Compare it before believing the rest.</param>
/// <param name="SenderTime">The request's time, copied; compare it, too.</param>
/// <param name="SenderError">The request's error estimate, copied.</param>
/// <param name="SenderHops">
/// TTL or hop limit with which the request arrived; -1 in the answers of 38 to 40 bytes that some reflectors give.
/// </param>
public readonly record struct StampReply(
    uint Sequence, ulong Transmit, StampError Error, ushort SessionId, ulong Receive, uint SenderSequence,
    ulong SenderTime, StampError SenderError, int SenderHops)
{
    /// <summary>How long the reflector kept the request, T3 - T2, in nanoseconds.</summary>
    public long TurnNanos => StampTime.Difference(Transmit, Receive, Error.Ptp);
}
