namespace Wanctl.Simulation.RouterOs;

/// <summary>What values a property takes, and how RouterOS spells them when they are read back.</summary>
internal enum PropertyKind
{
    /// <summary>Any bytes.</summary>
    Text,

    /// <summary>Any bytes but none, and no other item of the menu has the same.</summary>
    Name,

    /// <summary>Digits, or digits with k, M or G; read back as plain digits.</summary>
    Rate,

    /// <summary>Two rates, upload and download.</summary>
    RatePair,

    /// <summary>yes, no, true or false; read back as true or false.</summary>
    Bool,

    /// <summary>A span of time.</summary>
    Duration,

    /// <summary>Digits with at most one point.</summary>
    Decimal,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>The name of an item of <c>/queue/type</c>.</summary>
    QueueType,

    /// <summary>Two of them, upload and download.</summary>
    QueueTypePair,

    /// <summary><c>global</c>, an interface, or another queue.</summary>
    Parent,

    /// <summary>The name of an item of <c>/user/group</c>.</summary>
    Group,

    /// <summary>Kept apart and never shown.</summary>
    Secret,
}
