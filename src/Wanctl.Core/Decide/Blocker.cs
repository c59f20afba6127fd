namespace Wanctl.Core.Decide;

/// <summary>What kept the wanted rate of a direction from being sent to the shaper this tick.</summary>
public enum Blocker : byte
{
    /// <summary>Nothing: it was sent.</summary>
    None,

    /// <summary>It is in force already.</summary>
    Unchanged,

    /// <summary>It, or an earlier value, is on its way; the newest value goes when the answer comes.</summary>
    Outstanding,

    /// <summary>The write budget is used up.</summary>
    Budget,

    /// <summary>The shaper is away, preparing, or in trouble.</summary>
    ShaperAway,

    /// <summary>The shaper refused the previous write; the next try waits.</summary>
    RefusedLately,

    /// <summary>This is a dry run: nothing is ever sent.</summary>
    DryRun,
}
