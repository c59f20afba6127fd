using System.Text;
using Wanctl.Fuzz.Engine;
using Wanctl.Wire;
using Wanctl.Wire.Http;

namespace Wanctl.Fuzz.Targets;

/// <summary>
/// The head of a request: what is once refused stays so, and what is whole does not change with what follows.
/// </summary>
internal sealed class HttpTarget : FuzzTarget
{
    public override string Name => "http";

    public override int BytesMax => 1500;

    public override long AllocatedMax => 1 << 20;

    public override IReadOnlyList<string> Words =>
        ["\r\n", "\r\n\r\n", "Host: ", "Origin: ", "Content-Length: ", "Transfer-Encoding: chunked", " HTTP/1.1",
        " HTTP/1.0", "GET ", "HEAD ", "http://", "?", "&", "=", "%00", "..", "[::1]", ":9101", "\t", "\x0b"];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (string text in (string[])
        [
            "GET /api/state?link=cable&view=day HTTP/1.1\r\nHost: 127.0.0.1:9101\r\nAccept: */*\r\n\r\n",
            "HEAD / HTTP/1.0\r\n\r\n", "GET http://wanctl.example/x HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nHost: [::1]:9101\r\nOrigin: http://[::1]:9101\r\n\r\nGET",
        ])
            yield return Encoding.Latin1.GetBytes(text);
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        Decoded end = HttpRequestReader.TryRead(input, out HttpRequest request, out HttpFault fault);
        int path = request.Path.Length;
        bool settled = false;
        for (int length = 0; length < input.Length; length += settled ? 97 : 1)
        {
            Decoded found = HttpRequestReader.TryRead(input[..length], out HttpRequest part, out _);
            Must(found == Decoded.Partial ? !settled : found == end, $"after {length} bytes {found}, whole {end}");
            Must(found != Decoded.Whole || part.Path.Length == path, "its path changes with what follows");
            settled |= found != Decoded.Partial;
        }
        Must(end != Decoded.Whole || path > 0, "a request has no path");
        return HashCode.Combine(end, fault, path, request.Host.Length, request.Query.Length, request.Method);
    }
}
