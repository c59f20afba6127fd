namespace Wanctl.Simulation.Tunnel;

/// <summary>A clock that is set at once.</summary>
/// <param name="At">Since the run's beginning, in seconds.</param>
/// <param name="ByMs">By how much, in milliseconds; back where negative.</param>
public sealed record ClockSet(double At, double ByMs);
