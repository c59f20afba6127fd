using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>
/// Keeps account of what the shaper was asked and what it has acknowledged, for both directions of a link, and decides
/// whether a wanted rate goes out now: only if it differs, only one at a time and direction, and only within the
/// budget.
/// </summary>
public sealed class ShaperDesk(IWriteBudget budget) : IShaperDesk
{
    private DirectionDesk _down;
    private DirectionDesk _up;

    /// <summary>Makes the budget that the settings ask for.</summary>
    public static IWriteBudget BudgetFor(WriteBudgetSettings settings) => settings.Kind switch
    {
        WriteBudgetKind.Window => new WindowBudget(settings.WindowWrites, settings.Window),
        WriteBudgetKind.Tokens =>
            new TokenBudget(settings.TokensPerSecond, settings.TokensMax, settings.TokensReserved),
        _ => new NoBudget(),
    };

    /// <inheritdoc/>
    public void Take(in ShaperReport report, Instant now)
    {
        if (report.Restarted)
        {
            _down = default;
            _up = default;
        }
        _down.Take(in report.Down, report.State, now);
        _up.Take(in report.Up, report.State, now);
    }

    /// <inheritdoc/>
    public void Plan(ShaperState state, Instant now, ref Decision decision)
    {
        Blocker down = _down.Blocked(decision.Down.Wanted, state, now);
        Blocker up = _up.Blocked(decision.Up.Wanted, state, now);
        bool any = down == Blocker.None || up == Blocker.None;
        WriteUrgency urgency = WriteUrgency.Climb;
        if (down == Blocker.None)
            urgency = _down.UrgencyOf(in decision.Down);
        if (up == Blocker.None && _up.UrgencyOf(in decision.Up) is var other && other > urgency)
            urgency = other;
        if (any && !budget.Allows(now, urgency))
        {
            down = down == Blocker.None ? Blocker.Budget : down;
            up = up == Blocker.None ? Blocker.Budget : up;
            any = false;
        }
        if (any)
            budget.Spend(now);
        _down.Commit(down, ref decision.Down);
        _up.Commit(up, ref decision.Up);
    }
}
