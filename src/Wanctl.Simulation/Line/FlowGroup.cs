namespace Wanctl.Simulation.Line;

/// <summary>Flows of one direction that belong together: those of a transfer, of pages, of a player.</summary>
/// <param name="first">The first of them.</param>
/// <param name="count">How many there are.</param>
internal sealed class FlowGroup(int first, int count)
{
    /// <summary>The first of them.</summary>
    public int First => first;

    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>How many of them run without an end.</summary>
    public int Running { get; set; }
}
