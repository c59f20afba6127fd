using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>What one tick chose for one direction.</summary>
public struct DirectionDecision
{
    /// <summary>The rate that the law wants.</summary>
    public Rate Wanted;

    /// <summary>The rate that was last sent to the shaper; 0 where none was.</summary>
    public Rate Asked;

    /// <summary>The rate that the shaper has acknowledged or reported; 0 while unknown.</summary>
    public Rate Applied;

    /// <summary>The zone to show: an adaptive law shows the worst of the last seconds.</summary>
    public Zone Zone;

    /// <summary>
    /// The zone of this tick, which is what may be decided on; Unknown in a recording that is older than this field.
    /// </summary>
    public Zone Severity;

    /// <summary>
    /// Whether the law keeps the rate down against a queue; what only takes a small try back does not count.
    /// </summary>
    public bool Cuts;

    /// <summary>Why the wanted rate is what it is; to be told, for nothing is decided on it.</summary>
    public Reason Reason;

    /// <summary>Whether the wanted rate only gives back what a cut has taken.</summary>
    public bool Restores;

    /// <summary>What kept it from being sent.</summary>
    public Blocker Blocker;

    /// <summary>Whether <see cref="Wanted"/> is to be sent now; then it equals <see cref="Asked"/>.</summary>
    public bool Write;

    /// <summary>True for the tick that found the limit changed by somebody else.</summary>
    public bool ForeignChange;

    /// <summary>
    /// Whose counter told the law what passes; with other than the queue's the interface's is to be read.
    /// </summary>
    public CounterSource Counters;

    /// <summary>What the law believes of the line, and when it tries for more.</summary>
    public DirectionBelief Belief;
}
