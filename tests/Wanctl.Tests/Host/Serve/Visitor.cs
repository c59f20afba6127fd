using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Wanctl.Tests.Host.Serve;

/// <summary>A client byte by byte, as a test wants it to behave.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Visitor(IPEndPoint server)
    {
        _socket.ReceiveTimeout = (int)Waiting.Patience.TotalMilliseconds;
        _socket.SendTimeout = (int)Waiting.Patience.TotalMilliseconds;
        _socket.ReceiveBufferSize = 16 * 1024;
        _socket.Connect(server);
    }

    /// <summary>Asks for a path and reads the whole answer.</summary>
    public static string Ask(IPEndPoint server, string path, string fields = "Host: 127.0.0.1\r\n", string how = "GET")
    {
        using var visitor = new Visitor(server);
        visitor.Say($"{how} {path} HTTP/1.1\r\n{fields}\r\n");
        return visitor.ReadToEnd();
    }

    public void Say(string text) => _socket.Send(Encoding.Latin1.GetBytes(text));

    /// <summary>Says something that the other side may not want to hear any more.</summary>
    public bool TrySay(string text)
    {
        try
        {
            return _socket.Send(Encoding.Latin1.GetBytes(text)) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Reads until the other side ends; what a reset cuts off is missing.</summary>
    public string ReadToEnd() => Read(static _ => false);

    /// <summary>Reads until what has come holds a text.</summary>
    public string ReadUntil(string text) => Read(found => found.Contains(text, StringComparison.Ordinal));

    public void Dispose() => _socket.Dispose();

    private string Read(Func<string, bool> enough)
    {
        var text = new StringBuilder();
        byte[] part = new byte[8192];
        while (!enough(text.ToString()))
        {
            int count = _socket.Receive(part, SocketFlags.None, out SocketError error);
            if (error == SocketError.TimedOut)
                Assert.Fail($"neither more nor an end came after: {text}");
            if (error != SocketError.Success || count == 0)
                break;
            text.Append(Encoding.Latin1.GetString(part, 0, count));
        }
        return text.ToString();
    }
}
