using Wanctl.Core.Apply;
using Wanctl.Core.Decide.Adaptive;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Estimate;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>All that a link carries from tick to tick.</summary>
public sealed class LinkState
{
    /// <summary>A link that starts from <paramref name="memory"/>, which is checked here.</summary>
    public LinkState(LinkSettings settings, in LinkMemory memory)
    {
        Reflectors = new ReflectorTable(settings.Probe.Reflectors.Count);
        Desk = settings.DryRun ? new ReadOnlyDesk(Limits)
            : new ShaperDesk(ShaperDesk.BudgetFor(settings.Writes), Limits);
        Law = LawFor(settings);
        Law.Restore(memory.Sanitised(settings));
    }

    /// <summary>What is known of the reflectors.</summary>
    public ReflectorTable Reflectors { get; }

    /// <summary>What the shaper was asked, and what it has.</summary>
    public ShaperAccount Limits { get; } = new();

    /// <summary>What goes out to the shaper.</summary>
    public IShaperDesk Desk { get; }

    /// <summary>Whether the queues count what passes.</summary>
    public CountWatch Counts { get; } = new();

    /// <summary>The law and its memory.</summary>
    public IRateLaw Law { get; private set; }

    /// <summary>When the first tick was; silence is counted from there until somebody answers.</summary>
    internal Instant Begun { get; set; } = Instant.Never;

    /// <summary>
    /// Goes on under changed settings with the same averages and rates, the latter clamped into the changed bounds.
    /// </summary>
    /// <remarks>The reflectors, the account of limits and the write budget stay as they are; the settings' reload rules
    /// keep them equal.</remarks>
    public void Adopt(LinkSettings settings)
    {
        LinkMemory memory = LinkMemory.Initial(settings);
        IRateLaw before = Law;
        before.Remember(ref memory);
        Law = LawFor(settings);
        Law.Restore(memory.Sanitised(settings));
        for (int i = 0; i < Reflectors.Count; i++)
        {
            if (before.IdleRttMicros(i) is > 0 and var micros)
                Law.RestoreIdleRtt(i, micros);
        }
    }

    private IRateLaw LawFor(LinkSettings settings)
    {
        IRateLaw law = Chosen(settings);
        return settings.DryRun ? new ShadowLaw(settings, law, Limits) : law;
    }

    private IRateLaw Chosen(LinkSettings settings) => settings.Law switch
    {
        RateLawKind.Adaptive => new AdaptiveLaw(settings, Counts, Limits),
        RateLawKind.Adaptive2 => new BeliefLaw(settings, Counts, Limits),
        RateLawKind.Classic => new ClassicLaw(settings, Counts),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Law, "there is no such law"),
    };
}
