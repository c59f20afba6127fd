using static Wanctl.Core.Decide.Belief.DirectionState;

namespace Wanctl.Core.Decide.Belief;

/// <summary>
/// Which <see cref="DirectionState"/> may follow which, and why. docs/CONTROL.md shows the same table; what is not in
/// it does not happen.
/// </summary>
public static class StateTable
{
    private static readonly (DirectionState From, DirectionState To, string Why)[] s_all =
    [
        (Idle, Hold, "it carries enough to make a queue"),
        (Idle, Drain, "a queue came at once, and is likeliest its own"),
        (Hold, Idle, "it carries next to nothing"),
        (Hold, Probe, "what holding back has likely cost is worth a try"),
        (Hold, Drain, "a queue is likeliest its own"),
        (Probe, Hold, "the try went well, was not taken up, or nobody can judge it"),
        (Probe, Drain, "a queue is likeliest its own"),
        (Drain, Hold, "the queue has gone, was not its own, or outlasted all that could be tried"),
        (Drain, Probe, "the other direction was to blame: the rate is given back, and judged"),
    ];

    /// <summary>Every transition.</summary>
    public static IReadOnlyList<(DirectionState From, DirectionState To, string Why)> All => s_all;

    /// <summary>Whether one may follow the other.</summary>
    public static bool Leads(DirectionState from, DirectionState to)
    {
        foreach ((DirectionState before, DirectionState after, _) in s_all)
        {
            if (before == from && after == to)
                return true;
        }
        return false;
    }
}
