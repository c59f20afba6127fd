using System.Net;
using System.Net.Sockets;

namespace Wanctl.Setup;

/// <summary>The address that this machine sends from.</summary>
internal static class LocalAddress
{
    /// <summary>Whether an address is one of this machine's: only such a one can be bound to.</summary>
    public static bool IsOwn(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode != SocketError.AddressNotAvailable;
        }
    }

    /// <summary>
    /// The address toward another host; null where there is no way to it. A connected UDP socket knows it without
    /// sending.
    /// </summary>
    public static string? Toward(IPAddress host)
    {
        // The port does not matter; this one is discard.
        const int Port = 9;
        try
        {
            using var socket = new Socket(host.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(host, Port);
            return (socket.LocalEndPoint as IPEndPoint)?.Address.ToString();
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
