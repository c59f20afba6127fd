namespace Wanctl.Core.Decide;

/// <summary>Why a direction's rate is what it is after this tick.</summary>
public enum Reason : byte
{
    /// <summary>The rate of the start: the ceiling, or what the state file held.</summary>
    Start,

    /// <summary>GREEN, but not for long enough to climb.</summary>
    GreenHold,

    /// <summary>GREEN for long enough: one step up.</summary>
    Climb,

    /// <summary>YELLOW: held.</summary>
    YellowHold,

    /// <summary>YELLOW: cut gently.</summary>
    YellowCut,

    /// <summary>SOFT_RED: held.</summary>
    SoftRedHold,

    /// <summary>RED: cut.</summary>
    RedCut,

    /// <summary>Lifted to the floor of a better zone; the classic law does that at once.</summary>
    FloorLift,

    /// <summary>A cut that ended at the floor.</summary>
    AtFloor,

    /// <summary>A climb that ended at the ceiling.</summary>
    AtCeiling,

    /// <summary>No sample this tick: held.</summary>
    NoSample,

    /// <summary>Nobody answers: held.</summary>
    Silence,

    /// <summary>Nobody answers, but the line works: one step on the last average.</summary>
    LastAverage,
}
