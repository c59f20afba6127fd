using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>A line, its traffic and its troubles over time, and the figures that a good controller reaches there.</summary>
public sealed record Scenario
{
    /// <summary>Its name on the command line: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence about what happens.</summary>
    public required string Summary { get; init; }

    /// <summary>How long it takes.</summary>
    public required Duration Length { get; init; }

    /// <summary>What the controller is configured with: floors, ceilings, interval, reflectors, write budget.</summary>
    public required LinkSettings Settings { get; init; }
}
