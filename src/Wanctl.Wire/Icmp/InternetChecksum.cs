using System.Buffers.Binary;

namespace Wanctl.Wire.Icmp;

/// <summary>
/// The checksum of IP and ICMP (RFC 1071): the complement of the sum of 16-bit words in ones' complement.
/// </summary>
public static class InternetChecksum
{
    /// <summary>
    /// The checksum of some bytes; an odd last byte counts as if a zero followed. Bytes that hold their own right
    /// checksum give 0.
    /// </summary>
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        while (bytes.Length >= 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
            bytes = bytes[2..];
        }

        if (!bytes.IsEmpty) sum += (uint)bytes[0] << 8;
        while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }
}
