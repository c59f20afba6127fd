namespace Wanctl.Wire.Cake;

/// <summary>Whether CAKE drops acknowledgements that a later one makes needless.</summary>
public enum CakeAckFilter : uint
{
    /// <summary>It does not.</summary>
    Off = 0,

    /// <summary>It does, conservatively (<c>ack-filter</c>).</summary>
    On = 1,

    /// <summary>It does, all of them (<c>ack-filter-aggressive</c>).</summary>
    Aggressive = 2,
}
