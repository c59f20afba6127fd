using System.Buffers.Binary;

namespace Wanctl.Wire.RouterOs;

/// <summary>
/// The length in front of each word of the RouterOS API, one to five bytes, big-endian:
/// <c>0xxxxxxx</c>, <c>10xxxxxx</c> + 1, <c>110xxxxx</c> + 2, <c>1110xxxx</c> + 3, <c>F0</c> + 4.
/// </summary>
public static class WordPrefix
{
    /// <summary>The most bytes a prefix takes.</summary>
    public const int MaxSize = 5;

    /// <summary>How many bytes <see cref="Write"/> takes for a length: 1 to 5.</summary>
    public static int Size(uint length) => length switch
    {
        < 0x80 => 1,
        < 0x4000 => 2,
        < 0x20_0000 => 3,
        < 0x1000_0000 => 4,
        _ => 5,
    };

    /// <summary>
    /// Writes the shortest form and returns its size; 0, with nothing written, where the target is too small.
    /// </summary>
    public static int Write(Span<byte> target, uint length)
    {
        int size = Size(length);
        if (target.Length < size) return 0;
        switch (size)
        {
            case 1:
                target[0] = (byte)length;
                break;
            case 2:
                BinaryPrimitives.WriteUInt16BigEndian(target, (ushort)(0x8000 | length));
                break;
            case 3:
                target[0] = (byte)(0xC0 | (length >> 16));
                BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)length);
                break;
            case 4:
                BinaryPrimitives.WriteUInt32BigEndian(target, 0xE000_0000 | length);
                break;
            default:
                target[0] = 0xF0;
                BinaryPrimitives.WriteUInt32BigEndian(target[1..], length);
                break;
        }

        return size;
    }

    /// <summary>
    /// Reads the prefix at the start of <paramref name="bytes"/>. Forms longer than needed are taken, as every
    /// client does. A first byte of F1 to FF is <see cref="Decoded.Malformed"/>: it is a reserved control byte (or,
    /// in texts long out of date, a 35-bit length), and nobody knows where the next word would begin.
    /// </summary>
    public static Decoded TryRead(ReadOnlySpan<byte> bytes, out uint length, out int prefixSize)
    {
        length = 0;
        prefixSize = 0;
        if (bytes.IsEmpty) return Decoded.Partial;

        byte first = bytes[0];
        if (first > 0xF0) return Decoded.Malformed;

        (int size, uint high) = first switch
        {
            < 0x80 => (1, (uint)first),
            < 0xC0 => (2, first & 0x3Fu),
            < 0xE0 => (3, first & 0x1Fu),
            < 0xF0 => (4, first & 0x0Fu),
            _ => (5, 0u),
        };
        if (bytes.Length < size) return Decoded.Partial;

        length = high;
        for (int i = 1; i < size; i++) length = (length << 8) | bytes[i];
        prefixSize = size;
        return Decoded.Whole;
    }
}
