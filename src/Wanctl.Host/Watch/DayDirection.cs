using Wanctl.Core.Decide;

namespace Wanctl.Host.Watch;

/// <summary>One direction of a <see cref="DayBucket"/>; rates in Mbit/s.</summary>
public struct DayDirection
{
    /// <summary>The lowest limit that was in force; 0 while none was known.</summary>
    public float AppliedLeast;

    /// <summary>The mean of the limits in force.</summary>
    public float AppliedMean;

    /// <summary>Mean of what passed.</summary>
    public float AchievedMean;

    /// <summary>The most that passed over a second.</summary>
    public float AchievedMost;

    /// <summary>The worst zone.</summary>
    public Zone Worst;

    /// <summary>The share of ticks outside GREEN, 0 to 1.</summary>
    public float Congested;
}
