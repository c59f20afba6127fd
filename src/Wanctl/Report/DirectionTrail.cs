using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Report;

/// <summary>
/// Follows one direction tick by tick and keeps its zones and its decisions. Steps of one kind that follow each other
/// closely are one decision, so that a climb of two seconds is a row and not forty.
/// </summary>
internal sealed class DirectionTrail(string name)
{
    /// <summary>More than anybody reads; beyond it the largest moves stay.</summary>
    private const int RowsMax = 200;

    private const double TogetherSeconds = 0.5;
    private const double HoldSeconds = 1;

    private readonly List<DecisionRow> _rows = [];
    private BeliefCount _beliefs;
    private DecisionRow? _move;
    private Rate _before;
    private Reason _hold;
    private double _holdSince;
    private bool _begun;

    /// <summary>What the direction is called.</summary>
    public string Name => name;

    /// <summary>The zones as numbers.</summary>
    public Series Zones { get; } = new("zone", "");

    /// <summary>What was believed in the end, and how many tries and queues there were; null for nothing.</summary>
    public string? Beliefs => !_beliefs.Latest.Known ? null
        : $"{name} at the end: {BeliefWords.Of(_beliefs.Latest)} "
            + $"({Amount.Of(_beliefs.Tries, "try")}, {Amount.Of(_beliefs.Queues, "queue")} in all)";

    /// <summary>How many decisions there were, those included that were too many to keep.</summary>
    public int Seen { get; private set; }

    /// <summary>The decisions, in order of time.</summary>
    public IReadOnlyList<DecisionRow> Rows
    {
        get
        {
            var rows = new List<DecisionRow>(_rows);
            if (_move is not null)
                rows.Add(_move);
            return rows.Count > RowsMax ? Largest(rows) : rows;
        }
    }

    /// <summary>Follows one tick.</summary>
    /// <param name="seconds">When, since the plot's beginning.</param>
    /// <param name="now">What was decided.</param>
    /// <param name="causes">What the latest excess likely came from.</param>
    public void Take(double seconds, in DirectionDecision now, in CauseShares causes)
    {
        _beliefs.Take(in now.Belief);
        Zones.Add(seconds, (int)now.Zone);
        if (!_begun)
        {
            _begun = true;
            _before = now.Wanted;
            _hold = now.Reason;
            _holdSince = seconds;
            return;
        }
        if (now.Wanted != _before)
            Move(seconds, in now, in causes);
        else if (now.Reason != Reason.NoSample)
            Hold(seconds, in now);
        _before = now.Wanted;
    }

    private void Move(double seconds, in DirectionDecision now, in CauseShares causes)
    {
        if (_move is { Steps: > 0 } move && move.Reason == now.Reason && seconds - move.Until <= TogetherSeconds
            && now.Wanted > _before == move.To > move.From)
        {
            _move = move with { Until = seconds, To = now.Wanted, Steps = move.Steps + 1 };
        }
        else
        {
            bool cut = now.Wanted < _before && now.Belief.State == DirectionState.Drain;
            string belief = cut ? BeliefWords.Of(in causes) : BeliefWords.Of(in now.Belief);
            Begin(new DecisionRow(seconds, seconds, now.Reason, _before, now.Wanted, 1, belief));
        }
        _hold = now.Reason;
        _holdSince = seconds;
    }

    private void Hold(double seconds, in DirectionDecision now)
    {
        Reason reason = now.Reason;
        if (reason != _hold)
        {
            _hold = reason;
            _holdSince = seconds;
        }
        else if (seconds - _holdSince >= HoldSeconds && reason != _move?.Reason)
        {
            string belief = BeliefWords.Of(in now.Belief);
            Begin(new DecisionRow(_holdSince, _holdSince, reason, _before, _before, 0, belief));
        }
    }

    private void Begin(DecisionRow row)
    {
        if (_move is not null)
            _rows.Add(_move);
        _move = row;
        Seen++;
        if (_rows.Count < 2 * RowsMax)
            return;
        List<DecisionRow> largest = Largest(_rows);
        _rows.Clear();
        _rows.AddRange(largest);
    }

    private static List<DecisionRow> Largest(List<DecisionRow> rows)
    {
        var sorted = new List<DecisionRow>(rows);
        sorted.Sort((left, right) => right.Size.CompareTo(left.Size));
        sorted.RemoveRange(RowsMax, sorted.Count - RowsMax);
        sorted.Sort((left, right) => left.Seconds.CompareTo(right.Seconds));
        return sorted;
    }
}
