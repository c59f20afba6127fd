using System.Diagnostics;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>
/// One tick of one link: measure, estimate, decide, apply. A function of its arguments alone: the same observations
/// give the same decisions, whenever and wherever they are replayed.
/// </summary>
public static class LinkController
{
    /// <summary>Steps the link by one tick.</summary>
    public static Decision Step(LinkSettings settings, LinkState state, in Observation seen)
    {
        state.Now = seen.Now;
        state.Counts.Take(in seen);
        state.Limits.Take(in seen.Shaper, seen.Now);
        for (int i = 0; i < seen.Echoes.Count; i++)
        {
            EchoSample sample = seen.Echoes[i];
            state.Reflectors.Take(in sample, seen.Now, settings.Probe.Timeout);
        }
        Decision decision = default;
        decision.Line = Line(settings, state, in seen);
        decision.Down.Counters = state.Counts.Down.Source;
        decision.Up.Counters = state.Counts.Up.Source;
        state.Law.Step(in seen, ref decision);
        AssertBounds(settings, in decision);
        state.Desk.Plan(seen.Shaper.State, seen.Now, ref decision);
        decision.NextReflector = state.Reflectors.NextTurn(seen.Now);
        return decision;
    }

    private static LineState Line(LinkSettings settings, LinkState state, in Observation seen)
    {
        if (state.Begun == Instant.Never)
            state.Begun = seen.Now;
        bool answered = state.Reflectors.LastAnswer > Instant.Never;
        Instant since = answered ? state.Reflectors.LastAnswer : state.Begun;
        if (seen.Now - since < settings.Probe.Timeout)
            return answered ? LineState.Answering : LineState.Starting;
        return seen.Connectivity switch
        {
            Connectivity.Something => LineState.EchoesBlocked,
            Connectivity.Nothing => LineState.Down,
            _ => LineState.Silent,
        };
    }

    [Conditional("DEBUG")]
    private static void AssertBounds(LinkSettings settings, in Decision decision)
    {
        Debug.Assert(decision.Down.Wanted >= settings.Download.FloorRed, "never below the floor");
        Debug.Assert(decision.Down.Wanted <= settings.Download.Ceiling, "never above the ceiling");
        Debug.Assert(decision.Up.Wanted >= settings.Upload.FloorRed, "never below the floor");
        Debug.Assert(decision.Up.Wanted <= settings.Upload.Ceiling, "never above the ceiling");
    }
}
