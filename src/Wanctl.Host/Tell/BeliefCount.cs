using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;

namespace Wanctl.Host.Tell;

/// <summary>What one direction believes, and how often it has begun to try for more, and to drain a queue; nothing but
/// zeros where the law keeps no belief.</summary>
public struct BeliefCount
{
    /// <summary>Tries for more that began.</summary>
    public long Tries { get; private set; }

    /// <summary>Queues that were found to be the direction's.</summary>
    public long Queues { get; private set; }

    /// <summary>What was believed last.</summary>
    public DirectionBelief Latest { get; private set; }

    /// <summary>Takes what was believed in one tick.</summary>
    /// <returns>Whether a queue was found to be the direction's in it.</returns>
    public bool Take(in DirectionBelief belief)
    {
        bool entered = belief.State != Latest.State;
        bool drains = entered && belief.State == DirectionState.Drain;
        Tries += entered && belief.State == DirectionState.Probe ? 1 : 0;
        Queues += drains ? 1 : 0;
        Latest = belief;
        return drains;
    }

    /// <summary>Counts from here on.</summary>
    public void Begin() => (Tries, Queues) = (0, 0);
}
