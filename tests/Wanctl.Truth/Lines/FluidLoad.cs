namespace Wanctl.Truth.Lines;

/// <summary>What one direction of a <see cref="FluidLine"/> can carry, and what is wanted of it. Rates in bit/s.
/// </summary>
internal sealed class FluidLoad
{
    /// <summary>What the line carries.</summary>
    public required double Capacity { get; set; }

    /// <summary>What is wanted steadily.</summary>
    public double Wanted { get; set; }

    /// <summary>What is wanted in bursts of 50 to 550 ms, one in two seconds; 0 for none.</summary>
    public double BurstTo { get; init; }

    /// <summary>Whether it takes all it gets, whatever <see cref="Wanted"/> says.</summary>
    public bool Elastic { get; set; }

    /// <summary>The share of the bytes that the shaper's counter shows.</summary>
    public double Counted { get; init; } = 1;
}
