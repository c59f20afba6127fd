using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Steer;

/// <summary>
/// Keeps account of what the rules on the router were asked and what they were read to be, and decides when they are
/// switched: only if they differ, one switch at a time, and again only after its outcome was read back.
/// </summary>
public sealed class RuleDesk(Duration handGrace)
{
    private static readonly Duration RetryFirst = Duration.FromMillis(500);
    private static readonly Duration RetryMost = Duration.FromSeconds(30);

    private Duration _retry = RetryFirst;
    private Instant _retryAt = Instant.Never;
    private Instant _handAt = Instant.Never;
    private RuleReport _last;
    private bool _known;
    private bool _ours;
    private bool _expected;
    private bool _inFlight;
    private bool _sent;

    /// <summary>Whether a switch was sent whose outcome has not been read back.</summary>
    public bool Pending { get; private set; }

    /// <summary>True for the tick that found the rules changed by somebody else.</summary>
    public bool HandChange { get; private set; }

    /// <summary>
    /// With <see cref="HandChange"/>: whether the rules were known to be off, so that what was found was switched on.
    /// </summary>
    public bool HandChangedTo => HandChange && !_expected;

    /// <summary>With <see cref="HandChange"/>: whether all rules were changed; of several one may be.</summary>
    public bool HandChangedAll => HandChange && Stand(!_expected);

    /// <summary>True for the tick that read that a switch did not take effect.</summary>
    public bool Unverified { get; private set; }

    /// <summary>True for the tick in which the router refused a switch.</summary>
    public bool Refused { get; private set; }

    /// <summary>Where the rules stand.</summary>
    public RuleState State => _last.State;

    /// <summary>Whether the rules have been read on this connection to stand so, nothing being under way.</summary>
    public bool InForce(bool on) => _known && !Pending && Stand(on);

    /// <summary>Whether at least one rule is on, as far as has been read.</summary>
    public bool SomeOn => _known && !_last.AllOff;

    /// <summary>Takes in what the router said.</summary>
    public void Take(in RuleReport report, Instant now)
    {
        HandChange = false;
        Unverified = false;
        Refused = false;
        (_last.State, _last.Outcome, _last.Read) = (report.State, report.Outcome, report.Read);
        switch (report.Outcome)
        {
            case WriteOutcome.Applied:
                _inFlight = false;
                break;
            case WriteOutcome.Refused:
                // Of several rules one may have been switched and another refused: a reading tells.
                _inFlight = false;
                Refused = true;
                Rest(now);
                break;
            case WriteOutcome.Lost:
                _inFlight = false;
                break;
        }
        if (report.State != RuleState.Ready)
        {
            _known = false;
            _inFlight = false;
            return;
        }
        if (report.Read && !_inFlight)
            Read(in report, now);
    }

    /// <summary>
    /// Decides whether the rules are switched now; <see cref="SteeringBlocker.None"/> with false where they stand as
    /// wanted.
    /// </summary>
    /// <param name="on">What is wanted.</param>
    /// <param name="now">This moment.</param>
    /// <param name="hurry">Whether no rest and no grace holds it back: there will be no later try.</param>
    /// <param name="write">Whether the rules are to be switched now.</param>
    public SteeringBlocker Plan(bool on, Instant now, bool hurry, out bool write)
    {
        write = false;
        if (State == RuleState.Away)
            return SteeringBlocker.RouterAway;
        if (State != RuleState.Ready)
            return SteeringBlocker.RuleTrouble;
        if (Pending)
            return SteeringBlocker.Unconfirmed;
        if (!_known)
            return SteeringBlocker.RouterAway;
        if (Stand(on))
        {
            // Whoever put it there: it is what is wanted, and whatever follows is a change of it.
            Expect(on);
            return SteeringBlocker.None;
        }
        if (!hurry && now < _retryAt)
            return SteeringBlocker.RefusedLately;
        if (!hurry && _handAt > Instant.Never && now - _handAt < handGrace)
            return SteeringBlocker.ByHand;
        write = true;
        Pending = true;
        _inFlight = true;
        _sent = on;
        return SteeringBlocker.Unconfirmed;
    }

    private void Read(in RuleReport report, Instant now)
    {
        bool wasPending = Pending;
        Pending = false;
        _known = true;
        (_last.AllOn, _last.AllOff) = (report.AllOn, report.AllOff);
        if (wasPending)
        {
            Verify(now);
            return;
        }
        if (!_ours || Stand(_expected))
        {
            _handAt = Instant.Never;
            return;
        }
        if (_handAt > Instant.Never)
            return;
        _handAt = now;
        HandChange = true;
    }

    private void Verify(Instant now)
    {
        if (Stand(_sent))
        {
            Expect(_sent);
            _retry = RetryFirst;
            _retryAt = Instant.Never;
        }
        else if (now >= _retryAt)
        {
            Unverified = true;
            Rest(now);
        }
    }

    private void Expect(bool on)
    {
        _ours = true;
        _expected = on;
        _handAt = Instant.Never;
    }

    private void Rest(Instant now)
    {
        _retryAt = now + _retry;
        _retry = _retry * 2 < RetryMost ? _retry * 2 : RetryMost;
    }

    private bool Stand(bool on) => on ? _last.AllOn : _last.AllOff;
}
