namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// What shapes for a simulated router where packets are real. Both members are called from the router's own threads,
/// one at a time, and in the middle of a command: they are quick.
/// </summary>
public interface IShapedQueues
{
    /// <summary>A max-limit was accepted and is to be put into force.</summary>
    void Limit(in LimitChange change);

    /// <summary>
    /// A queue's counters are about to be shown: bring them up to date with <see cref="RouterWorld.AddTraffic"/> and
    /// <see cref="RouterWorld.SetBacklog"/>.
    /// </summary>
    void Refresh(RouterWorld router);
}
