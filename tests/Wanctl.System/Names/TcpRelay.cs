using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Names;

/// <summary>
/// Lets a room's other addresses in to a server on its loopback: the simulated router listens nowhere else.
/// </summary>
public sealed class TcpRelay : IDisposable
{
    private readonly NetworkRoom _room;
    private readonly IPEndPoint _server;
    private readonly Socket _listener;

    /// <summary>Listens on all addresses of the room.</summary>
    public TcpRelay(NetworkRoom room, IPEndPoint server)
    {
        _room = room;
        _server = server;
        _listener = Open(AddressFamily.InterNetworkV6);
        _listener.DualMode = true;
        _listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        new Thread(Accept) { IsBackground = true, Name = "relay" }.Start();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    public void Dispose() => _listener.Dispose();

    private Socket Open(AddressFamily family) =>
        _room.Run(() => new Socket(family, SocketType.Stream, ProtocolType.Tcp));

    private void Accept()
    {
        try
        {
            while (true)
                _ = RelayAsync(_listener.Accept());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        try
        {
            client.NoDelay = true;
            await using var near = new NetworkStream(client, ownsSocket: true);
            Socket inner = Open(AddressFamily.InterNetwork);
            inner.NoDelay = true;
            await inner.ConnectAsync(_server).ConfigureAwait(false);
            await using var far = new NetworkStream(inner, ownsSocket: true);
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // One of the ends has gone, and the other goes with it.
        }
    }
}
