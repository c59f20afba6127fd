namespace Wanctl.Core.Steer;

/// <summary>What keeps a switch that the evidence asks for from being made or confirmed.</summary>
public enum SteeringBlocker : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The other WAN could not take connections; the verdict says why.</summary>
    Alternate,

    /// <summary>The flap brake: without it the evidence would have sufficed.</summary>
    Brake,

    /// <summary>The switches of this hour are used up.</summary>
    Budget,

    /// <summary>The hold-down after a switch.</summary>
    HoldDown,

    /// <summary>There is no connection to the router, or its rules have not been read on this one.</summary>
    RouterAway,

    /// <summary>A rule is missing, doubled, invalid, dynamic or unreadable.</summary>
    RuleTrouble,

    /// <summary>It was sent, and has not been read back.</summary>
    Unconfirmed,

    /// <summary>The router refused it, or it took no effect; the next try waits.</summary>
    RefusedLately,

    /// <summary>Somebody has switched the rule by hand; it is left alone for the grace time.</summary>
    ByHand,
}
