namespace Wanctl.Core.Decide;

/// <summary>How a <see cref="Hindrance"/> is told.</summary>
internal static class HindranceReason
{
    /// <summary>Why the rate is what it is.</summary>
    public static Reason ToReason(this Hindrance hindrance) => hindrance switch
    {
        Hindrance.Uncounted or Hindrance.NotInForce => Reason.AwaitsShaper,
        Hindrance.Quiet => Reason.Idle,
        Hindrance.NotLoaded => Reason.NotLoaded,
        Hindrance.AtCeiling => Reason.AtCeiling,
        Hindrance.OthersTurn => Reason.OthersTurn,
        _ => Reason.CalmHold,
    };
}
