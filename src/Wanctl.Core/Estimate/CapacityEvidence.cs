using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>What a belief was told of a capacity.</summary>
/// <param name="Capacity">As a limit, in bit/s.</param>
/// <param name="Deviation">Its standard deviation, relative.</param>
/// <param name="AtLeast">Whether the line was only seen to carry that much.</param>
/// <param name="At">When; zero for never.</param>
public readonly record struct CapacityEvidence(double Capacity, double Deviation, bool AtLeast, Instant At);
