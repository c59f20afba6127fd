using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Router;
using Wanctl.Host.Tell;
using Wanctl.Host.Time;
using Wanctl.Wire.Cake.Dialogue;

namespace Wanctl.Host.Cake;

/// <summary>
/// The one socket to this machine's kernel, shared by all links whose CAKE it runs: each turn one call asks for all
/// qdiscs and one takes the answer and the news, so that counters are as fresh as the tick.
/// </summary>
public sealed class CakeConnection : IShaperConnection
{
    /// <summary>Batches of one turn: more news than this has time until the next one.</summary>
    private const int BatchesPerTurn = 4;

    /// <summary>How often to ask for an interface that is not there, in case news of it were missed.</summary>
    private static readonly Duration LookInterval = Duration.FromSeconds(1);

    /// <summary>
    /// A socket that cannot be opened: there is no memory, or no permission, and neither changes soon.
    /// </summary>
    private static readonly Duration OpenInterval = Duration.FromSeconds(1);

    private readonly CakeDialogue _dialogue;
    private readonly CakeVoice _voice;
    private readonly Func<NetlinkSocket?> _open;
    private readonly byte[] _outgoing;
    private NetlinkSocket? _socket;
    private Instant _nextOpen = Instant.Never;
    private Instant _nextLook = Instant.Never;
    private int _openError;

    /// <summary>Makes a connection; the socket is opened at the first turn.</summary>
    public CakeConnection(CakeDialogue dialogue, EventQueue events)
        : this(dialogue, events, null)
    {
    }

    internal CakeConnection(CakeDialogue dialogue, EventQueue events, Func<NetlinkSocket?>? open)
    {
        _dialogue = dialogue;
        _voice = new CakeVoice(dialogue, events);
        _open = open ?? OpenKernel;
        _outgoing = new byte[dialogue.ComposeSizeMax];
    }

    /// <summary>When the latest reading was taken.</summary>
    public Instant ReadAt { get; private set; } = Instant.Never;

    /// <summary>Where things stand for a link with these two queues.</summary>
    public ShaperState StateOf(CakeQueue down, CakeQueue up)
    {
        if (_socket is null)
            return ShaperState.Away;
        if (down.State == CakeQueueState.Ready && up.State == CakeQueueState.Ready)
            return ShaperState.Ready;
        bool unknown = down.State == CakeQueueState.Unknown || up.State == CakeQueueState.Unknown;
        return unknown ? ShaperState.Preparing : ShaperState.QueueTrouble;
    }

    /// <inheritdoc/>
    public void Receive(Instant now)
    {
        Instant begun = Clock.Now();
        if (_socket is null)
            Open(now);
        if (_socket is not null && Ask(now))
            Drain(now);
        ReadAt = Clock.Now();
        _voice.Listen(ReadAt - begun, now);
    }

    /// <inheritdoc/>
    public void Send(Instant now)
    {
        int size = _dialogue.Change(_outgoing);
        if (size > 0 && (_socket is null || _socket.Send(_outgoing.AsSpan(0, size)) != 0))
            _dialogue.ChangesUnsent();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private NetlinkSocket? OpenKernel() => NetlinkSocket.TryOpen(listening: true, out _openError);

    private void Open(Instant now)
    {
        if (now < _nextOpen)
            return;
        _nextOpen = now + OpenInterval;
        _socket = _open();
        if (_socket is null)
            _voice.Closed(Libc.Explain(_openError), now);
        else
            _dialogue.Open(_socket.Port);
    }

    private bool Ask(Instant now)
    {
        bool look = now >= _nextLook;
        if (look)
            _nextLook = now + LookInterval;
        if (_dialogue.Stuck)
        {
            Lose("a list of qdiscs has no end", now);
            return false;
        }
        int size = _dialogue.Ask(_outgoing, look);
        if (size == 0)
            return true;
        int errno = _socket!.Send(_outgoing.AsSpan(0, size));
        if (errno == 0)
            return true;
        _dialogue.QuestionsUnsent();
        if (errno is Libc.EAGAIN or Libc.EINTR or Libc.ENOBUFS)
            return true;
        Lose(Libc.Explain(errno), now);
        return false;
    }

    private void Drain(Instant now)
    {
        for (int batch = 0; batch < BatchesPerTurn; batch++)
        {
            int count = _socket!.Receive();
            if (count == -Libc.ENOBUFS)
            {
                _dialogue.Overrun();
                continue;
            }
            if (count < 0)
            {
                if (count is not (-Libc.EAGAIN or -Libc.EINTR))
                    Lose(Libc.Explain(-count), now);
                return;
            }
            for (int i = 0; i < count; i++)
                Take(i);
            if (count < NetlinkSocket.Batch)
                return;
        }
    }

    private void Take(int index)
    {
        ReadOnlySpan<byte> datagram = _socket!.Datagram(index, out bool cut);
        if (cut)
            _dialogue.Overrun();
        else
            _dialogue.Received(datagram);
    }

    private void Lose(string why, Instant now)
    {
        _socket!.Dispose();
        _socket = null;
        _dialogue.Close();
        _voice.Closed(why, now);
    }
}
