namespace Wanctl.SystemTests.Kit;

/// <summary>
/// RFC 1071, written out plainly. The kit has its own on purpose: a judge that shared this code with the product
/// would share its mistakes.
/// </summary>
internal static class InternetChecksum
{
    /// <summary>The sum of 16-bit words without the final complement; sums of parts may be added up.</summary>
    public static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i++) sum += (uint)(i % 2 == 0 ? bytes[i] << 8 : bytes[i]);
        return sum;
    }

    /// <summary>What belongs into the checksum field; 0 over a message that carries its right checksum.</summary>
    public static ushort Finish(uint sum)
    {
        while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }
}
