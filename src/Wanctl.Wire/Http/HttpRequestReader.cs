namespace Wanctl.Wire.Http;

/// <summary>
/// Reads the head of one HTTP/1 request (RFC 9112), strictly: what is not understood is refused, because guessing is
/// how a server and a proxy before it come to disagree. Nonsense is refused with its first line, not when it has
/// become long.
/// </summary>
public static class HttpRequestReader
{
    /// <summary>Longest head in bytes; a browser's has some 600 here, where nobody sets cookies.</summary>
    public const int BytesMax = 8192;

    /// <summary>Most header fields; a browser sends about 15.</summary>
    public const int FieldsMax = 64;

    /// <summary>Longest method; the longest that is registered has 17 letters (IANA, UPDATEREDIRECTREF).</summary>
    private const int MethodMax = 20;

    /// <summary>Reads a head from the beginning of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">All that has come from the client.</param>
    /// <param name="request">The request, where the result is <see cref="Decoded.Whole"/>.</param>
    /// <param name="fault">What is wrong, where the result is <see cref="Decoded.Malformed"/>.</param>
    public static Decoded TryRead(ReadOnlySpan<byte> bytes, out HttpRequest request, out HttpFault fault)
    {
        var head = new HttpHead();
        request = default;
        fault = HttpFault.None;
        int at = 0;
        for (int line = 0; line <= FieldsMax + 1; line++)
        {
            ReadOnlySpan<byte> rest = bytes[Math.Min(at, bytes.Length)..Math.Min(bytes.Length, BytesMax)];
            int length = rest.IndexOfAny((byte)'\r', (byte)'\n');
            ReadOnlySpan<byte> text = length < 0 ? rest : rest[..length];
            bool whole = length >= 0 && length + 1 < rest.Length;
            fault = length >= 0 && (rest[length] == '\n' || (whole && rest[length + 1] != '\n'))
                ? HttpFault.Malformed
                : Plausible(text, line == 0);
            if (fault == HttpFault.None && !whole)
            {
                fault = bytes.Length < BytesMax ? HttpFault.None : HttpFault.TooLong;
                return fault == HttpFault.None ? Decoded.Partial : Decoded.Malformed;
            }
            if (fault == HttpFault.None && text.IsEmpty && line > 0)
                fault = head.Conclude(out request);
            else if (fault == HttpFault.None)
                fault = line == 0 ? head.TakeRequest(text) : head.TakeField(text);
            if (fault != HttpFault.None)
                return Decoded.Malformed;
            if (text.IsEmpty)
                return Decoded.Whole;
            at += length + 2;
        }
        fault = HttpFault.TooLong;
        return Decoded.Malformed;
    }

    /// <summary>Whether a line, whole or not, can still become one.</summary>
    private static HttpFault Plausible(ReadOnlySpan<byte> text, bool first)
    {
        foreach (byte sign in text)
        {
            bool control = sign is < 0x20 and not (byte)'\t' or 0x7f;
            if (control || (first && sign > 0x7e))
                return HttpFault.Malformed;
        }
        if (!first)
            return HttpFault.None;
        int method = text.IndexOf((byte)' ');
        foreach (byte sign in method < 0 ? text : text[..method])
        {
            if (!char.IsAsciiLetterUpper((char)sign) && sign != '-')
                return HttpFault.Malformed;
        }
        return (method < 0 ? text.Length : method) > MethodMax ? HttpFault.Malformed : HttpFault.None;
    }
}
