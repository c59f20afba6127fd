namespace Wanctl.Core.Settings;

/// <summary>Which control law moves the rates (<c>control.law</c>).</summary>
public enum RateLawKind
{
    /// <summary>The original's law: 4 zones down, 3 up, one shared delta.</summary>
    Classic,
}
