using Wanctl.Core.Units;

namespace Wanctl.Simulation.Line;

/// <summary>Some traffic that runs for a while.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Count">How many transfers or calls, 1 to 1000.</param>
/// <param name="Start">When it begins, from the beginning of the script.</param>
/// <param name="Length">How long it runs.</param>
public sealed record TrafficSpell(TrafficKind Kind, int Count, Duration Start, Duration Length);
