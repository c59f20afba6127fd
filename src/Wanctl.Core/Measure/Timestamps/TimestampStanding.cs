using Wanctl.Core.Units;

namespace Wanctl.Core.Measure.Timestamps;

/// <summary>
/// Whether one host is asked for ICMP timestamps or only for echoes: tested, used while it answers well, sent to rest
/// where it does not, and tried again after rests that double. Time is an argument; nothing is allocated after
/// construction.
/// </summary>
public sealed class TimestampStanding
{
    /// <summary>Of so many requests to a host in use one is an echo.</summary>
    public const int EchoEvery = 8;

    /// <summary>So many timestamps without an answer, with echoes beside them answered, send a host to rest.</summary>
    public const int LostMax = 10;

    /// <summary>Requests of a retry; all have to be answered.</summary>
    public const int Retries = 3;

    /// <summary>
    /// Of ten answers in use so many may have an odd time inside the host, which is busy now and then; those are no
    /// samples.
    /// </summary>
    private const int OddTurnsMax = 2;

    private readonly TimestampTrial _trial = new();
    private readonly TimestampBatch _inUse = new();
    private Instant _usedSince = Instant.Never;
    private int _turn;
    private int _lost;
    private int _lostSinceEcho;
    private int _retriesSent;
    private int _retriesAnswered;
    private Instant _retryDueAt = Instant.Never;

    /// <summary>Begins with the test.</summary>
    public TimestampStanding(Instant now) => _trial.Start(now);

    /// <summary>The first rest.</summary>
    public static Duration RestMin => Duration.FromSeconds(600);

    /// <summary>The longest rest.</summary>
    public static Duration RestMax => Duration.FromSeconds(86_400);

    /// <summary>What the host is asked for.</summary>
    public TimestampRole Role { get; private set; } = TimestampRole.Tested;

    /// <summary>How the host writes the time; meaningful while it is used.</summary>
    public TimestampForm Form { get; private set; }

    /// <summary>The outcome of the last test, or why the host was sent to rest.</summary>
    public TimestampVerdict Verdict { get; private set; } = TimestampVerdict.Pending;

    /// <summary>How long the host rests, or would if it failed.</summary>
    public Duration Rest { get; private set; } = RestMin;

    /// <summary>When it is tried again, while it rests.</summary>
    public Instant RestUntil { get; private set; } = Instant.Never;

    /// <summary>Whether the last echo whose fate is known was answered.</summary>
    public bool EchoAnswered { get; private set; }

    /// <summary>
    /// When a timestamp of a test or a retry is due; <see cref="Instant.Never"/> where there is none. It is to be sent
    /// then, not on the grid of ordinary requests (<see cref="TimestampTrial.DueAt"/>).
    /// </summary>
    public Instant DueAt => Role switch
    {
        TimestampRole.Tested => _trial.DueAt,
        TimestampRole.Retried when _retriesSent < Retries => _retryDueAt,
        _ => Instant.Never,
    };

    /// <summary>
    /// Whether the request that is about to be sent to this host is a timestamp and not an echo. Call once for each,
    /// and send what it says.
    /// </summary>
    public bool AsksTimestamp(Instant now)
    {
        Settle(now);
        bool ask = Role switch
        {
            TimestampRole.Tested => _trial.Due(now),
            TimestampRole.Used => ++_turn % EchoEvery != 0,
            TimestampRole.Retried => _retriesSent < Retries && now >= _retryDueAt,
            _ => false,
        };
        if (!ask)
            return false;
        if (Role == TimestampRole.Retried)
        {
            _retriesSent++;
            _retryDueAt = now + Duration.FromMillis(TimestampTrial.SpacingMillis);
        }
        else if (Role == TimestampRole.Tested)
        {
            _trial.Sent(now);
        }
        return true;
    }

    /// <summary>Takes an answer to a timestamp, its nonce compared.</summary>
    public void Take(in TimestampAnswer answer, Instant now)
    {
        switch (Role)
        {
            case TimestampRole.Tested:
                _trial.Take(in answer);
                break;
            case TimestampRole.Retried:
                _retriesAnswered++;
                break;
            case TimestampRole.Used:
                _lost = 0;
                _lostSinceEcho = 0;
                JudgeInUse(in answer, now);
                break;
            case TimestampRole.Resting:
                break;
        }
        Settle(now);
    }

    /// <summary>Says that an answer came whose nonce was not that of its request.</summary>
    public void TakeAltered()
    {
        if (Role == TimestampRole.Tested)
            _trial.TakeAltered();
    }

    /// <summary>Says that a timestamp had no answer within its time.</summary>
    public void TakeLoss(Instant now)
    {
        if (Role == TimestampRole.Retried)
            Fail(TimestampVerdict.Silent, now);
        else if (Role == TimestampRole.Used)
            _lostSinceEcho++;
    }

    /// <summary>Says what became of an echo to this host.</summary>
    public void TakeEcho(bool answered, Instant now)
    {
        EchoAnswered = answered;
        if (Role != TimestampRole.Used)
            return;
        // Where the echoes beside them are lost too, it is the line or the host, and no filter.
        _lost = answered ? _lost + _lostSinceEcho : 0;
        _lostSinceEcho = 0;
        if (_lost >= LostMax)
            Fail(TimestampVerdict.Silent, now);
    }

    /// <summary>Ends a rest early: what was in the way of all hosts is gone.</summary>
    internal void EndRest(Instant now)
    {
        if (Role != TimestampRole.Resting)
            return;
        Role = TimestampRole.Retried;
        _retriesSent = 0;
        _retriesAnswered = 0;
        _retryDueAt = now;
    }

    private void Settle(Instant now)
    {
        if (Role == TimestampRole.Retried && _retriesAnswered == Retries)
        {
            Role = TimestampRole.Tested;
            Verdict = TimestampVerdict.Pending;
            _trial.Start(now);
        }
        else if (Role == TimestampRole.Resting && now >= RestUntil)
        {
            EndRest(now);
        }
        if (Role != TimestampRole.Tested)
            return;
        TimestampVerdict verdict = _trial.Judge(now);
        if (verdict == TimestampVerdict.Accepted)
            Accept(now);
        else if (verdict != TimestampVerdict.Pending)
            Fail(verdict, now);
    }

    private void Accept(Instant now)
    {
        Role = TimestampRole.Used;
        Verdict = TimestampVerdict.Accepted;
        Form = _trial.Form;
        _usedSince = now;
        (_turn, _lost, _lostSinceEcho) = (0, 0, 0);
        _inUse.Clear();
    }

    /// <summary>
    /// Its clock may be set, and queues may come and go, so how it advances is not judged: ten answers in a row must
    /// look as those of the test did.
    /// </summary>
    private void JudgeInUse(in TimestampAnswer answer, Instant now)
    {
        _inUse.Add(in answer);
        if (_inUse.Count < TimestampBatch.Size)
            return;
        TimestampVerdict verdict = _inUse.JudgeValues(OddTurnsMax, Form);
        if (verdict != TimestampVerdict.Accepted)
            Fail(verdict, now);
        else if (_inUse.Form != Form)
            Fail(TimestampVerdict.Drift, now);
        _inUse.Clear();
    }

    /// <summary>To rest, for twice as long as before unless the host was of use for as long as it rested.</summary>
    private void Fail(TimestampVerdict verdict, Instant now)
    {
        bool first = RestUntil == Instant.Never;
        bool proved = Role == TimestampRole.Used && now - _usedSince >= Rest;
        if (first || proved)
            Rest = RestMin;
        else
            Rest = Rest * 2 < RestMax ? Rest * 2 : RestMax;
        Role = TimestampRole.Resting;
        Verdict = verdict;
        RestUntil = now + Rest;
    }
}
