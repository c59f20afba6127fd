namespace Wanctl.Core.Steer;

/// <summary>Why connections go where they go after this tick.</summary>
public enum SteeringReason : byte
{
    /// <summary>Nothing is known yet.</summary>
    Start,

    /// <summary>The primary link is well enough.</summary>
    Normal,

    /// <summary>The primary link is bad, but not for long enough.</summary>
    Gathering,

    /// <summary>The primary link has been bad for long enough: to the other WAN.</summary>
    SwitchOver,

    /// <summary>On the other WAN, while the primary link is not well.</summary>
    Holding,

    /// <summary>On the other WAN; the primary link is well, but not for long enough.</summary>
    Recovering,

    /// <summary>The primary link has been well for long enough: back.</summary>
    SwitchBack,

    /// <summary>The other WAN has failed and the primary link is usable: back at once.</summary>
    AlternateFailed,

    /// <summary>Both links are bad: connections stay where they are.</summary>
    BothBad,

    /// <summary>The primary link is not measured at the moment: all timers stand still.</summary>
    Frozen,
}
