namespace Wanctl.Simulation.Tunnel;

/// <summary>What a figure is taken from.</summary>
public enum FigureKind
{
    /// <summary>95 % of the sparse flow's excess are below, in ms.</summary>
    ExcessP95,

    /// <summary>99 % of it are below, in ms.</summary>
    ExcessP99,

    /// <summary>Bytes of bulk flows / capacity.</summary>
    Utilisation,

    /// <summary>95 % of the excess are below / the same of cake-autorate's model on the same line and seed.</summary>
    ExcessP95OfPeer,

    /// <summary>Bytes of bulk flows / the same of cake-autorate's model on the same line and seed.</summary>
    GoodputOfPeer,

    /// <summary>From the window's beginning until the limit is at or below the capacity, in s.</summary>
    Cut,

    /// <summary>From the window's beginning until the excess stays under 15 ms for a second, in s.</summary>
    Drain,

    /// <summary>From the window's beginning until the limit is at 90 % of the capacity, in s.</summary>
    Rise,

    /// <summary>Limits that were lowered, an hour.</summary>
    CutsPerHour,

    /// <summary>Changes into a worse zone, a minute.</summary>
    FlapsPerMinute,

    /// <summary>Mean limit of the window / mean limit of the ten seconds before it, capped by the capacity.</summary>
    LimitKept,

    /// <summary>Bytes delivered in the window / bytes of as long a time before it.</summary>
    DeliveryKept,

    /// <summary>From the window's beginning until the shaper works with the wanted rate, in s.</summary>
    Applied,
}
