namespace Wanctl.Wire.Http;

/// <summary>What has been read of one head, line by line.</summary>
internal ref struct HttpHead
{
    private HttpMethod _method;
    private ReadOnlySpan<byte> _target;
    private ReadOnlySpan<byte> _host;
    private ReadOnlySpan<byte> _origin;
    private bool _hostSeen;
    private bool _originSeen;
    private bool _needsHost;

    /// <summary>Takes <c>METHOD TARGET HTTP/1.x</c>.</summary>
    public HttpFault TakeRequest(ReadOnlySpan<byte> line)
    {
        int first = line.IndexOf((byte)' ');
        int last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first + 1)
            return HttpFault.Malformed;
        ReadOnlySpan<byte> method = line[..first];
        ReadOnlySpan<byte> version = line[(last + 1)..];
        _target = line[(first + 1)..last];
        _method = method.SequenceEqual("GET"u8) ? HttpMethod.Get
            : method.SequenceEqual("HEAD"u8) ? HttpMethod.Head : HttpMethod.Other;
        if (version.Length != 8 || !version.StartsWith("HTTP/"u8) || version[6] != '.' || !Digit(version[7]))
            return HttpFault.Malformed;
        if (version[5] != '1')
            return Digit(version[5]) ? HttpFault.Version : HttpFault.Malformed;
        _needsHost = version[7] != '0';
        // A whole address is for proxies; one name beside that of the Host field is one too many to hold names against.
        bool path = _target[0] == '/' && !_target.Contains((byte)' ') && !_target.Contains((byte)'\t');
        return path ? HttpFault.None : HttpFault.Malformed;
    }

    /// <summary>Takes <c>Name: value</c>.</summary>
    public HttpFault TakeField(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return HttpFault.Malformed;
        ReadOnlySpan<byte> name = line[..colon];
        foreach (byte sign in name)
        {
            if (!Token(sign))
                return HttpFault.Malformed;
        }
        ReadOnlySpan<byte> value = line[(colon + 1)..].Trim(" \t"u8);
        if (Same(name, "host"u8))
            return TakeOnce(ref _host, ref _hostSeen, value);
        if (Same(name, "origin"u8))
            return TakeOnce(ref _origin, ref _originSeen, value);
        bool length = Same(name, "content-length"u8);
        if (length && !value.SequenceEqual("0"u8))
            return value.IsEmpty || value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                ? HttpFault.Malformed
                : HttpFault.Body;
        return Same(name, "transfer-encoding"u8) ? HttpFault.Body : HttpFault.None;
    }

    /// <summary>The head is complete.</summary>
    public readonly HttpFault Conclude(out HttpRequest request)
    {
        int question = _target.IndexOf((byte)'?');
        request = new HttpRequest
        {
            Method = _method,
            Path = question < 0 ? _target : _target[..question],
            Query = question < 0 ? default : _target[(question + 1)..],
            Host = _host,
            Origin = _origin,
        };
        return _needsHost && !_hostSeen ? HttpFault.Malformed : HttpFault.None;
    }

    /// <summary>
    /// Takes a field that may stand there once: two of them are how a server and a proxy before it come to disagree.
    /// </summary>
    private static HttpFault TakeOnce(ref ReadOnlySpan<byte> field, ref bool seen, ReadOnlySpan<byte> value)
    {
        if (seen)
            return HttpFault.Malformed;
        seen = true;
        field = value;
        return HttpFault.None;
    }

    private static bool Same(ReadOnlySpan<byte> text, ReadOnlySpan<byte> small)
    {
        if (text.Length != small.Length)
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.ToLowerInvariant((char)text[i]) != small[i])
                return false;
        }
        return true;
    }

    private static bool Digit(byte sign) => sign is >= (byte)'0' and <= (byte)'9';

    /// <summary>RFC 9110, section 5.6.2.</summary>
    private static bool Token(byte sign) =>
        char.IsAsciiLetterOrDigit((char)sign) || "!#$%&'*+-.^_`|~"u8.Contains(sign);
}
