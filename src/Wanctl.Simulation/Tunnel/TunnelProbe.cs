using Wanctl.Core.Measure;

namespace Wanctl.Simulation.Tunnel;

/// <summary>An answered probe of a run, and what the queues really did to it.</summary>
public struct TunnelProbe
{
    /// <summary>What a controller gets to see.</summary>
    public TimedSample Sample;

    /// <summary>How long it waited on the way up, in the shaper and in the provider's queue, in milliseconds.</summary>
    public double UpQueueMs;

    /// <summary>The same on the way down.</summary>
    public double DownQueueMs;
}
