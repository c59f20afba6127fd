namespace Wanctl.Core.Steer;

/// <summary>How far steering may go (<c>mode</c>).</summary>
public enum SteeringMode : byte
{
    /// <summary>Nothing is decided; the rule on the router is left alone.</summary>
    Off,

    /// <summary>
    /// Decides as <see cref="Active"/> does on a rule that it only imagines, and says what would have been switched.
    /// </summary>
    Observe,

    /// <summary>Switches the rule.</summary>
    Active,
}
