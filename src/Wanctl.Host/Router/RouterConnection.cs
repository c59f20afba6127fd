using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Loop;
using Wanctl.Host.Net;
using Wanctl.Host.Tell;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>
/// The one connection to a router, shared by all its links: keeps it up, moves bytes between the socket and the
/// dialogue, and owns all its deadlines. Nothing here waits: connecting has a thread of its own, and reading and
/// sending take what the kernel gives.
/// </summary>
public sealed unsafe class RouterConnection : IShaperConnection
{
    /// <summary>
    /// How long a connection may take: a router on the LAN answers within milliseconds, and a lost SYN is worth a
    /// second try.
    /// </summary>
    private static readonly TimeSpan DialTimeout = TimeSpan.FromSeconds(0.8);

    /// <summary>TLS on a small router's CPU takes a second at worst; the rest is allowance.</summary>
    private static readonly TimeSpan TlsDialTimeout = TimeSpan.FromSeconds(5);

    private static readonly Duration SoundAfter = Duration.FromSeconds(10);
    private static readonly Duration LoginDeadline = Duration.FromSeconds(5);
    private static readonly Duration RulesIntervalDefault = Duration.FromSeconds(1);

    /// <summary>
    /// Least time for one request, twice over: a router that is short of CPU answers prints late, and other requests
    /// meanwhile.
    /// </summary>
    private static readonly Duration PatienceMin = Duration.FromSeconds(2);

    /// <summary>Reads of one turn: four times the reader's buffer is more than a second of answers.</summary>
    private const int ReadsPerTurn = 4;

    private readonly RouterSettings _router;
    private readonly IRouterDialer _dialer;
    private readonly Errands _errands;
    private readonly RouterDialogue _dialogue;
    private readonly RetrySchedule _retry = new();
    private readonly RouterVoice _voice;
    private readonly AskSchedule _schedule;
    private readonly byte[] _outgoing;
    private int _outgoingStart;
    private int _outgoingEnd;
    private int _fd = -1;
    private DialAttempt? _attempt;
    private Instant _nextAttempt = Instant.Never;
    private Instant _openedAt;
    private Instant _quietSince;
    private int _targetLooks;
    private bool _refused;

    /// <summary>Makes a connection that is opened at its first turn.</summary>
    /// <param name="router">Where it is, and how patient to be.</param>
    /// <param name="dialogue">What is said.</param>
    /// <param name="dialer">Makes connections.</param>
    /// <param name="errands">Where connecting may wait.</param>
    /// <param name="events">Where rare happenings go.</param>
    /// <param name="rulesInterval">Time between two looks at the mangle rules, where there are any; 1 s.</param>
    public RouterConnection(
        RouterSettings router, RouterDialogue dialogue, IRouterDialer dialer, Errands errands, EventQueue events,
        Duration? rulesInterval = null)
    {
        _schedule = new AskSchedule(router.StatisticsInterval, rulesInterval ?? RulesIntervalDefault);
        _errands = errands;
        _router = router;
        _dialogue = dialogue;
        _dialer = dialer;
        _voice = new RouterVoice($"{router.Host}:{router.Port}", dialogue, events);
        _outgoing = new byte[dialogue.ComposeSizeMax];
    }

    /// <summary>When the latest bytes came.</summary>
    public Instant LastHeard { get; private set; } = Instant.Never;

    /// <summary>What the router says about itself.</summary>
    public ref readonly RouterFacts Facts => ref _dialogue.Facts;

    /// <summary>Where the conversation stands for a link with these two queues.</summary>
    public ShaperState StateOf(ShaperQueue down, ShaperQueue up)
    {
        if (_dialogue.Stage != DialogueStage.Talking)
        {
            if (_refused)
                return ShaperState.Refused;
            return _dialogue.Stage == DialogueStage.LoggingIn ? ShaperState.Preparing : ShaperState.Away;
        }
        if (down.State == QueueState.Ready && up.State == QueueState.Ready)
            return ShaperState.Ready;
        bool searching = down.State == QueueState.Unknown || up.State == QueueState.Unknown;
        return searching ? ShaperState.Preparing : ShaperState.QueueTrouble;
    }

    /// <inheritdoc/>
    public void Receive(Instant now)
    {
        if (_fd < 0)
            Connect(now);
        else
            Read(now);
        if (_dialogue.TargetLooks != _targetLooks)
            JudgeTargets();
        _voice.Listen(now);
    }

    /// <inheritdoc/>
    public void Send(Instant now)
    {
        if (_fd < 0)
            return;
        if (_outgoingStart == _outgoingEnd)
        {
            bool waited = _dialogue.Waiting;
            _outgoingStart = 0;
            _outgoingEnd = _dialogue.Compose(_outgoing, _schedule.Due(_dialogue, now), now.Nanos);
            if (!waited)
                _quietSince = now;
        }
        Flush(now);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _attempt?.Abandon();
        if (_fd >= 0)
            _ = Libc.close(_fd);
        _fd = -1;
    }

    private void Connect(Instant now)
    {
        if (_attempt is null)
        {
            if (now < _nextAttempt)
                return;
            TimeSpan timeout = _router.Transport == RouterTransport.ApiSsl ? TlsDialTimeout : DialTimeout;
            _attempt = DialAttempt.TryStart(_errands, _dialer, _router, timeout);
            return;
        }
        if (!_attempt.Over)
            return;
        _fd = _attempt.TakeDescriptor();
        string problem = _attempt.Problem;
        _attempt = null;
        if (_fd < 0)
        {
            Retry(RetryKind.Unreachable, problem, now);
            return;
        }
        _openedAt = now;
        _quietSince = now;
        _outgoingStart = _outgoingEnd = 0;
        _schedule.Begin();
        _dialogue.Open();
    }

    private void Read(Instant now)
    {
        // A conversation that has ended reads no more, and may have no room left to receive into.
        for (int i = 0; i < ReadsPerTurn && _dialogue.Stage != DialogueStage.Ended; i++)
        {
            Span<byte> free = _dialogue.Free;
            nint count;
            fixed (byte* buffer = free)
                count = Libc.recv(_fd, buffer, (nuint)free.Length, Libc.MSG_DONTWAIT);
            if (count == 0)
            {
                Lose("the router closed the connection", now);
                return;
            }
            if (count < 0)
            {
                if (Libc.Errno is not (Libc.EAGAIN or Libc.EINTR))
                    Lose(Libc.Explain(Libc.Errno), now);
                break;
            }
            LastHeard = now;
            _quietSince = now;
            _dialogue.Received((int)count);
            if (count < free.Length)
                break;
        }
        if (_fd >= 0)
            Judge(now);
    }

    /// <summary>Ends the connection where the conversation is over or a deadline has passed.</summary>
    private void Judge(Instant now)
    {
        bool stalled = _dialogue.Waiting && now - _quietSince > _router.StallLimit;
        long patience = 2 * Math.Max(_router.StallLimit.Nanos, PatienceMin.Nanos);
        if (_dialogue.Stage == DialogueStage.Ended)
            Lose(_dialogue.Complaint, now);
        else if (_dialogue.Stage == DialogueStage.LoggingIn && now - _openedAt > LoginDeadline)
            Lose("no answer to the login within 5 s: does something else listen on that port?", now);
        else if (_dialogue.Stage == DialogueStage.Talking && stalled)
            Lose($"not a word for {_router.StallLimit.Seconds:0.#} s with requests outstanding", now);
        else if (_dialogue.Stage == DialogueStage.Talking && now.Nanos - _dialogue.OldestWaiting > patience)
            Lose($"one request has had no answer for {patience / 1e9:0.#} s, while others had", now);
        else if (_dialogue.Resolved)
            Settle(now);
    }

    /// <summary>
    /// A connection that has lasted is sound; one that fails again and again shortly after its login is not.
    /// </summary>
    private void Settle(Instant now)
    {
        _refused = false;
        if (now - _openedAt > SoundAfter)
            _retry.Reset();
    }

    private void Lose(string why, Instant now)
    {
        _refused = _dialogue.End is DialogueEnd.LoginRefused or DialogueEnd.RouterTooOld;
        bool backOff = _refused || _dialogue.End == DialogueEnd.ProtocolError;
        RetryKind kind = backOff ? RetryKind.Refused : RetryKind.Dropped;
        _ = Libc.close(_fd);
        _fd = -1;
        Retry(kind, why, now);
        _dialogue.Close();
    }

    private void Retry(RetryKind kind, string why, Instant now)
    {
        Duration wait = _retry.Next(kind);
        _nextAttempt = now + wait;
        _voice.Lost(kind, why, wait, now);
    }

    /// <summary>Says for each simple queue what the router's facts tell about its target.</summary>
    private void JudgeTargets()
    {
        _targetLooks = _dialogue.TargetLooks;
        var judge = new TargetJudge(_dialogue.TargetFacts);
        foreach (ShaperQueue queue in _dialogue.Queues)
        {
            TargetVerdict verdict = judge.Judge(queue.Target, queue.Destination);
            _dialogue.Judge(queue, verdict.Side, verdict.Why);
        }
    }

    private void Flush(Instant now)
    {
        if (_outgoingStart == _outgoingEnd)
            return;
        nint sent;
        fixed (byte* buffer = _outgoing)
        {
            const int Flags = Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL;
            sent = Libc.send(_fd, buffer + _outgoingStart, (nuint)(_outgoingEnd - _outgoingStart), Flags);
        }
        if (sent >= 0)
            _outgoingStart += (int)sent;
        else if (Libc.Errno is not (Libc.EAGAIN or Libc.EINTR))
            Lose(Libc.Explain(Libc.Errno), now);
    }
}
