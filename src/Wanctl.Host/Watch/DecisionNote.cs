using Wanctl.Core.Decide;
using Wanctl.Core.Units;

namespace Wanctl.Host.Watch;

/// <summary>
/// A decision worth reading, or a row of equal ones: the rate of a direction changed, or something kept it from being
/// sent.
/// </summary>
public struct DecisionNote
{
    /// <summary>When it was made; the first of a row.</summary>
    public Instant At;

    /// <summary>When the last of the row was made.</summary>
    public Instant Last;

    /// <summary>Whether it is about the direction toward the user.</summary>
    public bool Down;

    /// <summary>What was known of the zone.</summary>
    public Zone Zone;

    /// <summary>Why.</summary>
    public Reason Reason;

    /// <summary>What kept it from being sent; <see cref="Blocker.None"/> where nothing did.</summary>
    public Blocker Blocker;

    /// <summary>Whether somebody else had changed the limit.</summary>
    public bool Foreign;

    /// <summary>The wanted rate before.</summary>
    public Rate From;

    /// <summary>The wanted rate after.</summary>
    public Rate To;

    /// <summary>The load's excess over the baseline at the first, in milliseconds.</summary>
    public double DeltaMs;

    /// <summary>How many decisions the row has.</summary>
    public int Count;
}
