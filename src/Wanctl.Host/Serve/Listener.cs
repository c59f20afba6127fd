using System.Net;
using System.Net.Sockets;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Host.Serve;

/// <summary>
/// A listening socket that is opened as soon as it can be: its address may belong to an interface that is not up yet,
/// and its port to a daemon that is about to end.
/// </summary>
internal sealed class Listener(ServeAddress address, EventQueue events) : IDisposable
{
    /// <summary>Between two tries.</summary>
    private static readonly Duration Pause = Duration.FromSeconds(5);

    /// <summary>Connections that the kernel holds until they are accepted.</summary>
    private const int Backlog = 16;

    private Instant _nextTry = Instant.Never;
    private Instant _restsUntil = Instant.Never;
    private string _told = "";
    private bool _waits;

    public ServeAddress Address => address;

    /// <summary>The socket; null while it cannot be opened.</summary>
    public Socket? Socket { get; private set; }

    /// <summary>Opens it, if its time has come.</summary>
    public void TryOpen(Instant now)
    {
        if (Socket is not null || now < _nextTry)
            return;
        _nextTry = now + Pause;
        var socket = new Socket(address.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(new IPEndPoint(address.Address, address.Port));
            socket.Listen(Backlog);
            socket.Blocking = false;
            Socket = socket;
            string what = address.MetricsOnly ? "metrics" : "status page";
            events.Post(Happening.StatusServed, what, socket.LocalEndPoint!.ToString()!);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            if (_told != exception.Message)
                events.Post(Happening.StatusUnserved, address.ToString(), exception.Message);
            _told = exception.Message;
        }
    }

    /// <summary>Whether clients are left in the kernel's queue for a moment, so that they wake nobody.</summary>
    public bool Rests(Instant now) => now < _restsUntil;

    /// <summary>Leaves clients in the kernel's queue until a moment.</summary>
    public void RestUntil(Instant moment) => _restsUntil = moment;

    /// <summary>Whether a client waits.</summary>
    public bool HasClient => Socket?.Poll(0, SelectMode.SelectRead) == true;

    /// <summary>
    /// Takes a client that waits; null where it cannot be taken, for want of descriptors for example. The kernel then
    /// goes on saying that one waits, so whoever asks again at once spins.
    /// </summary>
    public Socket? TryAccept()
    {
        try
        {
            Socket? client = Socket?.Accept();
            if (_waits)
                events.Post(Happening.StatusTakes, address.ToString());
            _waits = false;
            return client;
        }
        // It has gone away again; the others are no worse off.
        catch (SocketException exception) when (exception.SocketErrorCode
            is SocketError.WouldBlock or SocketError.ConnectionAborted or SocketError.ConnectionReset)
        {
            return null;
        }
        catch (SocketException exception)
        {
            if (!_waits)
                events.Post(Happening.StatusWaits, address.ToString(), exception.Message);
            _waits = true;
            return null;
        }
    }

    public void Dispose() => Socket?.Dispose();
}
