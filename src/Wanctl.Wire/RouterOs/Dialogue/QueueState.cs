namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>What is known of a queue on the router.</summary>
public enum QueueState
{
    /// <summary>It has not been looked for, or has gone missing and is being looked for again.</summary>
    Unknown,

    /// <summary>There is exactly one of this name, enabled and valid.</summary>
    Ready,

    /// <summary>There is none of this name.</summary>
    Missing,

    /// <summary>There are several of this name; none is touched.</summary>
    Several,

    /// <summary>It is disabled: a limit would have no effect.</summary>
    Disabled,

    /// <summary>RouterOS marks it invalid, for instance because its parent is gone.</summary>
    Invalid,

    /// <summary>
    /// It is a simple queue, and nothing tells whether its target is the LAN or the WAN, that is which half of its
    /// pairs is the download. It is not touched.
    /// </summary>
    TargetUnclear,
}
