using System.Buffers.Binary;

namespace Wanctl.Wire.Icmp;

/// <summary>
/// Our echo requests and what comes back for them, as bytes. Everything is checked before it is used; a datagram
/// from a stranger is an outcome, not an exception.
/// </summary>
public static class EchoPacket
{
    /// <summary>The size of our payload, in bytes.</summary>
    public const int PayloadSize = 24;

    /// <summary>The size of a request and of its answer without the IP header, in bytes.</summary>
    public const int Size = HeaderSize + PayloadSize;

    private const int HeaderSize = IcmpMessage.HeaderSize;

    /// <summary>
    /// Writes an echo request. The checksum of ICMPv6 covers the addresses, so it is left to the kernel, which
    /// fills it in.
    /// </summary>
    /// <returns><see cref="Size"/>; 0, with nothing written, where the packet is too small.</returns>
    public static int WriteRequest(Span<byte> packet, EchoFamily family, ushort id, in EchoPayload payload) =>
        Write(packet, family, RequestType(family), id, (ushort)payload.Sequence, payload);

    /// <summary>Writes the answer that a reflector gives to a request.</summary>
    /// <returns><see cref="Size"/>; 0, with nothing written, where the packet is too small.</returns>
    public static int WriteReply(Span<byte> packet, EchoFamily family, in EchoRequest request) =>
        Write(packet, family, ReplyType(family), request.Id, request.WireSequence, request.Payload);

    /// <summary>Reads a request of ours, as the far end does.</summary>
    /// <param name="datagram">What the socket delivered.</param>
    /// <param name="family">The socket's family.</param>
    /// <param name="withIpHeader">
    /// True for a raw IPv4 socket, which delivers the IP header in front; never true for IPv6.
    /// </param>
    /// <param name="request">The request, where the outcome is <see cref="Decoded.Whole"/>.</param>
    /// <returns>
    /// <see cref="Decoded.Partial"/> where the datagram ends too early; <see cref="Decoded.Malformed"/> for
    /// anything else.
    /// </returns>
    public static Decoded TryReadRequest(
        ReadOnlySpan<byte> datagram, EchoFamily family, bool withIpHeader, out EchoRequest request)
    {
        request = default;
        Decoded found = IcmpMessage.TryOpen(datagram, family, withIpHeader, out ReadOnlySpan<byte> message);
        if (found != Decoded.Whole) return found;
        if (message[Field.Type] != RequestType(family)) return Decoded.Malformed;

        found = CheckEcho(message);
        if (found != Decoded.Whole) return found;
        request = new EchoRequest(ReadId(message), ReadSequence(message), ReadPayload(message));
        return Decoded.Whole;
    }

    /// <summary>Reads an answer to a request of ours, or an ICMP error that quotes one.</summary>
    /// <param name="datagram">What the socket delivered.</param>
    /// <param name="family">The socket's family.</param>
    /// <param name="withIpHeader">
    /// True for a raw IPv4 socket, which delivers the IP header in front; never true for IPv6.
    /// </param>
    /// <param name="reply">
    /// The answer or error, where the outcome is <see cref="Decoded.Whole"/>. Its token is yet to be compared.
    /// </param>
    /// <returns>
    /// <see cref="Decoded.Partial"/> where the datagram ends too early; <see cref="Decoded.Malformed"/> for
    /// anything else: a wrong checksum, another kind of ICMP, a payload of another size.
    /// </returns>
    public static Decoded TryReadReply(
        ReadOnlySpan<byte> datagram, EchoFamily family, bool withIpHeader, out EchoReply reply)
    {
        reply = default;
        Decoded found = IcmpMessage.TryOpen(datagram, family, withIpHeader, out ReadOnlySpan<byte> message);
        if (found != Decoded.Whole) return found;
        if (message[Field.Type] != ReplyType(family)) return TryReadError(message, family, out reply);

        found = CheckEcho(message);
        if (found != Decoded.Whole) return found;
        reply = new EchoReply(
            EchoKind.Answer, Code: 0, ReadId(message), ReadSequence(message), HasPayload: true, ReadPayload(message));
        return Decoded.Whole;
    }

    private static int Write(
        Span<byte> packet, EchoFamily family, byte type, ushort id, ushort sequence, in EchoPayload payload)
    {
        if (packet.Length < Size) return 0;
        packet = packet[..Size];
        packet[..HeaderSize].Clear();
        packet[Field.Type] = type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[Field.Id], id);
        BinaryPrimitives.WriteUInt16BigEndian(packet[Field.Sequence], sequence);
        BinaryPrimitives.WriteUInt64BigEndian(packet[Field.Token], payload.Token);
        BinaryPrimitives.WriteInt64BigEndian(packet[Field.Stamp], payload.StampNanos);
        BinaryPrimitives.WriteUInt32BigEndian(packet[Field.LongSequence], payload.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet[Field.Reflector], payload.Reflector);
        if (family == EchoFamily.V4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet[Field.Checksum], InternetChecksum.Of(packet));
        }

        return Size;
    }

    private static Decoded CheckEcho(ReadOnlySpan<byte> message)
    {
        if (message[Field.Code] != 0 || message.Length > Size) return Decoded.Malformed;
        return message.Length < Size ? Decoded.Partial : Decoded.Whole;
    }

    /// <summary>
    /// Reads an error; what it quotes was sent by us, so it is an IP header and at least the first 8 bytes of a
    /// request.
    /// </summary>
    private static Decoded TryReadError(ReadOnlySpan<byte> message, EchoFamily family, out EchoReply reply)
    {
        reply = default;
        Decoded found = IcmpMessage.TryReadError(
            message, family, out EchoKind kind, out ReadOnlySpan<byte> quoted);
        if (found != Decoded.Whole) return found;
        if (quoted[Field.Type] != RequestType(family) || quoted[Field.Code] != 0) return Decoded.Malformed;

        bool complete = quoted.Length >= Size;
        EchoPayload payload = complete ? ReadPayload(quoted) : default;
        reply = new EchoReply(kind, message[Field.Code], ReadId(quoted), ReadSequence(quoted), complete, payload);
        return Decoded.Whole;
    }

    private static byte RequestType(EchoFamily family) => family == EchoFamily.V4 ? (byte)8 : (byte)128;

    private static byte ReplyType(EchoFamily family) => family == EchoFamily.V4 ? (byte)0 : (byte)129;

    private static ushort ReadId(ReadOnlySpan<byte> message) =>
        BinaryPrimitives.ReadUInt16BigEndian(message[Field.Id]);

    private static ushort ReadSequence(ReadOnlySpan<byte> message) =>
        BinaryPrimitives.ReadUInt16BigEndian(message[Field.Sequence]);

    private static EchoPayload ReadPayload(ReadOnlySpan<byte> message) => new(
        BinaryPrimitives.ReadUInt64BigEndian(message[Field.Token]),
        BinaryPrimitives.ReadInt64BigEndian(message[Field.Stamp]),
        BinaryPrimitives.ReadUInt32BigEndian(message[Field.LongSequence]),
        BinaryPrimitives.ReadUInt32BigEndian(message[Field.Reflector]));

    /// <summary>Where things lie in an echo message.</summary>
    private static class Field
    {
        public const int Type = 0;
        public const int Code = 1;

        public static Range Checksum => 2..4;

        public static Range Id => 4..6;

        public static Range Sequence => 6..8;

        public static Range Token => 8..16;

        public static Range Stamp => 16..24;

        public static Range LongSequence => 24..28;

        public static Range Reflector => 28..32;
    }
}
