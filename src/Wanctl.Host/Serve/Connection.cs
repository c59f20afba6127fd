using System.Buffers;
using System.Net.Sockets;
using Wanctl.Core.Units;
using Wanctl.Wire.Http;

namespace Wanctl.Host.Serve;

/// <summary>
/// One client: its request as it comes in, its answer as it goes out, and how long either may take. Nothing waits for
/// it.
/// </summary>
internal sealed class Connection : IDisposable
{
    /// <summary>
    /// From the beginning to a complete request. A browser sends it at once; nobody types it by hand for longer.
    /// </summary>
    private static readonly Duration RequestTime = Duration.FromSeconds(5);

    /// <summary>A whole answer: 300 kB over a slow mobile connection.</summary>
    private static readonly Duration AnswerTime = Duration.FromSeconds(20);

    /// <summary>Without taking a single byte of what waits for it, a viewer has left.</summary>
    private static readonly Duration StallTime = Duration.FromSeconds(10);

    /// <summary>Between our end and the client's, so that an answer is not torn by a reset.</summary>
    private static readonly Duration DrainTime = Duration.FromSeconds(2);

    /// <summary>What may wait for a viewer: some seconds of news of many links.</summary>
    private const int BacklogMax = 256 * 1024;

    /// <summary>What a client may say after its request, which nobody listens to.</summary>
    private const int BabbleMax = 64 * 1024;

    /// <summary>Bounds what the kernel holds for a client who does not read.</summary>
    private const int SendBuffer = 64 * 1024;

    private readonly Socket _socket;
    private byte[] _request = ArrayPool<byte>.Shared.Rent(HttpRequestReader.BytesMax);
    private byte[] _waiting = [];
    private int _sent;
    private int _end;
    private int _babble;
    private bool _closed;

    public Connection(Socket socket, bool metricsOnly, Instant now)
    {
        _socket = socket;
        _socket.Blocking = false;
        _socket.NoDelay = true;
        _socket.SendBufferSize = SendBuffer;
        MetricsOnly = metricsOnly;
        Since = now;
        Deadline = now + RequestTime;
    }

    public Socket Socket => _socket;

    public bool MetricsOnly { get; }

    /// <summary>When it was accepted.</summary>
    public Instant Since { get; }

    public ConnectionStage Stage { get; private set; }

    /// <summary>When it is given up.</summary>
    public Instant Deadline { get; private set; }

    /// <summary>Whether bytes wait to be sent.</summary>
    public bool Sends => _sent < _end;

    /// <summary>Bytes that wait to be sent.</summary>
    public int Waiting => _end - _sent;

    /// <summary>What has come of the request.</summary>
    public ReadOnlySpan<byte> Request => _request.AsSpan(0, Received);

    private int Received { get; set; }

    /// <summary>Takes what has come; false where the client has gone.</summary>
    public bool TryReceive()
    {
        // What comes after the request is read and dropped: a viewer has nothing to say, and an end must be noticed.
        bool reading = Stage == ConnectionStage.Reading;
        Span<byte> room = reading
            ? _request.AsSpan(Received, HttpRequestReader.BytesMax - Received)
            : _request.AsSpan(0, HttpRequestReader.BytesMax);
        int count = _socket.Receive(room, SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
            return true;
        if (error != SocketError.Success || count == 0)
            return false;
        Received += reading ? count : 0;
        _babble += reading ? 0 : count;
        return _babble <= BabbleMax;
    }

    /// <summary>Begins an answer; <paramref name="streams"/> says that more will follow.</summary>
    public void Begin(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, bool streams, Instant now)
    {
        Stage = streams ? ConnectionStage.Streaming : ConnectionStage.Sending;
        Deadline = now + (streams ? StallTime : AnswerTime);
        Keep(head);
        Keep(body);
    }

    /// <summary>Adds news for a viewer; false where too much waits for it already.</summary>
    public bool TryAdd(ReadOnlySpan<byte> news, Instant now)
    {
        if (Waiting > 0 && Waiting + news.Length > BacklogMax)
            return false;
        if (Waiting == 0)
            Deadline = now + StallTime;
        Keep(news);
        return true;
    }

    /// <summary>Sends what it can; false where the client has gone.</summary>
    public bool TrySend(Instant now)
    {
        while (Sends)
        {
            int count = _socket.Send(_waiting.AsSpan(_sent.._end), SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
                return true;
            if (error != SocketError.Success)
                return false;
            _sent += count;
            if (Stage == ConnectionStage.Streaming)
                Deadline = now + StallTime;
        }
        Release();
        if (Stage != ConnectionStage.Sending)
            return true;
        Stage = ConnectionStage.Draining;
        Deadline = now + DrainTime;
        return TryEnd();
    }

    /// <summary>A viewer for whom nothing waits is not late, however long nothing happens.</summary>
    public bool Late(Instant now) => now > Deadline && (Stage != ConnectionStage.Streaming || Sends);

    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        _socket.Dispose();
        ArrayPool<byte>.Shared.Return(_request);
        _request = [];
        Release();
    }

    private bool TryEnd()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        int length = Waiting;
        if (_end + bytes.Length > _waiting.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(length + bytes.Length);
            _waiting.AsSpan(_sent.._end).CopyTo(larger);
            Release();
            _waiting = larger;
            _end = length;
        }
        bytes.CopyTo(_waiting.AsSpan(_end));
        _end += bytes.Length;
    }

    private void Release()
    {
        if (_waiting.Length > 0)
            ArrayPool<byte>.Shared.Return(_waiting);
        _waiting = [];
        _sent = 0;
        _end = 0;
    }
}
