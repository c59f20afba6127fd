using System.Buffers.Binary;
using System.Diagnostics;
using Wanctl.Wire.Digest;

namespace Wanctl.Wire.Stamp;

/// <summary>
/// STAMP's packets for the side that asks (RFC 8762, RFC 8972); the same bytes are those of TWAMP Light. With a key
/// both directions are of the authenticated mode, HMAC-SHA-256 cut to 128 bits; without one of the other. TLVs behind
/// an answer are passed over.
/// </summary>
public static class StampPacket
{
    /// <summary>The UDP port of a reflector unless agreed otherwise (RFC 8762, 4.1).</summary>
    public const int Port = 862;

    /// <summary>The size of a request without a key, and of the answer to it.</summary>
    public const int Size = 44;

    /// <summary>The size of a request with a key, and of the answer to it.</summary>
    public const int KeyedSize = 112;

    /// <summary>The size of the HMAC.</summary>
    public const int SumSize = 16;

    /// <summary>The shortest answer without a key that some reflectors give: it ends with the copied error.</summary>
    public const int ReplySizeMin = 38;

    /// <summary>Writes a request.</summary>
    /// <param name="packet">At least <see cref="Size"/> bytes, with a key <see cref="KeyedSize"/>.</param>
    /// <param name="request">What to ask.</param>
    /// <param name="key">The key of the authenticated mode; null for the other.</param>
    /// <returns>The size of the request; 0, with nothing written, where the packet is too small.</returns>
    public static int WriteRequest(Span<byte> packet, in StampRequest request, HmacKey<Sha256>? key = null)
    {
        StampLayout layout = key is null ? StampLayout.Plain : StampLayout.Keyed;
        if (packet.Length < layout.Size) return 0;
        packet = packet[..layout.Size];
        packet.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(packet[StampLayout.Sequence..], request.Sequence);
        BinaryPrimitives.WriteUInt64BigEndian(packet[layout.Time..], request.Time);
        BinaryPrimitives.WriteUInt16BigEndian(packet[(layout.Time + StampLayout.ToError)..], request.Error.Raw);
        BinaryPrimitives.WriteUInt16BigEndian(packet[layout.SessionId..], request.SessionId);
        key?.Compute(packet.Slice(layout.Signed, SumSize), packet[..layout.Signed]);
        return layout.Size;
    }

    /// <summary>Reads a request, as the far end does.</summary>
    /// <param name="datagram">The UDP payload.</param>
    /// <param name="key">The key of the authenticated mode; null for the other.</param>
    /// <param name="request">The request, where the outcome is <see cref="Decoded.Whole"/>.</param>
    /// <returns>
    /// <see cref="Decoded.Partial"/> for what is too short; <see cref="Decoded.Malformed"/> where the HMAC is wrong.
    /// </returns>
    public static Decoded TryReadRequest(
        ReadOnlySpan<byte> datagram, HmacKey<Sha256>? key, out StampRequest request)
    {
        request = default;
        StampLayout layout = key is null ? StampLayout.Plain : StampLayout.Keyed;
        if (datagram.Length < layout.Size) return Decoded.Partial;
        if (!IsSigned(datagram, layout, key)) return Decoded.Malformed;
        request = new StampRequest(
            BinaryPrimitives.ReadUInt32BigEndian(datagram[StampLayout.Sequence..]),
            BinaryPrimitives.ReadUInt64BigEndian(datagram[layout.Time..]),
            ReadError(datagram, layout.Time),
            BinaryPrimitives.ReadUInt16BigEndian(datagram[layout.SessionId..]));
        return Decoded.Whole;
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="datagram">The UDP payload.</param>
    /// <param name="key">The key of the authenticated mode; null for the other.</param>
    /// <param name="reply">
    /// The answer, where the outcome is <see cref="Decoded.Whole"/>. Its sender fields are yet to be compared.
    /// </param>
    /// <returns>
    /// <see cref="Decoded.Partial"/> for what is too short; <see cref="Decoded.Malformed"/> where the HMAC is wrong.
    /// </returns>
    public static Decoded TryReadReply(ReadOnlySpan<byte> datagram, HmacKey<Sha256>? key, out StampReply reply)
    {
        reply = default;
        StampLayout layout = key is null ? StampLayout.Plain : StampLayout.Keyed;
        if (datagram.Length < (key is null ? ReplySizeMin : layout.Size)) return Decoded.Partial;
        if (!IsSigned(datagram, layout, key)) return Decoded.Malformed;
        reply = new StampReply(
            BinaryPrimitives.ReadUInt32BigEndian(datagram[StampLayout.Sequence..]),
            BinaryPrimitives.ReadUInt64BigEndian(datagram[layout.Time..]),
            ReadError(datagram, layout.Time),
            BinaryPrimitives.ReadUInt16BigEndian(datagram[layout.SessionId..]),
            BinaryPrimitives.ReadUInt64BigEndian(datagram[layout.Receive..]),
            BinaryPrimitives.ReadUInt32BigEndian(datagram[layout.SenderSequence..]),
            BinaryPrimitives.ReadUInt64BigEndian(datagram[layout.SenderTime..]),
            ReadError(datagram, layout.SenderTime),
            datagram.Length > layout.Hops ? datagram[layout.Hops] : -1);
        return Decoded.Whole;
    }

    internal static bool IsSigned(ReadOnlySpan<byte> datagram, StampLayout layout, HmacKey<Sha256>? key)
    {
        Debug.Assert(key is null == (layout.Signed == 0), "the layout with a sum is the one with a key");
        return key is null || key.Verify(datagram.Slice(layout.Signed, SumSize), datagram[..layout.Signed]);
    }

    private static StampError ReadError(ReadOnlySpan<byte> datagram, int time) =>
        new(BinaryPrimitives.ReadUInt16BigEndian(datagram[(time + StampLayout.ToError)..]));
}
