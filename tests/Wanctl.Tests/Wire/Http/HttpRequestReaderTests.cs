using System.Text;
using Wanctl.Wire;
using Wanctl.Wire.Http;

namespace Wanctl.Tests.Wire.Http;

public sealed class HttpRequestReaderTests
{
    private const string Plain = 
        "GET /api/state?link=cable&view=day HTTP/1.1\r\nHost: 127.0.0.1:9101\r\nAccept: */*\r\n\r\n";

    [Fact]
    public void A_request_is_read()
    {
        Assert.Equal(Decoded.Whole, HttpRequestReader.TryRead(Bytes(Plain), out HttpRequest request, out _));
        Assert.Equal(HttpMethod.Get, request.Method);
        Assert.Equal("/api/state", Text(request.Path));
        Assert.Equal("127.0.0.1:9101", Text(request.Host));
        Assert.Equal("cable", Text(request.Parameter("link"u8)));
        Assert.Equal("day", Text(request.Parameter("view"u8)));
        Assert.Equal("", Text(request.Parameter("vie"u8)));
        Assert.Equal("", Text(request.Parameter("other"u8)));
    }

    [Theory]
    [InlineData(Plain)]
    [InlineData("HEAD / HTTP/1.0\r\n\r\n")]
    [InlineData("DELETE /x HTTP/1.1\r\nHost: other\r\nContent-Length: 0\r\n\r\n")]
    public void At_every_split_it_is_not_yet_there_and_then_whole(string text)
    {
        byte[] bytes = Bytes(text);
        for (int length = 0; length < bytes.Length; length++)
        {
            Decoded found = HttpRequestReader.TryRead(bytes.AsSpan(0, length), out _, out HttpFault fault);
            Assert.True(found == Decoded.Partial, $"{length}: {found} {fault}");
        }
        Assert.Equal(Decoded.Whole, HttpRequestReader.TryRead(bytes, out _, out _));
        Assert.Equal(Decoded.Whole, HttpRequestReader.TryRead([.. bytes, .. "GET"u8], out _, out _));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\r\nHost:\r\nHost:\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nOrigin:\r\nOrigin: http://b\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET * HTTP/1.1\r\nHost: a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\nHost: a\n\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\rHost: a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\r\nHost : a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\r\n folded: a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\r\nHost a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\0\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET  HTTP/1.1\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / / HTTP/1.1\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET index.html HTTP/1.1\r\nHost: a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET /\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET http:// HTTP/1.1\r\nHost: a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("get / HTTP/1.1\r\nHost: a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/2.0\r\nHost: a\r\n\r\n", HttpFault.Version)]
    [InlineData("GET / HTTP/x.1\r\nHost: a\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", HttpFault.Body)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\n", HttpFault.Malformed)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", HttpFault.Body)]
    [InlineData("\u0016\u0003\u0001", HttpFault.Malformed)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAA", HttpFault.Malformed)]
    public void Nonsense_is_refused(string text, HttpFault fault)
    {
        Assert.Equal(Decoded.Malformed, HttpRequestReader.TryRead(Bytes(text), out _, out HttpFault found));
        Assert.Equal(fault, found);
    }

    [Fact]
    public void A_head_that_does_not_end_is_too_long_at_its_limit_and_not_before()
    {
        byte[] bytes = Bytes("GET / HTTP/1.1\r\nCookie: " + new string('a', HttpRequestReader.BytesMax));
        Decoded before = HttpRequestReader.TryRead(bytes.AsSpan(0, HttpRequestReader.BytesMax - 1), out _, out _);
        Assert.Equal(Decoded.Partial, before);
        Assert.Equal(Decoded.Malformed, HttpRequestReader.TryRead(bytes, out _, out HttpFault fault));
        Assert.Equal(HttpFault.TooLong, fault);
    }

    [Fact]
    public void Too_many_fields_are_too_long()
    {
        string fields = string.Concat(System.Linq.Enumerable.Repeat("A: b\r\n", HttpRequestReader.FieldsMax));
        byte[] most = Bytes("GET / HTTP/1.0\r\n" + fields + "\r\n");
        byte[] more = Bytes("GET / HTTP/1.0\r\nC: d\r\n" + fields + "\r\n");
        Assert.Equal(Decoded.Whole, HttpRequestReader.TryRead(most, out _, out _));
        Assert.Equal(Decoded.Malformed, HttpRequestReader.TryRead(more, out _, out HttpFault fault));
        Assert.Equal(HttpFault.TooLong, fault);
    }

    [Fact]
    public void Random_bytes_are_never_more_than_refused()
    {
        var random = new Random(20);
        byte[] bytes = new byte[200];
        for (int run = 0; run < 20_000; run++)
        {
            Bytes(Plain).CopyTo(bytes, 0);
            for (int change = 0; change < 3; change++)
                bytes[random.Next(90)] = (byte)random.Next(256);
            int length = random.Next(bytes.Length);
            HttpRequestReader.TryRead(bytes.AsSpan(0, length), out HttpRequest request, out _);
            Assert.True(request.Path.Length <= length);
        }
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
