using Wanctl.Core.Units;

namespace Wanctl.Core.Measure.Timestamps;

/// <summary>
/// The test that a host passes before its ICMP timestamps are used: ten requests within five seconds. Time is an
/// argument; nothing is allocated after construction.
/// </summary>
public sealed class TimestampTrial
{
    /// <summary>Requests of a test.</summary>
    public const int Probes = TimestampBatch.Size;

    /// <summary>Of which at least so many are answered.</summary>
    public const int AnsweredMin = 8;

    /// <summary>
    /// Milliseconds between requests. Prime, so that a clock that ticks in steps of 10 ms or of a second shows itself;
    /// nine of them are 4.8 s.
    /// </summary>
    public const int SpacingMillis = 537;

    private readonly TimestampBatch _batch = new();
    private int _sent;
    private int _altered;
    private Instant _lastSentAt = Instant.Never;

    /// <summary>How long an answer is waited for.</summary>
    public static Duration Patience => Duration.FromSeconds(2);

    /// <summary>
    /// When the next request is to be sent; meaningless once all are. Send it then and not on a coarser grid: asked at
    /// one place of its steps each time, a coarse clock looks like a fine one.
    /// </summary>
    public Instant DueAt { get; private set; }

    /// <summary>How the host writes the time; valid once the verdict is there.</summary>
    public TimestampForm Form => _batch.Form;

    /// <summary>Begins anew.</summary>
    public void Start(Instant now)
    {
        _sent = 0;
        _batch.Clear();
        _altered = 0;
        DueAt = now;
        _lastSentAt = Instant.Never;
    }

    /// <summary>Whether a request is to be sent.</summary>
    public bool Due(Instant now) => _sent < Probes && now >= DueAt;

    /// <summary>Says that a request was sent.</summary>
    public void Sent(Instant at)
    {
        _sent++;
        _lastSentAt = at;
        DueAt = at + Duration.FromMillis(SpacingMillis);
    }

    /// <summary>Takes the first answer to a request of this test, its nonce compared.</summary>
    public void Take(in TimestampAnswer answer)
    {
        // An answer of an earlier test may still be on its way.
        if (_batch.Count < _sent)
            _batch.Add(in answer);
    }

    /// <summary>Says that a host has answered a request of this test with another originate field.</summary>
    public void TakeAltered() => _altered++;

    /// <summary>
    /// The verdict; <see cref="TimestampVerdict.Pending"/> while requests are to be sent or answers waited for.
    /// </summary>
    public TimestampVerdict Judge(Instant now)
    {
        bool waiting = _batch.Count < Probes && now - _lastSentAt < Patience;
        if (_sent < Probes || waiting)
            return TimestampVerdict.Pending;
        if (_batch.Count < AnsweredMin)
            return _batch.Count + _altered < AnsweredMin ? TimestampVerdict.Silent : TimestampVerdict.NonceLost;
        TimestampVerdict verdict = _batch.JudgeValues(oddTurnsMax: 0, TimestampForm.Standard);
        if (verdict == TimestampVerdict.Accepted)
            verdict = _batch.JudgeSteps();
        return verdict == TimestampVerdict.Accepted ? _batch.JudgeDrift() : verdict;
    }
}
