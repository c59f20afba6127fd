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
    private LinkMemory _known;
    private Instant _knownAt = Instant.Never;

    /// <summary>A link that starts from <paramref name="memory"/>, which is checked here.</summary>
    public LinkState(LinkSettings settings, in LinkMemory memory)
    {
        Reflectors = new ReflectorTable(settings.Probe.Reflectors.Count);
        Desk = settings.DryRun ? new ReadOnlyDesk(Limits)
            : new ShaperDesk(ShaperDesk.BudgetFor(settings.Writes), Limits);
        _known = memory.Sanitised(settings);
        Law = LawFor(settings);
        Law.Restore(in _known);
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

    /// <summary>When the latest tick was.</summary>
    internal Instant Now { get; set; } = Instant.Never;

    /// <summary>
    /// Writes down what a later run should know; of the lines what an earlier run knew, and for how long nobody has
    /// looked at them, where the law does not.
    /// </summary>
    public void Remember(ref LinkMemory memory)
    {
        Instant since = _knownAt > Instant.Never ? _knownAt : Begun;
        double passed = since > Instant.Never ? (Now - since).Seconds : 0;
        memory.DownLine = _known.DownLine;
        memory.UpLine = _known.UpLine;
        memory.AwaySeconds = Math.Min(_known.AwaySeconds + passed, LinkMemory.AwaySecondsMost);
        Law.Remember(ref memory);
    }

    /// <summary>
    /// Goes on under changed settings with the same averages and rates, the latter clamped into the changed bounds.
    /// </summary>
    /// <remarks>The reflectors, the account of limits and the write budget stay as they are; the settings' reload rules
    /// keep them equal.</remarks>
    public void Adopt(LinkSettings settings)
    {
        LinkMemory memory = LinkMemory.Initial(settings);
        Remember(ref memory);
        _known = memory.Sanitised(settings);
        _knownAt = Now;
        IRateLaw before = Law;
        Law = LawFor(settings);
        Law.Restore(in _known);
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
