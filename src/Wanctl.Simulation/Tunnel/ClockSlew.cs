namespace Wanctl.Simulation.Tunnel;

/// <summary>A clock that is being set gently: faster or slower for a while.</summary>
/// <param name="From">Since the run's beginning, in seconds.</param>
/// <param name="To">Its end, in seconds.</param>
/// <param name="Ppm">How much faster, in parts per million; slower where negative.</param>
public sealed record ClockSlew(double From, double To, double Ppm);
