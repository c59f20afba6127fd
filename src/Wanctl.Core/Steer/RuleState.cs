namespace Wanctl.Core.Steer;

/// <summary>What is known of the mangle rules on the router; of several, the first that is in trouble.</summary>
public enum RuleState : byte
{
    /// <summary>There is no connection to the router.</summary>
    Away,

    /// <summary>They are being looked for.</summary>
    Searching,

    /// <summary>Each is there exactly once and can be switched.</summary>
    Ready,

    /// <summary>None has the comment.</summary>
    Missing,

    /// <summary>Several have the comment; none is touched.</summary>
    Several,

    /// <summary>RouterOS marks it invalid.</summary>
    Invalid,

    /// <summary>RouterOS made it by itself and would not keep a change.</summary>
    Dynamic,

    /// <summary>The router lets this user not read rules.</summary>
    Unreadable,
}
