namespace Wanctl.Simulation.Tunnel;

/// <summary>A reflector that does not answer for a while.</summary>
/// <param name="Reflector">Which; -1 for all.</param>
/// <param name="From">Since the scenario's beginning, in seconds.</param>
/// <param name="To">Its end, in seconds.</param>
public sealed record ReflectorOutage(int Reflector, double From, double To);
