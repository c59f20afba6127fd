namespace Wanctl.Core.Estimate;

/// <summary>A measured capacity.</summary>
/// <param name="Capacity">As a limit, in bit/s; positive.</param>
/// <param name="Deviation">Its standard deviation, relative.</param>
public readonly record struct CapacityMeasurement(double Capacity, double Deviation);
