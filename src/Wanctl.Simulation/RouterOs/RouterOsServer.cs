using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// A simulated router that real clients can connect to over TCP on the loopback, with threads of its own. It serves
/// from construction until it is disposed of.
/// </summary>
public sealed class RouterOsServer : IDisposable
{
    // A client that does not read its answers must not hold a thread for ever.
    private const int SendTimeoutMillis = 5000;

    // How soon the router's own scheduler notices that something is due.
    private const int WatchMicros = 100_000;

    private readonly RouterWorld _world;
    private readonly RouterFaults _faults;
    private readonly Knee _knee = new();
    private readonly Socket _listener;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private readonly List<ServerConnection> _connections = [];
    private Instant _downUntil = Instant.Never;
    private long _commandsOfEnded;
    private long _accepted;
    private long _refused;
    private volatile bool _stopping;

    /// <summary>Starts to serve.</summary>
    /// <param name="world">The router behind the socket.</param>
    /// <param name="faults">How it misbehaves; may be changed at any time.</param>
    /// <param name="address">A loopback address; 127.0.0.1 where none is given.</param>
    /// <param name="port">1 to 65535, or 0 for a free one, which <see cref="EndPoint"/> then tells.</param>
    /// <exception cref="ArgumentException">The address is not a loopback address: passwords here are no
    /// secret.</exception>
    /// <exception cref="SocketException">The port is taken, or may not be used.</exception>
    public RouterOsServer(RouterWorld world, RouterFaults faults, IPAddress? address = null, int port = 0)
        : this(world, faults, Open(address ?? IPAddress.Loopback), new IPEndPoint(address ?? IPAddress.Loopback, port))
    {
    }

    /// <summary>
    /// Starts to serve on a socket that was made elsewhere, in another network namespace for instance.
    /// </summary>
    /// <param name="world">The router behind the socket.</param>
    /// <param name="faults">How it misbehaves; may be changed at any time.</param>
    /// <param name="listener">A TCP socket, not bound yet; the server owns it from here.</param>
    /// <param name="endPoint">A loopback address with a port, or port 0 for a free one.</param>
    /// <exception cref="ArgumentException">The address is not a loopback address.</exception>
    /// <exception cref="SocketException">The port is taken, or may not be used.</exception>
    public RouterOsServer(RouterWorld world, RouterFaults faults, Socket listener, IPEndPoint endPoint)
    {
        if (!IPAddress.IsLoopback(endPoint.Address))
        {
            throw new ArgumentException(
                $"{endPoint.Address} is not a loopback address; the simulated router listens on 127.0.0.0/8 or ::1 "
                + "only.",
                nameof(endPoint));
        }

        _world = world;
        _faults = faults;
        _listener = listener;
        _listener.Bind(endPoint);
        _listener.Listen();
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _thread = new Thread(Accept) { IsBackground = true, Name = "simulated router, door" };
        _thread.Start();
    }

    /// <summary>The time that this server gives to its world: the monotonic clock of the machine.</summary>
    public static Instant Now => new(Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency));

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Connections that have been served since the start.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>
    /// Connections that have been turned away: no session free, the service disabled, the router down.
    /// </summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Connections being served now.</summary>
    public int Sessions
    {
        get
        {
            lock (_gate)
            {
                Sweep();
                return _connections.Count;
            }
        }
    }

    /// <summary>Commands received since the start, login included.</summary>
    public long Commands
    {
        get
        {
            lock (_gate)
            {
                long commands = _commandsOfEnded;
                foreach (ServerConnection connection in _connections) commands += connection.Commands;
                return commands;
            }
        }
    }

    /// <summary>Closes all connections, with a reset or in order; returns when they are closed.</summary>
    public void DropConnections(bool reset)
    {
        ServerConnection[] connections;
        lock (_gate) connections = _connections.ToArray();
        foreach (ServerConnection connection in connections) connection.Drop(reset);
        foreach (ServerConnection connection in connections) connection.Join();
        lock (_gate) Sweep();
    }

    /// <summary>
    /// Reboots the router: connections are reset, ids are others, counters begin at zero; nobody gets in while it
    /// is down.
    /// </summary>
    public void Reboot(Duration down)
    {
        lock (_gate) _downUntil = Now + down;
        DropConnections(reset: true);
        _world.Reboot(Now);
    }

    /// <summary>Stops serving and waits for the threads to end.</summary>
    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        _listener.Dispose();
        _thread.Join();
        DropConnections(reset: false);
    }

    private static Socket Open(IPAddress address) => new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

    private void Accept()
    {
        while (!_stopping)
        {
            try
            {
                if (_listener.Poll(WatchMicros, SelectMode.SelectRead)) Welcome(_listener.Accept());
                if (!_faults.ClockStands) _world.Tick(Now);
            }
            catch (SocketException)
            {
                // Disposed of, or the client went away before it was let in; the loop's condition tells them apart.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Welcome(Socket client)
    {
        lock (_gate)
        {
            Sweep();
            string peer = (client.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
            if (!Admits(peer))
            {
                Interlocked.Increment(ref _refused);
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                client.Dispose();
                return;
            }

            Interlocked.Increment(ref _accepted);
            client.NoDelay = true;
            client.SendTimeout = SendTimeoutMillis;
            var connection = new ServerConnection(client, _world, _faults, _knee, peer);
            _connections.Add(connection);
            connection.Start();
        }
    }

    private bool Admits(string peer)
    {
        if (_stopping || _faults.RefuseConnections || Now < _downUntil) return false;
        if (_world.Read("/ip/service", "api", "disabled") == "true") return false;
        if (!AddressRange.Admits(_world.Read("/ip/service", "api", "address"), peer)) return false;
        string? sessions = _world.Read("/ip/service", "api", "max-sessions");
        bool limited = int.TryParse(sessions, NumberStyles.None, CultureInfo.InvariantCulture, out int most);
        return !limited || _connections.Count < most;
    }

    private void Sweep()
    {
        for (int i = _connections.Count - 1; i >= 0; i--)
        {
            if (!_connections[i].Ended) continue;
            _commandsOfEnded += _connections[i].Commands;
            _connections.RemoveAt(i);
        }
    }
}
