using Wanctl.Core.Units;

namespace Wanctl.Host.Time;

/// <summary>One turn of the loop: a tick of the grid, and which group of links has its place in it.</summary>
/// <param name="Tick">Number of the tick since the grid began.</param>
/// <param name="Group">Which group of links, 0 to the number of groups - 1.</param>
/// <param name="Due">When the turn should have begun.</param>
/// <param name="Now">When it did begin.</param>
/// <param name="Skipped">Whole turns that passed unserved since the previous one.</param>
public readonly record struct TickSlot(long Tick, int Group, Instant Due, Instant Now, long Skipped)
{
    /// <summary>How late the turn began.</summary>
    public Duration Late => Now - Due;
}
