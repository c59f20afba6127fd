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

    /// <summary>Carries too little for its delay to mean anything: held.</summary>
    Idle,

    /// <summary>Carries nothing: drifts to the configured base rate.</summary>
    BaseDrift,

    /// <summary>Does not use what it has: no reason to climb, none to cut.</summary>
    NotLoaded,

    /// <summary>Loaded and calm: a climb is due as soon as its time has come.</summary>
    CalmHold,

    /// <summary>Waits for the other direction's step to be judged; two at once could not be told apart.</summary>
    OthersTurn,

    /// <summary>Waits until the shaper has applied the last step.</summary>
    AwaitsShaper,

    /// <summary>A queue beyond the router: cut below what the line delivers.</summary>
    QueueCut,

    /// <summary>The queue drains: held below what the line delivers.</summary>
    Drain,

    /// <summary>The cut did not help: cut deep to see whether the delay is ours at all.</summary>
    TestCut,

    /// <summary>Drained: set just below what the line was measured to deliver.</summary>
    Settle,

    /// <summary>The last step was one too many: back below it.</summary>
    StepBack,

    /// <summary>The delay stays without our queue: the path has changed, the rate is restored.</summary>
    PathChange,

    /// <summary>The other direction was to blame: the rate is restored.</summary>
    Acquitted,

    /// <summary>The delay went faster than any queue can drain: it was not ours, the rate is restored.</summary>
    NotOurs,
}
