namespace Wanctl.Core.Settings;

/// <summary>Which control law moves the rates (<c>control.law</c>).</summary>
public enum RateLawKind
{
    /// <summary>
    /// Our own: measures what the line delivers, cuts to it, drains, holds, and climbs with a memory.
    /// </summary>
    Adaptive,

    /// <summary>The original's law: 4 zones down, 3 up, one shared delta.</summary>
    Classic,

    /// <summary>
    /// Ours, from a belief of what the line carries: how sure that is decides who is cut, and when more is tried.
    /// </summary>
    Adaptive2,
}
