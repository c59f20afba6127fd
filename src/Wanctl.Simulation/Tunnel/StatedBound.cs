namespace Wanctl.Simulation.Tunnel;

/// <summary>The bound that holds in place of a scenario's own.</summary>
/// <param name="Value">What is to be reached; infinite for anything.</param>
/// <param name="ByLine">Whether the line makes the scenario's own impossible; false where the law is slow.</param>
public readonly record struct StatedBound(double Value, bool ByLine);
