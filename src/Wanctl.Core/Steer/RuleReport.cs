using Wanctl.Core.Measure;

namespace Wanctl.Core.Steer;

/// <summary>What the router said about the rules since the previous tick.</summary>
public struct RuleReport
{
    /// <summary>Where they stand.</summary>
    public RuleState State;

    /// <summary>What became of the last switch.</summary>
    public WriteOutcome Outcome;

    /// <summary>
    /// Whether the two fields below were read since the previous tick, by a request that was sent after the answer to
    /// the last switch.
    /// </summary>
    public bool Read;

    /// <summary>Whether all rules are on.</summary>
    public bool AllOn;

    /// <summary>Whether all rules are off.</summary>
    public bool AllOff;
}
