using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>The account of one direction: what was asked, what is applied, what is outstanding.</summary>
internal struct DirectionDesk
{
    /// <summary>
    /// Readings that must differ from our own write before its limit counts as changed by somebody else, whatever they
    /// say: one may have been under way while the write was acknowledged, two cannot.
    /// </summary>
    private const int ForeignReadings = 2;

    /// <summary>
    /// How long a refused write rests before it is tried again; the refusal will not change within a few ticks.
    /// </summary>
    private static readonly Duration RefusedRest = Duration.FromSeconds(5);

    private Rate _asked;
    private Rate _applied;

    /// <summary>What the shaper has last acknowledged of ours; zero where it has lost its memory since.</summary>
    private Rate _own;

    private Instant _refusedUntil;
    private int _strangeReadings;
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
                _applied = _asked = _own = report.Written;
                _known = true;
                _outstanding = false;
                _strangeReadings = 0;
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
            return Blocker.Outstanding;
        if (_known && wanted == _applied)
            return Blocker.Unchanged;
        return now < _refusedUntil ? Blocker.RefusedLately : Blocker.None;
    }

    /// <summary>
    /// How much it matters that the wanted rate goes out; where nothing is known it counts as a cut. A cut is measured
    /// by our own last limit: to repeat that over somebody else's is to restore it, so that a fight stays within the
    /// budget.
    /// </summary>
    public readonly WriteUrgency UrgencyOf(in DirectionDecision decision) =>
        _own == Rate.Zero || decision.Wanted < _own ? WriteUrgency.Cut
        : decision.Restores || decision.Wanted == _own ? WriteUrgency.Restore
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

    /// <summary>
    /// A reading that differs from our own write is believed once it cannot be older than that; one that differs from
    /// an earlier reading is believed at once.
    /// </summary>
    private void Compare(Rate limit)
    {
        if (!_known)
        {
            _applied = limit;
            _known = true;
            _strangeReadings = ForeignReadings;
            return;
        }
        if (limit == _applied || ++_strangeReadings < ForeignReadings)
            return;
        _applied = limit;
        _strangeReadings = ForeignReadings;
        _foreignFound = true;
    }
}
