using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>
/// The desk of a dry run: nothing goes out, and what is applied is what the shaper reports. A limit that was never ours
/// is nobody's to change back, so that no change of it counts as foreign.
/// </summary>
/// <param name="limits">What the shaper has; has taken each tick before.</param>
public sealed class ReadOnlyDesk(ShaperAccount limits) : IShaperDesk
{
    /// <inheritdoc/>
    public void Plan(ShaperState state, Instant now, ref Decision decision)
    {
        Enter(state, limits.Down.Applied, ref decision.Down);
        Enter(state, limits.Up.Applied, ref decision.Up);
    }

    private static void Enter(ShaperState state, Rate applied, ref DirectionDecision decision)
    {
        decision.Applied = applied;
        decision.Blocker = state != ShaperState.Ready ? Blocker.ShaperAway
            : decision.Wanted == applied ? Blocker.Unchanged
            : Blocker.DryRun;
    }
}
