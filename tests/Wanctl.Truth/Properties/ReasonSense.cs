using Wanctl.Core.Decide;

namespace Wanctl.Truth.Properties;

/// <summary>Which way a rate may go for a reason; what is neither holds it.</summary>
internal static class ReasonSense
{
    /// <summary>Whether a rate that falls may have this reason.</summary>
    public static bool Lowers(this Reason reason) => reason is Reason.YellowCut or Reason.RedCut or Reason.AtFloor
        or Reason.QueueCut or Reason.Drain or Reason.TestCut or Reason.StepBack || reason.Moves();

    /// <summary>Whether a rate that rises may have this reason.</summary>
    public static bool Raises(this Reason reason) => reason is Reason.Climb or Reason.FloorLift or Reason.PathChange
        or Reason.Acquitted or Reason.NotOurs || reason.Moves();

    /// <summary>Whether it sets a rate that may be lower or higher than the one before.</summary>
    private static bool Moves(this Reason reason) =>
        reason is Reason.Start or Reason.AtCeiling or Reason.BaseDrift or Reason.LastAverage or Reason.Settle;
}
