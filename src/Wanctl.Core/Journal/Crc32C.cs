namespace Wanctl.Core.Journal;

/// <summary>
/// The check sum CRC-32C (Castagnoli, reflected polynomial 0x82F63B78): finds every burst of damage up to 32 bits.
/// </summary>
internal static class Crc32C
{
    private const uint Polynomial = 0x82F63B78;

    private static readonly uint[] Table = MakeTable();

    /// <summary>The sum of some bytes; that of the text "123456789" is 0xE3069283.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte next in bytes)
            sum = (sum >> 8) ^ Table[(byte)(sum ^ next)];
        return ~sum;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value >> 1) ^ ((value & 1) == 0 ? 0 : Polynomial);
            table[i] = value;
        }
        return table;
    }
}
