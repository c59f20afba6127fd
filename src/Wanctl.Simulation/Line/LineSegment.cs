using Wanctl.Core.Units;

namespace Wanctl.Simulation.Line;

/// <summary>What a line can carry for a while.</summary>
/// <param name="Title">What a spectator would call it, for instance <c>evening sag</c>.</param>
/// <param name="Length">How long it lasts; more than zero.</param>
/// <param name="Down">Capacity toward the user; more than zero.</param>
/// <param name="Up">Capacity toward the Internet; more than zero.</param>
public sealed record LineSegment(string Title, Duration Length, Rate Down, Rate Up);
