using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulate;

/// <summary>One run that is to be made.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Law">The law's name.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Asked">Whether the law is one that was asked for, not one that runs beside it.</param>
/// <param name="Plotted">Whether its plots are wanted.</param>
internal sealed record TunnelJob(Scenario Scenario, string Law, ulong Seed, bool Asked, bool Plotted);
