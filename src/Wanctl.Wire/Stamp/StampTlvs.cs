using System.Buffers.Binary;
using Wanctl.Wire.Digest;

namespace Wanctl.Wire.Stamp;

/// <summary>
/// The extensions behind a packet, as a reflector returns them (RFC 8972, section 4): flags 1, type 1, length 2, value.
/// They come back in their place and of their size; only flags and the HMAC are changed.
/// </summary>
public static class StampTlvs
{
    private const int HeaderSize = 4;
    private const byte Unrecognised = 0x80;
    private const byte Malformed = 0x40;
    private const byte Unsound = 0x20;
    private const byte Padding = 1;
    private const byte Sum = 8;

    /// <summary>Sets the flags as a reflector does that knows padding and, with a key, the HMAC.</summary>
    /// <param name="tlvs">What lies behind the packet; changed in place.</param>
    /// <param name="sequence">
    /// The four bytes of the sequence, which the HMAC covers; a stateless reflector answers with the same.
    /// </param>
    /// <param name="key">The key; null for none, and then the HMAC is one of the unknown types.</param>
    public static void Reflect(Span<byte> tlvs, ReadOnlySpan<byte> sequence, HmacKey<Sha256>? key)
    {
        int sum = key is null ? -1 : FindSum(tlvs);
        bool sound = sum < 0
            || key!.Verify(tlvs.Slice(sum + HeaderSize, StampPacket.SumSize), sequence, tlvs[..sum]);
        for (int at = 0; StartsTlv(tlvs, at);)
        {
            bool known = tlvs[at + 1] == Padding || (tlvs[at + 1] == Sum && key is not null);
            bool whole = LengthAt(tlvs, at) <= tlvs.Length - at - HeaderSize;
            bool right = tlvs[at + 1] != Sum || key is null || LengthAt(tlvs, at) == StampPacket.SumSize;
            byte flags = (byte)(known ? 0 : Unrecognised);
            if (!whole || !right) flags |= Malformed;
            if (!sound) flags |= Unsound;
            tlvs[at] = flags;
            if (!whole) break;
            at += HeaderSize + LengthAt(tlvs, at);
        }

        if (sum >= 0 && sound)
            key!.Compute(tlvs.Slice(sum + HeaderSize, StampPacket.SumSize), sequence, tlvs[..sum]);
    }

    /// <summary>Where the HMAC begins; -1 for none of its size.</summary>
    private static int FindSum(ReadOnlySpan<byte> tlvs)
    {
        for (int at = 0; StartsTlv(tlvs, at);)
        {
            int length = LengthAt(tlvs, at);
            if (length > tlvs.Length - at - HeaderSize) return -1;
            if (tlvs[at + 1] == Sum) return length == StampPacket.SumSize ? at : -1;
            at += HeaderSize + length;
        }

        return -1;
    }

    /// <summary>
    /// A sender sets the first flag of each; what has it clear is padding of TWAMP Light or no TLV at all, and stays as
    /// it is.
    /// </summary>
    private static bool StartsTlv(ReadOnlySpan<byte> tlvs, int at) =>
        tlvs.Length - at >= HeaderSize && (tlvs[at] & Unrecognised) != 0;

    private static int LengthAt(ReadOnlySpan<byte> tlvs, int at) =>
        BinaryPrimitives.ReadUInt16BigEndian(tlvs[(at + 2)..]);
}
