using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>
/// Decides whether a wanted rate goes out now: only if it differs from what is in force, only one at a time and
/// direction, and only within the budget.
/// </summary>
/// <param name="budget">How many writes there may be.</param>
/// <param name="limits">What was asked and is in force; has taken each tick before.</param>
public sealed class ShaperDesk(IWriteBudget budget, ShaperAccount limits) : IShaperDesk
{
    /// <summary>Makes the budget that the settings ask for.</summary>
    public static IWriteBudget BudgetFor(WriteBudgetSettings settings) => settings.Kind switch
    {
        WriteBudgetKind.Window => new WindowBudget(settings.WindowWrites, settings.Window),
        WriteBudgetKind.Tokens =>
            new TokenBudget(settings.TokensPerSecond, settings.TokensMax, settings.TokensReserved),
        _ => new NoBudget(),
    };

    /// <inheritdoc/>
    public void Plan(ShaperState state, Instant now, ref Decision decision)
    {
        Blocker down = Blocked(limits.Down, decision.Down.Wanted, state, now);
        Blocker up = Blocked(limits.Up, decision.Up.Wanted, state, now);
        bool any = down == Blocker.None || up == Blocker.None;
        WriteUrgency urgency = WriteUrgency.Climb;
        if (down == Blocker.None)
            urgency = UrgencyOf(limits.Down, in decision.Down);
        if (up == Blocker.None && UrgencyOf(limits.Up, in decision.Up) is var other && other > urgency)
            urgency = other;
        if (any && !budget.Allows(now, urgency))
        {
            down = down == Blocker.None ? Blocker.Budget : down;
            up = up == Blocker.None ? Blocker.Budget : up;
            any = false;
        }
        if (any)
            budget.Spend(now);
        Commit(limits.Down, down, ref decision.Down);
        Commit(limits.Up, up, ref decision.Up);
    }

    /// <summary>What keeps a rate from going out; <see cref="Blocker.None"/> where nothing does.</summary>
    private static Blocker Blocked(LimitAccount limit, Rate wanted, ShaperState state, Instant now)
    {
        if (state != ShaperState.Ready)
            return Blocker.ShaperAway;
        if (limit.Outstanding)
            return Blocker.Outstanding;
        if (limit.Known && wanted == limit.Applied)
            return Blocker.Unchanged;
        return now < limit.RefusedUntil ? Blocker.RefusedLately : Blocker.None;
    }

    /// <summary>
    /// How much it matters that the wanted rate goes out; where nothing is known it counts as a cut. A cut is measured
    /// by our own last limit: to repeat that over somebody else's is to restore it, so that a fight stays within the
    /// budget.
    /// </summary>
    private static WriteUrgency UrgencyOf(LimitAccount limit, in DirectionDecision decision) =>
        limit.Own == Rate.Zero || decision.Wanted < limit.Own ? WriteUrgency.Cut
        : decision.Restores || decision.Wanted == limit.Own ? WriteUrgency.Restore
        : WriteUrgency.Climb;

    /// <summary>Enters the verdict, and with it what is now asked and applied.</summary>
    private static void Commit(LimitAccount limit, Blocker blocker, ref DirectionDecision decision)
    {
        decision.Blocker = blocker;
        decision.Write = blocker == Blocker.None;
        if (decision.Write)
            limit.Send(decision.Wanted);
        decision.Asked = limit.Asked;
        decision.Applied = limit.Applied;
        decision.ForeignChange = limit.ForeignFound;
    }
}
