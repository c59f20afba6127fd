using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Host.Time;
using Wanctl.Wire;
using Wanctl.Wire.Http;

namespace Wanctl.Host.Serve;

/// <summary>
/// A small HTTP/1 server for what can be read of a process, on one thread of its own. Everything that a client can use
/// up is bounded: connections, bytes of a request, bytes that wait for it, and time. Nothing can be changed through it,
/// and one request a connection is answered, so that a browser's idle connections take nobody's place.
/// </summary>
public sealed class StatusServer : IDisposable
{
    /// <summary>Open connections: the viewers, and a few that ask once.</summary>
    public const int ConnectionsMax = 40;

    /// <summary>Of these, those that watch the stream of events.</summary>
    public const int ViewersMax = 24;

    /// <summary>News five times a second move smoothly to the eye.</summary>
    private static readonly Duration Beat = Duration.FromMillis(200);

    /// <summary>Where all places are taken, whoever has had one for longer and is no viewer may have to make room.
    /// </summary>
    private static readonly Duration Courtesy = Duration.FromSeconds(1);

    /// <summary>All answers under way together: 8 MiB, some forty fine histories.</summary>
    private const int WaitingMax = 8 * 1024 * 1024;

    /// <summary>After a fault of ours.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly Listener[] _listeners;
    private readonly IStatusDesk _desk;
    private readonly EventQueue _events;
    private readonly HostNames _names;
    private readonly List<Connection> _connections = [];
    private readonly SocketWait _wait;
    private readonly Answer _answer = new();
    private readonly ArrayBufferWriter<byte> _news = new();
    private readonly Thread _thread;
    private Instant _nextBeat = Instant.Never;
    private volatile bool _ending;

    /// <summary>Starts serving; an address that cannot be had is told and tried again.</summary>
    /// <param name="addresses">Where to listen.</param>
    /// <param name="desk">Who knows the answers.</param>
    /// <param name="events">Takes what happens.</param>
    /// <param name="names">The names by which it may be called.</param>
    public StatusServer(
        IReadOnlyList<ServeAddress> addresses, IStatusDesk desk, EventQueue events, HostNames names)
    {
        _listeners = new Listener[addresses.Count];
        for (int i = 0; i < _listeners.Length; i++)
        {
            _listeners[i] = new Listener(addresses[i], events);
            _listeners[i].TryOpen(Clock.Now());
        }
        _desk = desk;
        _events = events;
        _names = names;
        _wait = new SocketWait(_listeners.Length + ConnectionsMax);
        _thread = new Thread(Run) { Name = "status", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Where an address is served in truth; null while it cannot be.</summary>
    public IPEndPoint? EndPoint(int index) => _listeners[index].Socket?.LocalEndPoint as IPEndPoint;

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending = true;
        _thread.Join(TimeSpan.FromSeconds(2));
    }

    private void Run()
    {
        while (!_ending)
        {
            try
            {
                Round();
            }
#pragma warning disable CA1031 // The thread's edge: a fault in telling must not end a daemon that works.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _events.Post(Happening.StatusFailed, "status", exception.ToString());
                Close();
                Thread.Sleep(Rest);
            }
        }
        Close();
        foreach (Listener listener in _listeners)
            listener.Dispose();
    }

    private void Round()
    {
        Instant now = Clock.Now();
        if (now >= _nextBeat)
        {
            _nextBeat = now + Beat;
            OnBeat(now);
        }
        _wait.Begin();
        int first = 0;
        foreach (Listener listener in _listeners)
        {
            if (listener.Socket is { } socket && !listener.Rests(now))
                first = _wait.Add(socket, writes: false) + 1;
        }
        int count = _connections.Count;
        foreach (Connection connection in _connections)
            _wait.Add(connection.Socket, connection.Sends);
        _wait.Wait(_nextBeat - now);
        now = Clock.Now();
        // From the last to the first, so that one can be taken out on the way.
        for (int i = count - 1; i >= 0; i--)
        {
            bool stays = !_wait.Ready(first + i) || Serve(_connections[i], now);
            if (!stays || _connections[i].Late(now))
                Drop(i);
        }
        foreach (Listener listener in _listeners)
            Accept(listener, now);
    }

    private void OnBeat(Instant now)
    {
        int viewers = Viewers();
        _desk.Follow(viewers);
        foreach (Listener listener in _listeners)
            listener.TryOpen(now);
        if (viewers == 0)
            return;
        _news.ResetWrittenCount();
        _desk.Compose(_news);
        for (int i = _connections.Count - 1; i >= 0 && _news.WrittenCount > 0; i--)
        {
            Connection viewer = _connections[i];
            if (viewer.Stage == ConnectionStage.Streaming
                && (!viewer.TryAdd(_news.WrittenSpan, now) || !viewer.TrySend(now)))
                Drop(i);
        }
    }

    /// <summary>Lets a connection go on; false where it is over.</summary>
    private bool Serve(Connection connection, Instant now)
    {
        if (connection.Sends && !connection.TrySend(now))
            return false;
        if (!connection.TryReceive())
            return false;
        if (connection.Stage != ConnectionStage.Reading)
            return true;
        Decoded found = HttpRequestReader.TryRead(connection.Request, out HttpRequest request, out HttpFault fault);
        if (found == Decoded.Partial)
            return true;
        if (found == Decoded.Malformed)
            Refuse(fault);
        else
            Find(in request, connection.MetricsOnly);
        ReadOnlySpan<byte> body = request.Method == HttpMethod.Head ? default : _answer.Body.WrittenSpan;
        bool streams = _answer.Streams && request.Method == HttpMethod.Get;
        connection.Begin(AnswerHead.Of(_answer), body, streams, now);
        return connection.TrySend(now);
    }

    private void Find(in HttpRequest request, bool metricsOnly)
    {
        if (request.Method == HttpMethod.Other)
        {
            _answer.Say(405, "Only GET and HEAD: nothing can be changed through this server.");
            _answer.Fields = "Allow: GET, HEAD\r\n";
        }
        else if (!AnyName(in request, metricsOnly) && !_names.Allow(request.Host))
        {
            _answer.Say(421, "This server answers to an IP address, to localhost and to this machine's own name, "
                + "so that no page of another site can read it: use one of these in the address, or list the name "
                + "under health_check.host_names.");
        }
        else if (!request.Origin.IsEmpty && !SameSite(request.Origin, request.Host))
        {
            _answer.Say(403, "Pages of other sites are told nothing.");
        }
        else
        {
            _desk.Answer(in request, metricsOnly, _answer);
            if (_answer.Streams && Viewers() >= ViewersMax)
                _answer.Say(503, $"There are {ViewersMax} viewers already; more would be too many.");
            else if (Waiting() + _answer.Body.WrittenCount > WaitingMax)
                _answer.Say(503, "Too many answers are under way; try again in a few seconds.");
        }
    }

    /// <summary>Collectors call by whatever name their own list has, and figures are no secret of a page.</summary>
    private static bool AnyName(in HttpRequest request, bool metricsOnly) =>
        metricsOnly || request.Path.SequenceEqual("/metrics"u8);

    private void Refuse(HttpFault fault)
    {
        switch (fault)
        {
            case HttpFault.TooLong:
                _answer.Say(431, $"The request's head is longer than {HttpRequestReader.BytesMax} bytes "
                    + $"or has more than {HttpRequestReader.FieldsMax} fields.");
                break;
            case HttpFault.Version:
                _answer.Say(505, "This server speaks HTTP/1.");
                break;
            case HttpFault.Body:
                _answer.Say(413, "Requests have no body here.");
                break;
            default:
                _answer.Say(400, "This is no HTTP request.");
                break;
        }
    }

    private static bool SameSite(ReadOnlySpan<byte> origin, ReadOnlySpan<byte> host) =>
        origin.StartsWith("http://"u8) && origin["http://"u8.Length..].SequenceEqual(host);

    private void Accept(Listener listener, Instant now)
    {
        while (!listener.Rests(now) && listener.HasClient)
        {
            bool room = _connections.Count < ConnectionsMax || MakeRoom(now);
            if (room && listener.TryAccept() is { } client)
                _connections.Add(new Connection(client, listener.Address.MetricsOnly, now));
            else
                listener.RestUntil(now + Beat);
        }
    }

    /// <summary>
    /// Drops whoever has had a place for longest, those first who have asked nothing, then those who take their time
    /// over an answer: a short question, such as that for health, must find a place. Viewers stay; they cannot have
    /// all places.
    /// </summary>
    private bool MakeRoom(Instant now)
    {
        int oldest = Oldest(now, sending: false);
        if (oldest < 0)
            oldest = Oldest(now, sending: true);
        if (oldest < 0)
            return false;
        Drop(oldest);
        return true;
    }

    private int Oldest(Instant now, bool sending)
    {
        int oldest = -1;
        for (int i = 0; i < _connections.Count; i++)
        {
            Connection connection = _connections[i];
            bool of = connection.Stage != ConnectionStage.Streaming
                && sending == (connection.Stage == ConnectionStage.Sending);
            if (of && now - connection.Since > Courtesy
                && (oldest < 0 || connection.Since < _connections[oldest].Since))
                oldest = i;
        }
        return oldest;
    }

    private int Viewers()
    {
        int count = 0;
        foreach (Connection connection in _connections)
            count += connection.Stage == ConnectionStage.Streaming ? 1 : 0;
        return count;
    }

    private int Waiting()
    {
        int count = 0;
        foreach (Connection connection in _connections)
            count += connection.Waiting;
        return count;
    }

    private void Drop(int index)
    {
        _connections[index].Dispose();
        _connections.RemoveAt(index);
    }

    private void Close()
    {
        foreach (Connection connection in _connections)
            connection.Dispose();
        _connections.Clear();
    }
}
