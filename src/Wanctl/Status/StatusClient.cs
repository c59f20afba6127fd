using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Wanctl.Core.Units;
using Wanctl.Host.Time;

namespace Wanctl.Status;

/// <summary>
/// Asks a daemon for its state: one GET, read to its end. The framework's client would bring TLS, proxies and cookies
/// along, which weigh more than the rest of the program.
/// </summary>
internal static class StatusClient
{
    /// <summary>Asked five times a second; a daemon that takes longer than this does not answer.</summary>
    private const int TimeoutMillis = 3000;

    /// <summary>An answer that comes in drops is none: a health check must end by itself.</summary>
    private const int WholeMillis = 10_000;

    /// <summary>The state of a hundred links takes some 300 kB.</summary>
    private const int BytesMax = 4 * 1024 * 1024;

    /// <summary>Fetches a path's body.</summary>
    /// <param name="at">Who is asked.</param>
    /// <param name="path">What for.</param>
    /// <param name="unwell">Whether the answer of a daemon that is not well, 503, is as good.</param>
    /// <exception cref="IOException">Nobody answers, or what answers is no wanctl; the message says which.</exception>
    public static byte[] Get(IPEndPoint at, string path, bool unwell = false)
    {
        byte[] answer = Exchange(at, path);
        int end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        string head = Encoding.ASCII.GetString(answer.AsSpan(0, Math.Max(0, end)));
        if (end < 0 || !head.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            throw new IOException($"what listens at {at} does not speak HTTP");
        string status = head["HTTP/1.1 ".Length..].Split('\r')[0];
        bool told = status.StartsWith("200 ", StringComparison.Ordinal)
            || (unwell && status.StartsWith("503 ", StringComparison.Ordinal));
        if (!told)
            throw new IOException($"what listens at {at} answers '{status}' to {path}: it is no wanctl of this kind");
        return answer[(end + 4)..];
    }

    private static byte[] Exchange(IPEndPoint at, string path)
    {
        using var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.ReceiveTimeout = TimeoutMillis;
        socket.SendTimeout = TimeoutMillis;
        try
        {
            IAsyncResult dial = socket.BeginConnect(at, null, null);
            if (!dial.AsyncWaitHandle.WaitOne(TimeoutMillis))
                throw new IOException($"no answer from {at} within {TimeoutMillis / 1000} s");
            socket.EndConnect(dial);
            socket.Send(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n"));
            return ToEnd(socket, at);
        }
        catch (SocketException exception)
        {
            throw new IOException($"no daemon answers at {at}: {exception.Message}", exception);
        }
    }

    private static byte[] ToEnd(Socket socket, IPEndPoint at)
    {
        using var whole = new MemoryStream();
        Instant deadline = Clock.Now() + Duration.FromMillis(WholeMillis);
        byte[] part = new byte[16 * 1024];
        int count;
        while ((count = socket.Receive(part)) > 0)
        {
            whole.Write(part, 0, count);
            if (Clock.Now() > deadline)
                throw new IOException($"no whole answer from {at} within {WholeMillis / 1000} s");
            if (whole.Length > BytesMax)
                throw new IOException($"{at} answers with more than {BytesMax} bytes: that is no wanctl");
        }
        return whole.ToArray();
    }
}
