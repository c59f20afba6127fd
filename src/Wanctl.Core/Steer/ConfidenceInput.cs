using Wanctl.Core.Decide;

namespace Wanctl.Core.Steer;

/// <summary>What points are given for.</summary>
public struct ConfidenceInput
{
    /// <summary>The assessment of this tick.</summary>
    public Zone Assessed;

    /// <summary>Whether the last three assessments were SOFT_RED; ours never are.</summary>
    public bool SoftRedSustained;

    /// <summary>Excess delay in milliseconds, not averaged.</summary>
    public double ExcessMs;

    /// <summary>Drops in the latest of three stretches of time.</summary>
    public int Drops;

    /// <summary>Drops in the first of the three; negative where there were not three.</summary>
    public int DropsBefore;

    /// <summary>Depth of the queue in packets, in the latest of two stretches of time.</summary>
    public int Queue;

    /// <summary>The same in the one before; negative where there was none.</summary>
    public int QueueBefore;

    /// <summary>The zone of the primary link's rate law; Unknown where it is not asked.</summary>
    public Zone LawZone;
}
