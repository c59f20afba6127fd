namespace Wanctl.Core.Decide;

/// <summary>What the classic law does in a cycle without an echo.</summary>
public enum FallbackAction : byte
{
    /// <summary>Hold rates and averages.</summary>
    Freeze,

    /// <summary>Step with the fast average in place of a sample.</summary>
    UseLastAverage,

    /// <summary>
    /// Hold, and report the link as blind. The original let its supervisor kill it here; blindness is a state, not a
    /// crash.
    /// </summary>
    GiveUp,
}
