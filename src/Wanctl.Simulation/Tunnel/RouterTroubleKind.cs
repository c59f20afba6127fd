namespace Wanctl.Simulation.Tunnel;

/// <summary>What can be wrong with the simulated router.</summary>
public enum RouterTroubleKind
{
    /// <summary>It answers nothing; what was sent takes effect when it wakes.</summary>
    Stall,

    /// <summary>The connection is gone; what was under way is lost.</summary>
    Away,

    /// <summary>It restarts: as away, and its counters begin anew with the limits at their ceilings.</summary>
    Reboot,
}
