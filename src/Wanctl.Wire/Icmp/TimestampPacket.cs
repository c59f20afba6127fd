using System.Buffers.Binary;

namespace Wanctl.Wire.Icmp;

/// <summary>
/// ICMP timestamp requests and what comes back for them, as bytes (RFC 792, pages 16 and 17; types 13 and 14). IPv6 has
/// no counterpart. The originate field carries a nonce: RFC 792 allows any value there whose highest bit is set, and
/// hosts return it unchanged, which tells an answer to us from a forged one. When a request was sent is known to its
/// sender alone.
/// </summary>
public static class TimestampPacket
{
    /// <summary>The size of a request and of an answer without the IP header, in bytes.</summary>
    public const int Size = 20;

    private const byte RequestType = 13;
    private const byte ReplyType = 14;
    private const int OriginateEnd = 12;
    private const uint NonstandardBit = 1u << 31;

    /// <summary>The originate field for 31 random bits: those, and the bit that says that it is no time.</summary>
    public static uint NonceOf(uint random) => random | NonstandardBit;

    /// <summary>Writes a request.</summary>
    /// <param name="packet">At least <see cref="Size"/> bytes.</param>
    /// <param name="id">The identifier; of each socket its own, for masquerading routers tell sessions by it.</param>
    /// <param name="sequence">The sequence number.</param>
    /// <param name="nonce">What the originate field carries: <see cref="NonceOf"/>.</param>
    /// <returns><see cref="Size"/>; 0, with nothing written, where the packet is too small.</returns>
    public static int WriteRequest(Span<byte> packet, ushort id, ushort sequence, uint nonce)
    {
        if (packet.Length < Size) return 0;
        packet = packet[..Size];
        packet.Clear();
        packet[Field.Type] = RequestType;
        BinaryPrimitives.WriteUInt16BigEndian(packet[Field.Id], id);
        BinaryPrimitives.WriteUInt16BigEndian(packet[Field.Sequence], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet[Field.Originate], nonce);
        BinaryPrimitives.WriteUInt16BigEndian(packet[Field.Checksum], InternetChecksum.Of(packet));
        return Size;
    }

    /// <summary>Reads an answer to a request of ours, or an ICMP error that quotes one.</summary>
    /// <param name="datagram">What the socket delivered.</param>
    /// <param name="withIpHeader">True for a raw socket, which delivers the IP header in front.</param>
    /// <param name="reply">
    /// The answer or error, where the outcome is <see cref="Decoded.Whole"/>. Its nonce is yet to be compared.
    /// </param>
    /// <returns>
    /// <see cref="Decoded.Partial"/> where the datagram ends too early; <see cref="Decoded.Malformed"/> for anything
    /// else: a wrong checksum, another kind of ICMP, an answer of another size.
    /// </returns>
    public static Decoded TryReadReply(ReadOnlySpan<byte> datagram, bool withIpHeader, out TimestampReply reply)
    {
        reply = default;
        Decoded found = IcmpMessage.TryOpen(datagram, EchoFamily.V4, withIpHeader, out ReadOnlySpan<byte> message);
        if (found != Decoded.Whole) return found;
        if (message[Field.Type] != ReplyType) return TryReadError(message, out reply);
        if (message[Field.Code] != 0 || message.Length > Size) return Decoded.Malformed;
        if (message.Length < Size) return Decoded.Partial;

        reply = new TimestampReply(
            EchoKind.Answer, Code: 0, ReadId(message), ReadSequence(message), HasOriginate: true,
            BinaryPrimitives.ReadUInt32BigEndian(message[Field.Originate]),
            BinaryPrimitives.ReadUInt32BigEndian(message[Field.Receive]),
            BinaryPrimitives.ReadUInt32BigEndian(message[Field.Transmit]));
        return Decoded.Whole;
    }

    private static Decoded TryReadError(ReadOnlySpan<byte> message, out TimestampReply reply)
    {
        reply = default;
        Decoded found = IcmpMessage.TryReadError(
            message, EchoFamily.V4, out EchoKind kind, out ReadOnlySpan<byte> quoted);
        if (found != Decoded.Whole) return found;
        if (quoted[Field.Type] != RequestType || quoted[Field.Code] != 0) return Decoded.Malformed;

        bool complete = quoted.Length >= OriginateEnd;
        uint originate = complete ? BinaryPrimitives.ReadUInt32BigEndian(quoted[Field.Originate]) : 0;
        reply = new TimestampReply(
            kind, message[Field.Code], ReadId(quoted), ReadSequence(quoted), complete, originate, Receive: 0,
            Transmit: 0);
        return Decoded.Whole;
    }

    private static ushort ReadId(ReadOnlySpan<byte> message) =>
        BinaryPrimitives.ReadUInt16BigEndian(message[Field.Id]);

    private static ushort ReadSequence(ReadOnlySpan<byte> message) =>
        BinaryPrimitives.ReadUInt16BigEndian(message[Field.Sequence]);

    /// <summary>Where things lie in a message.</summary>
    private static class Field
    {
        public const int Type = 0;
        public const int Code = 1;

        public static Range Checksum => 2..4;

        public static Range Id => 4..6;

        public static Range Sequence => 6..8;

        public static Range Originate => 8..12;

        public static Range Receive => 12..16;

        public static Range Transmit => 16..20;
    }
}
