using Wanctl.Core.Units;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>
/// When to ask a router for what. While all is well, a search for the queues comes round each minute, because readings
/// show by themselves that a queue is gone or of no use; while a queue or a rule is in trouble, it is looked for at
/// once and again and again, whatever was planned before.
/// </summary>
/// <param name="statistics">Time between two readings of the queues.</param>
/// <param name="rules">Time between two looks at the mangle rules while all can be switched.</param>
internal sealed class AskSchedule(Duration statistics, Duration rules)
{
    private static readonly Duration ResolveInterval = Duration.FromSeconds(60);
    private static readonly Duration ResourceInterval = Duration.FromSeconds(60);

    /// <summary>Routes come and go with a line; what was unclear may be clear by now.</summary>
    private static readonly Duration TargetsInterval = Duration.FromSeconds(10);

    /// <summary>Two searches a second cost a router less than the readings do.</summary>
    private static readonly Duration QueueTroubleInterval = Duration.FromMillis(500);

    private static readonly Duration RuleTroubleInterval = Duration.FromSeconds(1);

    private Instant _nextStatistics = Instant.Never;
    private Instant _nextResolve = Instant.Never;
    private Instant _nextResource = Instant.Never;
    private Instant _nextRules = Instant.Never;
    private Instant _nextTargets = Instant.Never;

    /// <summary>A connection begins; it asks by itself for all that is searched for once.</summary>
    public void Begin() => _nextStatistics = _nextResolve = _nextResource = _nextRules = _nextTargets = Instant.Never;

    /// <summary>What is due, and from now on no more.</summary>
    public Wishes Due(RouterDialogue dialogue, Instant now)
    {
        var wishes = Wishes.None;
        if (now >= _nextStatistics)
        {
            wishes |= Wishes.Statistics;
            _nextStatistics = now + statistics;
        }
        Duration resolve = AllReady(dialogue.Queues) ? ResolveInterval : QueueTroubleInterval;
        if (Passed(ref _nextResolve, resolve, now))
            wishes |= Wishes.Resolve;
        if (Passed(ref _nextResource, ResourceInterval, now))
            wishes |= Wishes.Resource;
        Duration look = rules < RuleTroubleInterval || AllReady(dialogue.Rules) ? rules : RuleTroubleInterval;
        if (dialogue.Rules.Length > 0 && Passed(ref _nextRules, look, now))
            wishes |= Wishes.Rules;
        if (Passed(ref _nextTargets, TargetsInterval, now) && AnyToJudge(dialogue.Queues))
            wishes |= Wishes.Targets;
        return wishes;
    }

    /// <summary>
    /// Whether it is time. An interval that has become shorter brings the next time forward; the first turn of a
    /// connection asks by itself.
    /// </summary>
    private static bool Passed(ref Instant next, Duration interval, Instant now)
    {
        bool first = next == Instant.Never;
        if (!first && now < next && next <= now + interval)
            return false;
        next = now + interval;
        return !first;
    }

    private static bool AllReady(ReadOnlySpan<ShaperQueue> queues)
    {
        foreach (ShaperQueue queue in queues)
        {
            if (queue.State != QueueState.Ready)
                return false;
        }
        return true;
    }

    /// <summary>A target that nothing tells, or that the configuration names and no fact confirms yet.</summary>
    private static bool AnyToJudge(ReadOnlySpan<ShaperQueue> queues)
    {
        foreach (ShaperQueue queue in queues)
        {
            if (queue.State == QueueState.TargetUnclear || queue.Untested)
                return true;
        }
        return false;
    }

    private static bool AllReady(ReadOnlySpan<MangleRule> rules)
    {
        foreach (MangleRule rule in rules)
        {
            if (rule.State != MangleState.Ready)
                return false;
        }
        return true;
    }
}
