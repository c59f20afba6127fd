using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>
/// The desk of a dry run: nothing goes out, and what is applied is what the shaper reports. A limit that was never ours
/// is nobody's to change back, so that no change of it counts as foreign.
/// </summary>
public sealed class ReadOnlyDesk : IShaperDesk
{
    private Rate _down;
    private Rate _up;

    /// <inheritdoc/>
    public void Take(in ShaperReport report, Instant now)
    {
        if (report.Restarted)
            _down = _up = Rate.Zero;
        if (report.Down.Read)
            _down = report.Down.Limit;
        if (report.Up.Read)
            _up = report.Up.Limit;
    }

    /// <inheritdoc/>
    public void Plan(ShaperState state, Instant now, ref Decision decision)
    {
        Enter(state, _down, ref decision.Down);
        Enter(state, _up, ref decision.Up);
    }

    private static void Enter(ShaperState state, Rate applied, ref DirectionDecision decision)
    {
        decision.Applied = applied;
        decision.Blocker = state != ShaperState.Ready ? Blocker.ShaperAway
            : decision.Wanted == applied ? Blocker.Unchanged
            : Blocker.DryRun;
    }
}
