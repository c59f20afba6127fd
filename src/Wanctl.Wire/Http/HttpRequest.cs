namespace Wanctl.Wire.Http;

/// <summary>One request's head, pointing into the bytes that it was read from.</summary>
public readonly ref struct HttpRequest
{
    /// <summary>What is to be done.</summary>
    public HttpMethod Method { get; init; }

    /// <summary>The path, beginning with a slash, as it was sent: nothing is decoded.</summary>
    public ReadOnlySpan<byte> Path { get; init; }

    /// <summary>What stands behind the question mark; empty where there is none.</summary>
    public ReadOnlySpan<byte> Query { get; init; }

    /// <summary>Host and port that the client believes to speak to; empty where HTTP/1.0 left it out.</summary>
    public ReadOnlySpan<byte> Host { get; init; }

    /// <summary>
    /// The site whose page makes the request, where a browser says it; empty for a page of this very site and for
    /// everything that is no browser.
    /// </summary>
    public ReadOnlySpan<byte> Origin { get; init; }

    /// <summary>
    /// The value of a name in the query (<c>name=value&amp;...</c>), not decoded; empty where it is not there.
    /// </summary>
    public ReadOnlySpan<byte> Parameter(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> rest = Query;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'&');
            ReadOnlySpan<byte> pair = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name))
                return pair[(name.Length + 1)..];
        }
        return default;
    }
}
