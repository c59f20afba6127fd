namespace Wanctl.Core.Settings;

/// <summary>The two ways to bound how often limits are written.</summary>
public enum WriteBudgetKind
{
    /// <summary>No bound.</summary>
    Unlimited,

    /// <summary>
    /// The original's: so many writes within a sliding window, cuts and rises alike (<c>router.rate_limiter</c>).
    /// </summary>
    Window,

    /// <summary>
    /// A token bucket with a reserve that climbs leave to what gives back what a cut has taken
    /// (<c>router.write_budget</c>); a cut is never refused.
    /// </summary>
    Tokens,
}
