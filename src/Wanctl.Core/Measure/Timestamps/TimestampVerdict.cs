namespace Wanctl.Core.Measure.Timestamps;

/// <summary>What the test of a host for ICMP timestamps has found.</summary>
public enum TimestampVerdict : byte
{
    /// <summary>The test is not at its end.</summary>
    Pending,

    /// <summary>The host can be measured with.</summary>
    Accepted,

    /// <summary>Too few requests were answered.</summary>
    Silent,

    /// <summary>
    /// Answers came without the originate field of their request, so that none can be told from a forged one.
    /// </summary>
    NonceLost,

    /// <summary>The receive field repeats the originate field.</summary>
    Mirror,

    /// <summary>The receive field never changes.</summary>
    Constant,

    /// <summary>The form that wraps after 65 s; see <see cref="TimestampForm.HalfWord"/>.</summary>
    HalfWord,

    /// <summary>Transmit less receive is negative, or more than 50 ms.</summary>
    Turn,

    /// <summary>The clock ticks in steps of 10 ms or a second.</summary>
    Coarse,

    /// <summary>
    /// The requests were sent at one place of each 10 ms or second, so that a coarse clock cannot be told from a fine
    /// one: send them when they are due, not on a grid.
    /// </summary>
    PhaseLocked,

    /// <summary>The clock does not advance as ours does, beyond what the jitter of the path explains.</summary>
    Drift,
}
