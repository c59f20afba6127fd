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

    /// <summary>Changes of the limits in force, of both directions together, a minute.</summary>
    ChangesPerMinute,

    /// <summary>Changes of the limits in force, of both directions together.</summary>
    Changes,

    /// <summary>
    /// Bytes of bulk flows / capacity while such flows have wanted to send for two seconds or longer.
    /// </summary>
    UsedWhileWanted,

    /// <summary>Share of the loaded time with an excess above 15 ms.</summary>
    Over15,

    /// <summary>95 % of the time both queues together delay by less, in ms: without noise and the path.</summary>
    QueueP95,

    /// <summary>
    /// Seconds that the limit of a loaded direction is within 5 % of its floor while the line carries twice as much.
    /// </summary>
    Stuck,

    /// <summary>
    /// Cuts by a twentieth or more to less than 90 % of the capacity without a queue of 5 ms in the second before.
    /// </summary>
    FalseCuts,

    /// <summary>
    /// From the window's beginning until the limit is back for good at 90 % of what it was before, or of the capacity
    /// where that is less, in s.
    /// </summary>
    Back,

    /// <summary>Mean limit / the direction's floor.</summary>
    LimitOfFloor,

    /// <summary>
    /// 99 % of a call's packets wait less in the queues of their direction, in the worse of both, over the whole run,
    /// in ms.
    /// </summary>
    CallDelayP99,

    /// <summary>The share of a call's packets that get lost, over the whole run.</summary>
    CallLoss,

    /// <summary>99 % of a game's packets wait less, as a call's.</summary>
    GameDelayP99,

    /// <summary>How long films stand still, over the whole run, in s.</summary>
    VideoStall,

    /// <summary>The mean rate of the films that were fetched, in Mbit/s.</summary>
    VideoRate,
}
