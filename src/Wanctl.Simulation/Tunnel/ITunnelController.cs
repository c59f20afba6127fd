using Wanctl.Core.Decide;
using Wanctl.Core.Measure;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Anything that can be put in charge of a line in the wind tunnel: our laws, or a model of a peer's.
/// </summary>
public interface ITunnelController
{
    /// <summary>What it is called in tables and on the command line, for instance <c>adaptive</c>.</summary>
    string Name { get; }

    /// <summary>
    /// One tick: what was seen, what is wanted. A direction whose <see cref="DirectionDecision.Write"/> is set has its
    /// <see cref="DirectionDecision.Wanted"/> sent to the shaper.
    /// </summary>
    Decision Step(in Observation seen);
}
