namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>What is known of a mangle rule on the router.</summary>
public enum MangleState
{
    /// <summary>It has not been looked for on this connection, or is being looked for again.</summary>
    Unknown,

    /// <summary>Exactly one rule has the comment, and it can be switched.</summary>
    Ready,

    /// <summary>None has the comment.</summary>
    Missing,

    /// <summary>Several have the comment; none is touched.</summary>
    Several,

    /// <summary>RouterOS marks it invalid, for instance because an interface list is gone.</summary>
    Invalid,

    /// <summary>RouterOS made it by itself and would not keep a change.</summary>
    Dynamic,

    /// <summary>The router does not let this user read rules.</summary>
    Unreadable,

    /// <summary>None has the comment in UTF-8, and one has it in an 8-bit code page.</summary>
    OtherCodePage,
}
