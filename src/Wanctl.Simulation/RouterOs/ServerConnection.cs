using System.Net.Sockets;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Wire;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// One client of the simulated router: a thread that moves bytes between its socket and its dialogue.
/// </summary>
internal sealed class ServerConnection
{
    // How soon a request to stop, and a change that a listener waits for, is noticed.
    private static readonly Duration Idle = Duration.FromMillis(20);
    private static readonly Duration Watchful = Duration.FromMillis(2);

    private readonly Socket _socket;
    private readonly RouterFaults _faults;
    private readonly Knee _knee;
    private readonly ApiDialogue _dialogue;
    private readonly Thread _thread;
    private readonly Random _random = new(1);
    private readonly Queue<(Instant Due, byte[] Bytes)> _answers = [];
    private readonly byte[] _received = new byte[4096];
    private Instant _lastDue = Instant.Never;
    private long _commands;
    private volatile bool _dropped;
    private volatile bool _reset;

    public ServerConnection(Socket socket, RouterWorld world, RouterFaults faults, Knee knee, string peer)
    {
        _socket = socket;
        _faults = faults;
        _knee = knee;
        _dialogue = new ApiDialogue(world, faults, peer);
        _thread = new Thread(Serve) { IsBackground = true, Name = "simulated router" };
    }

    /// <summary>How many commands it has had.</summary>
    public long Commands => Volatile.Read(ref _commands);

    /// <summary>True once the thread has ended.</summary>
    public bool Ended => !_thread.IsAlive;

    public void Start() => _thread.Start();

    /// <summary>Asks the thread to close the connection; it does so within some 20 ms.</summary>
    public void Drop(bool reset)
    {
        _reset = reset;
        _dropped = true;
    }

    public void Join() => _thread.Join();

    private void Serve()
    {
        try
        {
            while (!_dropped && Step(RouterOsServer.Now)) { }
        }
        catch (SocketException)
        {
            // The client has gone, which is its right at any time.
        }

        _dialogue.End(RouterOsServer.Now);
        if (_reset) _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        else Part();
        _socket.Dispose();
    }

    /// <summary>
    /// Ends the connection in order. Closing a socket with unread bytes would reset it and destroy the last answer on
    /// its way, so what the client still has to say is taken first, within reason.
    /// </summary>
    private void Part()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            Instant patience = RouterOsServer.Now + Idle;
            while (RouterOsServer.Now < patience && _socket.Poll((int)Idle.Micros, SelectMode.SelectRead))
            {
                if (_socket.Receive(_received, SocketFlags.None, out _) == 0) return;
            }
        }
        catch (SocketException)
        {
            // The client was quicker.
        }
    }

    private bool Step(Instant now)
    {
        _dialogue.Tick(now);
        Schedule(now, commands: 0);
        if (!SendDue(now)) return false;
        if (_dialogue.Closing && _answers.Count == 0) return false;
        if (!_socket.Poll(WholeMicros(Patience(now)), SelectMode.SelectRead)) return true;

        int count = _socket.Receive(_received, SocketFlags.None, out SocketError error);
        if (count == 0 || error != SocketError.Success) return false;
        now = RouterOsServer.Now;
        long before = _dialogue.Commands;
        _dialogue.Receive(_received.AsSpan(0, count), now);
        Volatile.Write(ref _commands, _dialogue.Commands);
        Schedule(now, _dialogue.Commands - before);
        return true;
    }

    private void Schedule(Instant now, long commands)
    {
        Duration slow = _knee.Delay(commands, _faults.KneeBurst, _faults.KneeRate, now);
        byte[] answer = _dialogue.TakeOutput();
        if (answer.Length == 0) return;

        var jitter = new Duration(_faults.AnswerJitter.Nanos > 0 ? _random.NextInt64(_faults.AnswerJitter.Nanos) : 0);
        Instant due = now + _faults.AnswerDelay + jitter + slow;
        _lastDue = due < _lastDue ? _lastDue : due;
        _answers.Enqueue((_lastDue, answer));
    }

    private Duration Patience(Instant now)
    {
        Duration patience = _dialogue.Listening || _faults.Stalled ? Watchful : Idle;
        if (_faults.Stalled || !_answers.TryPeek(out (Instant Due, byte[] Bytes) next)) return patience;
        Duration left = next.Due - now;
        if (left < Duration.Zero) return Duration.Zero;
        return left < patience ? left : patience;
    }

    /// <summary>
    /// Whole milliseconds, rounded up: the runtime drops what is less, and would have this thread ask the clock a
    /// thousand times before an answer is due.
    /// </summary>
    private static int WholeMicros(Duration patience) => 1000 * (int)Math.Ceiling(patience.Millis);

    private bool SendDue(Instant now)
    {
        while (!_faults.Stalled && _answers.TryPeek(out (Instant Due, byte[] Bytes) next) && next.Due <= now)
        {
            _answers.Dequeue();
            if (_faults.TakeInjected() is { } injected) Send(injected);
            if (!SendOrBreakOff(next.Bytes)) return false;
        }

        return true;
    }

    /// <summary>
    /// Sends an answer; where the faults want the connection to end inside it, sends its beginning and says false.
    /// </summary>
    private bool SendOrBreakOff(byte[] answer)
    {
        int left = _faults.CloseAfterBytes;
        if (left < 0 || left > answer.Length)
        {
            if (left > 0) _faults.CloseAfterBytes = left - answer.Length;
            SendShaped(answer);
            return true;
        }

        _faults.CloseAfterBytes = -1;
        Send(answer.AsSpan(0, left));
        _reset = _faults.CloseWithReset;
        return false;
    }

    private void SendShaped(ReadOnlySpan<byte> answer)
    {
        _socket.NoDelay = !_faults.OneWritePerWord;
        while (!answer.IsEmpty)
        {
            int size = answer.Length;
            if (_faults.OneWritePerWord) size = WordSize(answer);
            else if (_faults.FragmentSize > 0) size = Math.Min(_faults.FragmentSize, answer.Length);
            Send(answer[..size]);
            answer = answer[size..];
            var pause = TimeSpan.FromMilliseconds(_faults.FragmentPause.Millis);
            if (pause > TimeSpan.Zero) Thread.Sleep(pause);
        }
    }

    private static int WordSize(ReadOnlySpan<byte> bytes)
    {
        Decoded outcome = WordPrefix.TryRead(bytes, out uint length, out int prefix);
        return outcome == Decoded.Whole ? Math.Min(prefix + (int)length, bytes.Length) : bytes.Length;
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[_socket.Send(bytes)..];
    }
}
