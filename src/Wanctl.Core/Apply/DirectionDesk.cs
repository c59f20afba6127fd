using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>The account of one direction: what was asked, what is applied, what is outstanding.</summary>
internal struct DirectionDesk
{
    /// <summary>
    /// Readings that must agree before a limit counts as changed by somebody else: one reading may have been under way
    /// while our own write was acknowledged, two in a row cannot.
    /// </summary>
    private const int ForeignReadings = 2;

    /// <summary>
    /// How long a refused write rests before it is tried again; the refusal will not change within a few ticks.
    /// </summary>
    private static readonly Duration RefusedRest = Duration.FromSeconds(5);

    private Rate _asked;
    private Rate _applied;
    private Rate _foreign;
    private Instant _refusedUntil;
    private int _foreignReadings;
    private bool _outstanding;
    private bool _known;
    private bool _foreignFound;

    /// <summary>Takes in what the shaper said about this direction.</summary>
    public void Take(in DirectionReport report, ShaperState state, Instant now)
    {
        _foreignFound = false;
        switch (report.Outcome)
        {
            case WriteOutcome.Applied:
                _applied = report.Written;
                _asked = report.Written;
                _known = true;
                _outstanding = false;
                _foreignReadings = 0;
                break;
            case WriteOutcome.Refused:
                _outstanding = false;
                _known = false;
                _refusedUntil = now + RefusedRest;
                break;
            case WriteOutcome.Lost:
                _outstanding = false;
                _known = false;
                break;
        }
        if (state != ShaperState.Ready)
            _known = false;
        if (state == ShaperState.Away)
            _outstanding = false;
        if (report.Read && !_outstanding)
            Compare(report.Limit);
    }

    /// <summary>
    /// What keeps <paramref name="wanted"/> from going out; <see cref="Blocker.None"/> where nothing does.
    /// </summary>
    public readonly Blocker Blocked(Rate wanted, ShaperState state, Instant now)
    {
        if (state != ShaperState.Ready)
            return Blocker.ShaperAway;
        if (_outstanding)
            return wanted == _asked ? Blocker.Unchanged : Blocker.Outstanding;
        if (_known && wanted == _applied)
            return Blocker.Unchanged;
        return now < _refusedUntil ? Blocker.RefusedLately : Blocker.None;
    }

    /// <summary>How much it matters that the wanted rate goes out; where nothing is known it counts as a cut.</summary>
    public readonly WriteUrgency UrgencyOf(in DirectionDecision decision) =>
        _applied == Rate.Zero || decision.Wanted < _applied ? WriteUrgency.Cut
        : decision.Restores ? WriteUrgency.Restore
        : WriteUrgency.Climb;

    /// <summary>Enters the verdict, and with it what is now asked and applied.</summary>
    public void Commit(Blocker blocker, ref DirectionDecision decision)
    {
        decision.Blocker = blocker;
        decision.Write = blocker == Blocker.None;
        if (decision.Write)
        {
            _asked = decision.Wanted;
            _outstanding = true;
        }
        decision.Asked = _asked;
        decision.Applied = _applied;
        decision.ForeignChange = _foreignFound;
    }

    private void Compare(Rate limit)
    {
        if (!_known)
        {
            _applied = limit;
            _known = true;
            _foreignReadings = 0;
            return;
        }
        if (limit == _applied)
        {
            _foreignReadings = 0;
            return;
        }
        _foreignReadings = limit == _foreign ? _foreignReadings + 1 : 1;
        _foreign = limit;
        if (_foreignReadings < ForeignReadings)
            return;
        _applied = limit;
        _foreignReadings = 0;
        _foreignFound = true;
    }
}
