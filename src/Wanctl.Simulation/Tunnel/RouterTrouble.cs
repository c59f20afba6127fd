namespace Wanctl.Simulation.Tunnel;

/// <summary>Something that the simulated router does for a while.</summary>
/// <param name="Kind">What.</param>
/// <param name="From">Since the scenario's beginning, in seconds.</param>
/// <param name="To">Its end, in seconds.</param>
public sealed record RouterTrouble(RouterTroubleKind Kind, double From, double To);
