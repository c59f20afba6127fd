namespace Wanctl.Simulation.Tunnel;

/// <summary>What really was in one direction.</summary>
public struct DirectionTruth
{
    /// <summary>What the line could carry, in bit/s.</summary>
    public double Capacity;

    /// <summary>The shaper's limit in force, in bit/s.</summary>
    public double Limit;

    /// <summary>The rate that the controller wants, in bit/s.</summary>
    public double Wanted;

    /// <summary>What bulk flows delivered in the 10 ms before, in bit/s.</summary>
    public double Delivered;

    /// <summary>How long what joins the provider's queue now waits there, in milliseconds.</summary>
    public double QueueMs;

    /// <summary>Bulk flows that want to send.</summary>
    public int Flows;

    /// <summary>The limit as far as it serves: one above the capacity serves no more than the capacity.</summary>
    public readonly double UsefulLimit => Math.Min(Limit, Capacity);
}
