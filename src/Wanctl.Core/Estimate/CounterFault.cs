namespace Wanctl.Core.Estimate;

/// <summary>Why the counter of an interface is of no use in place of its queue's.</summary>
public enum CounterFault : byte
{
    /// <summary>Nothing speaks against it.</summary>
    None,

    /// <summary>It is not read: the queue stands on no interface, or the router does not show it.</summary>
    Unread,

    /// <summary>It is not refreshed twice as often.</summary>
    NoFaster,

    /// <summary>It shows other traffic than the queue's.</summary>
    Differs,
}
