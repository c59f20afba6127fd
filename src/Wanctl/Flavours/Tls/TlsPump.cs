using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;

namespace Wanctl.Flavours.Tls;

/// <summary>
/// Carries bytes between the loop's local stream and the router's TLS stream: one thread each way, one fixed buffer
/// each, no allocation per message. Whichever side ends, the other is ended too; the last thread closes everything.
/// </summary>
internal sealed class TlsPump
{
    /// <summary>The largest plain text that one TLS record can carry (RFC 8446, section 5.1).</summary>
    private const int BufferBytes = 16 * 1024;

    /// <summary>Enough for the cipher code, and small because a locked process pays for what it touches.</summary>
    private const int StackBytes = 512 * 1024;

    private readonly SslStream _stream;
    private readonly Socket _remote;
    private readonly Socket _local;
    private int _running = 2;

    private TlsPump(SslStream stream, Socket remote, Socket local)
    {
        _stream = stream;
        _remote = remote;
        _local = local;
    }

    /// <summary>Starts to pump and takes over all three; nobody else may use or close them from now on.</summary>
    /// <param name="stream">The TLS stream, its handshake done.</param>
    /// <param name="remote">The TCP connection under it.</param>
    /// <param name="local">The far end of the loop's local stream, blocking.</param>
    internal static void Start(SslStream stream, Socket remote, Socket local)
    {
        TlsPump pump = new(stream, remote, local);
        new Thread(pump.FromRouter, StackBytes) { IsBackground = true, Name = "tls-in" }.Start();
        new Thread(pump.ToRouter, StackBytes) { IsBackground = true, Name = "tls-out" }.Start();
    }

    private void FromRouter() => Run(static (pump, buffer) =>
    {
        int count;
        while ((count = pump._stream.Read(buffer)) > 0)
            for (int sent = 0; sent < count;)
                sent += pump._local.Send(buffer.AsSpan(sent, count - sent), SocketFlags.None);
    });

    private void ToRouter() => Run(static (pump, buffer) =>
    {
        int count;
        while ((count = pump._local.Receive(buffer.AsSpan(), SocketFlags.None)) > 0)
            pump._stream.Write(buffer, 0, count);
    });

    private void Run(Action<TlsPump, byte[]> copy)
    {
        try
        {
            copy(this, new byte[BufferBytes]);
        }
        catch (Exception end) when (end is IOException or SocketException or InvalidOperationException)
        {
            // A connection that breaks and one that is closed look the same to the loop: its stream ends.
        }
        Hang(_local);
        Hang(_remote);
        if (Interlocked.Decrement(ref _running) > 0) return;
        _stream.Dispose();
        _local.Dispose();
    }

    /// <summary>Wakes the thread that waits on this socket; it then comes to its own end.</summary>
    private static void Hang(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side has already gone; there is nothing to wake.
        }
    }
}
