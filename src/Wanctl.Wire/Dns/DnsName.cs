namespace Wanctl.Wire.Dns;

/// <summary>
/// Names as they stand in messages: labels with their lengths in front and an empty one at the end, RFC 1035 section
/// 3.1.
/// </summary>
public static class DnsName
{
    /// <summary>The longest name on the wire, in bytes.</summary>
    public const int Longest = 255;

    private const int LongestLabel = 63;
    private const int PointerBits = 0xC0;

    /// <summary>Writes a name with dots in its form on the wire; a final dot changes nothing.</summary>
    /// <param name="text">ASCII without blanks; a label has 1 to 63 characters.</param>
    /// <param name="target">At least <see cref="Longest"/> bytes.</param>
    /// <returns>The length on the wire; 0 where this is no name that can be asked for.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<byte> target)
    {
        if (text.EndsWith(".")) text = text[..^1];
        // One byte more than there are characters for the first length, and one for the empty label.
        if (text.IsEmpty || text.Length + 2 > Longest) return 0;
        int lengthAt = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != '.')
            {
                if (text[i] is <= ' ' or > '~') return 0;
                target[i + 1] = (byte)text[i];
                continue;
            }
            int length = i - lengthAt;
            if (length is 0 or > LongestLabel) return 0;
            target[lengthAt] = (byte)length;
            lengthAt = i + 1;
        }
        target[lengthAt] = 0;
        return lengthAt + 1;
    }

    /// <summary>Whether two names on the wire are the same one; letters count alike in both cases.</summary>
    public static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length) return false;
        for (int i = 0; i < one.Length; i++)
        {
            // A length is at most 63 and thus below every letter.
            if (Small(one[i]) != Small(other[i])) return false;
        }
        return true;
    }

    /// <summary>Reads a name out of a message, following pointers to names before it.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="at">Where the name begins.</param>
    /// <param name="name">At least <see cref="Longest"/> bytes: takes the name without pointers.</param>
    /// <param name="length">Bytes of the name.</param>
    /// <param name="next">Where the message goes on after the name.</param>
    /// <returns><see cref="Decoded.Malformed"/> for a pointer that does not lead back, a label of an unknown kind, a
    /// name that is too long.</returns>
    public static Decoded TryRead(
        ReadOnlySpan<byte> message, int at, Span<byte> name, out int length, out int next)
    {
        length = 0;
        next = -1;
        // A pointer leads to before the piece it stands in: each piece begins before the last, and there is an end.
        int piece = at;
        while (true)
        {
            if (at >= message.Length) return Decoded.Partial;
            int size = message[at];
            if ((size & PointerBits) == PointerBits)
            {
                if (at + 1 >= message.Length) return Decoded.Partial;
                if (next < 0) next = at + 2;
                int to = ((size & ~PointerBits) << 8) | message[at + 1];
                if (to >= piece) return Decoded.Malformed;
                piece = at = to;
                continue;
            }
            if (size > LongestLabel || length + size + 1 > Longest) return Decoded.Malformed;
            if (at + 1 + size > message.Length) return Decoded.Partial;
            message.Slice(at, size + 1).CopyTo(name[length..]);
            length += size + 1;
            at += size + 1;
            if (size != 0) continue;
            if (next < 0) next = at;
            return Decoded.Whole;
        }
    }

    private static byte Small(byte sign) => sign is >= (byte)'A' and <= (byte)'Z' ? (byte)(sign | 0x20) : sign;
}
