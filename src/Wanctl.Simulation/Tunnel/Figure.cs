namespace Wanctl.Simulation.Tunnel;

/// <summary>One figure to reach and what was measured.</summary>
/// <param name="Name">What it is called, unit included, for instance <c>settled p95 excess at 15 Mbit/s
/// (ms)</c>.</param>
/// <param name="Measured">What was measured; NaN counts as missed.</param>
/// <param name="Bound">What is to be reached.</param>
/// <param name="AtMost">True where <paramref name="Bound"/> is a ceiling, false where it is a floor.</param>
public sealed record Figure(string Name, double Measured, double Bound, bool AtMost)
{
    /// <summary>The bound that holds where <see cref="Bound"/> does not; null where it does.</summary>
    public StatedBound? Stated { get; init; }

    /// <summary>Whether it was reached; where a bound is stated, whether that one was.</summary>
    public bool Reached => AtMost ? Measured <= (Stated?.Value ?? Bound) : Measured >= (Stated?.Value ?? Bound);
}
