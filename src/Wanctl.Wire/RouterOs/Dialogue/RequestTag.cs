using System.Buffers.Text;

namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// The tag of a request: its kind, which one of the kind, and a generation that counts up with each use, so that a late
/// or doubled answer cannot be taken for the answer to a later request.
/// </summary>
internal readonly record struct RequestTag(RequestKind Kind, byte Index, byte Generation)
{
    /// <summary>A letter and two pairs of hexadecimal digits.</summary>
    public const int Size = 5;

    /// <summary>Writes the tag; <paramref name="text"/> holds at least <see cref="Size"/> bytes.</summary>
    public ReadOnlySpan<byte> Write(Span<byte> text)
    {
        text[0] = (byte)Kind;
        Utf8Formatter.TryFormat(Index, text[1..], out _, new System.Buffers.StandardFormat('x', 2));
        Utf8Formatter.TryFormat(Generation, text[3..], out _, new System.Buffers.StandardFormat('x', 2));
        return text[..Size];
    }

    /// <summary>Reads a tag that came back; false for anything that we cannot have sent.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out RequestTag tag)
    {
        tag = default;
        if (text.Length != Size || !"spqrtmgi"u8.Contains(text[0]))
            return false;
        if (!Utf8Parser.TryParse(text.Slice(1, 2), out byte index, out int first, 'x') || first != 2)
            return false;
        if (!Utf8Parser.TryParse(text.Slice(3, 2), out byte generation, out int second, 'x') || second != 2)
            return false;
        tag = new RequestTag((RequestKind)text[0], index, generation);
        return true;
    }
}
