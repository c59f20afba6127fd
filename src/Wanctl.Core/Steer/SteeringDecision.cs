using Wanctl.Core.Units;

namespace Wanctl.Core.Steer;

/// <summary>What one tick of steering saw and chose: plain data, so that it can be recorded and compared.</summary>
public struct SteeringDecision
{
    /// <summary>Number of the tick on the grid.</summary>
    public long Tick;

    /// <summary>When the tick began.</summary>
    public Instant Now;

    /// <summary>The primary link.</summary>
    public LinkHealth Primary;

    /// <summary>The other WAN.</summary>
    public LinkHealth Alternate;

    /// <summary>Whether the other WAN may take connections.</summary>
    public AlternateVerdict Verdict;

    /// <summary>
    /// Whether connections that begin now go to the other WAN: read back from the router in active mode, imagined in
    /// observe mode.
    /// </summary>
    public bool Steered;

    /// <summary>Whether they should.</summary>
    public bool Wanted;

    /// <summary>Whether the rules are to be switched now, to <see cref="Wanted"/>.</summary>
    public bool Write;

    /// <summary>True for the tick that confirmed a switch.</summary>
    public bool Switched;

    /// <summary>Why.</summary>
    public SteeringReason Reason;

    /// <summary>What keeps a switch back.</summary>
    public SteeringBlocker Blocker;

    /// <summary>Where the rules on the router stand.</summary>
    public RuleState Rule;

    /// <summary>Whether all rules were last read to be on.</summary>
    public bool RuleOn;

    /// <summary>Points; 0 with hysteresis.</summary>
    public int Score;

    /// <summary>Points in force for a switch, the brake's included; 0 with hysteresis.</summary>
    public int Threshold;

    /// <summary>Ticks of RED, while the primary link is used; of sustained points with confidence.</summary>
    public long BadTicks;

    /// <summary>Ticks of GREEN, while the other WAN is used; of recovery with confidence.</summary>
    public long GoodTicks;

    /// <summary>Whether the flap brake is on.</summary>
    public bool Braked;

    /// <summary>Switches within the last hour.</summary>
    public int Switches;

    /// <summary>True for the tick that found the rules changed by somebody else.</summary>
    public bool HandChange;

    /// <summary>With <see cref="HandChange"/>: whether they were off and somebody switched them on.</summary>
    public bool HandChangedTo;

    /// <summary>With <see cref="HandChange"/>: whether all of them were switched.</summary>
    public bool HandChangedAll;

    /// <summary>True for the tick that read that a switch did not take effect.</summary>
    public bool Unverified;

    /// <summary>True for the tick in which the router refused a switch.</summary>
    public bool Refused;
}
