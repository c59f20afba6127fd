using Wanctl.Core.Decide;

namespace Wanctl.Host.Watch;

/// <summary>One direction of a <see cref="FinePoint"/>.</summary>
public struct FineDirection
{
    /// <summary>The limit that was last sent; 0 where none was.</summary>
    public float Asked;

    /// <summary>The limit in force; 0 while unknown.</summary>
    public float Applied;

    /// <summary>What passed, over the last second.</summary>
    public float Achieved;

    /// <summary>What the law takes the line to deliver; 0 where unknown.</summary>
    public float Capacity;

    /// <summary>What was known of the zone.</summary>
    public Zone Zone;
}
