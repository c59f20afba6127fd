namespace Wanctl.Wire.Stamp;

/// <summary>Where the fields lie, in bytes from the start of a packet (RFC 8762, sections 4.2 and 4.3).</summary>
/// <param name="Size">The packet without TLVs; the same both ways.</param>
/// <param name="Time">The time of whoever sent this packet; its error estimate follows.</param>
/// <param name="SessionId">The session's number behind the error estimate, 2 bytes (RFC 8972).</param>
/// <param name="Receive">In an answer: when the request arrived.</param>
/// <param name="SenderSequence">In an answer: the request's sequence.</param>
/// <param name="SenderTime">In an answer: the request's time; its error estimate follows.</param>
/// <param name="Hops">In an answer: the TTL or hop limit of the request.</param>
/// <param name="Signed">Bytes that the HMAC behind them covers; 0 for none.</param>
internal readonly record struct StampLayout(
    int Size, int Time, int SessionId, int Receive, int SenderSequence, int SenderTime, int Hops, int Signed)
{
    public const int Sequence = 0;

    /// <summary>From a time to its error estimate.</summary>
    public const int ToError = sizeof(ulong);

    /// <summary>The unauthenticated mode; also TWAMP Light's.</summary>
    public static StampLayout Plain => new(44, 4, 14, 16, 24, 28, 40, 0);

    /// <summary>The authenticated mode, 112 bytes, of which 96 are signed.</summary>
    public static StampLayout Keyed => new(112, 16, 26, 32, 48, 64, 80, 96);
}
