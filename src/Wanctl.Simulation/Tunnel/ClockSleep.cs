namespace Wanctl.Simulation.Tunnel;

/// <summary>A host that sleeps: it answers nothing, and its clock stands still.</summary>
/// <param name="From">Since the run's beginning, in seconds.</param>
/// <param name="To">Its end, in seconds.</param>
public sealed record ClockSleep(double From, double To);
