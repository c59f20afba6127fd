using System.IO;
using System.Net;
using System.Net.Sockets;
using Wanctl.Core.Settings;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Net;

/// <summary>The TCP connection under both dialers. It blocks, so it is for a thread of its own.</summary>
public static class RouterTcp
{
    // A peer that vanishes without a word is noticed by the kernel: idle for 10 s, then 3 probes 3 s apart.
    private const int KeepAliveIdleSeconds = 10;
    private const int KeepAliveIntervalSeconds = 3;
    private const int KeepAliveProbes = 3;

    // TCP_USER_TIMEOUT (tcp(7)): bytes that stay unacknowledged this long end the connection. On a LAN an
    // acknowledgement takes milliseconds, and a limit that reaches the router later than this is worth nothing.
    private const int ProtocolTcp = 6;
    private const int OptionUserTimeout = 18;
    private const int UserTimeoutMillis = 3_000;

    /// <summary>
    /// For the router's name, before the connection's own time begins: a name server that looks up a name of the
    /// Internet takes longer than a router of the LAN may.
    /// </summary>
    private static readonly TimeSpan NamePatience = TimeSpan.FromSeconds(5);

    private static readonly NameResolver s_names = new();

    /// <summary>Resolves the router's name and connects, trying each of its addresses.</summary>
    /// <param name="router">Host, port and transport are used.</param>
    /// <param name="timeout">For the connection, whichever address it is to; more than zero. A name takes up to 5 s
    /// more.</param>
    /// <returns>A connected, blocking socket: no delay, keep-alive on. The caller disposes it.</returns>
    /// <exception cref="DialException">Says what was tried, what happened and what may mend it.</exception>
    public static Socket Connect(RouterSettings router, TimeSpan timeout)
    {
        int descriptor = ConnectDescriptor(router, timeout);
        // A socket that was ever non-blocking only imitates waiting, at some bytes of garbage each time; one that wraps
        // a blocking descriptor afresh really waits in the kernel.
        OwnedDescriptor.SetBlocking(descriptor, true);
        return new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
    }

    /// <summary>As <see cref="Connect"/>, for a reader that polls.</summary>
    /// <returns>A connected, non-blocking descriptor that the caller closes.</returns>
    internal static int ConnectDescriptor(RouterSettings router, TimeSpan timeout)
    {
        IReadOnlyList<IPAddress> addresses = Resolve(router.Host);
        long deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        SocketError last = SocketError.HostNotFound;
        for (int index = 0; index < addresses.Count; index++)
        {
            long left = Math.Max(1, deadline - Environment.TickCount64);
            // A silent address must not eat the time of those after it.
            long share = left / (addresses.Count - index);
            last = TryConnect(new IPEndPoint(addresses[index], router.Port), share, out Socket? socket);
            if (socket is not null) return Detach(socket, router);
        }
        throw new DialException(Sentence(router, last, timeout));
    }

    private static int Detach(Socket socket, RouterSettings router)
    {
        try
        {
            return OwnedDescriptor.Detach(socket);
        }
        catch (IOException failure)
        {
            throw new DialException($"router {router.Host}: {failure.Message}");
        }
    }

    private static IReadOnlyList<IPAddress> Resolve(string host)
    {
        try
        {
            return s_names.Resolve(host, NamePatience);
        }
        catch (NameException unknown)
        {
            throw new DialException($"router {host}: {unknown.Message}");
        }
    }

    private static SocketError TryConnect(IPEndPoint endpoint, long millis, out Socket? connected)
    {
        connected = null;
        Socket? socket = null;
        SocketError error = SocketError.SocketError;
        try
        {
            socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            error = Start(socket, endpoint);
            if (error is SocketError.WouldBlock or SocketError.InProgress)
                error = socket.Poll(TimeSpan.FromMilliseconds(millis), SelectMode.SelectWrite)
                    ? (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!
                    : SocketError.TimedOut;
            if (error == SocketError.Success)
            {
                Tune(socket);
                connected = socket;
            }
        }
        catch (SocketException refusal)
        {
            error = refusal.SocketErrorCode;
        }
        finally
        {
            if (connected is null) socket?.Dispose();
        }
        return error;
    }

    /// <summary>Sends the first packet; only a non-blocking connect can be given a timeout.</summary>
    private static SocketError Start(Socket socket, IPEndPoint endpoint)
    {
        socket.Blocking = false;
        try
        {
            socket.Connect(endpoint);
            return SocketError.Success;
        }
        catch (SocketException pending)
        {
            return pending.SocketErrorCode;
        }
    }

    private static void Tune(Socket socket)
    {
        // Sentences are small and go out whole, once per tick; waiting to fill a packet would only delay a cut.
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveIdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
        socket.SetRawSocketOption(ProtocolTcp, OptionUserTimeout, BitConverter.GetBytes(UserTimeoutMillis));
    }

    private static string Sentence(RouterSettings router, SocketError error, TimeSpan timeout)
    {
        bool tls = router.Transport == RouterTransport.ApiSsl;
        string service = tls ? "api-ssl" : "api";
        string spoken = tls ? "the TLS API" : "the API";
        return error switch
        {
            SocketError.ConnectionRefused =>
                $"router {router.Host} refused the connection on port {router.Port}: " +
                $"is {spoken} enabled? /ip service enable {service}",
            SocketError.TimedOut =>
                $"router {router.Host} did not answer on port {router.Port} within {timeout.TotalSeconds:0.#} s: " +
                $"does its firewall, or the address list of /ip service {service}, let this machine in?",
            SocketError.HostUnreachable or SocketError.HostDown or
            SocketError.NetworkUnreachable or SocketError.NetworkDown =>
                $"router {router.Host}: there is no route to it from here ({Message(error)}): " +
                "is router.host right, and is the interface towards it up?",
            _ => $"router {router.Host} port {router.Port}: the connection failed: {Message(error)}",
        };
    }

    private static string Message(SocketError error) => new SocketException((int)error).Message;
}
