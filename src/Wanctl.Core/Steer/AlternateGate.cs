using Wanctl.Core.Decide;

namespace Wanctl.Core.Steer;

/// <summary>Watches the other WAN: whether it may be given connections, and whether it must give them back.</summary>
public sealed class AlternateGate(SteeringSettings settings)
{
    private readonly long _settle = settings.Ticks(settings.AlternateSettle);
    private readonly long _fail = settings.Ticks(settings.AlternateFail);
    private long _well;
    private long _bloated;
    private long _dead;

    /// <summary>Whether it may take connections now.</summary>
    public AlternateVerdict Verdict { get; private set; }

    /// <summary>Whether it has carried nothing for long enough to say so.</summary>
    public bool Dead => _dead >= _fail;

    /// <summary>Whether it has been as bad as a RED primary link for long enough to say so.</summary>
    public bool Bloated => _bloated >= _fail;

    /// <summary>Takes this tick's knowledge of both links.</summary>
    /// <param name="primary">The primary link.</param>
    /// <param name="other">The other WAN.</param>
    /// <param name="elapsed">Ticks since the previous call.</param>
    public void Take(in LinkHealth primary, in LinkHealth other, long elapsed)
    {
        AlternateVerdict verdict = Judge(in other);
        bool red = other.Fresh && (other.Assessed == Zone.Red || other.ExcessMs > settings.Thresholds.RedMs);
        _bloated = red ? _bloated + elapsed : 0;
        bool dead = other.Line is LineState.Silent or LineState.Down;
        _dead = dead ? _dead + elapsed : 0;
        _well = verdict == AlternateVerdict.Well ? _well + elapsed : 0;
        if (verdict == AlternateVerdict.Well && _well < _settle)
            verdict = AlternateVerdict.Settling;
        // What is compared changes with the primary link from tick to tick, so that it has no part in the settling.
        if (verdict == AlternateVerdict.Well && IsWorse(in primary, in other))
            verdict = AlternateVerdict.Worse;
        Verdict = verdict;
    }

    private AlternateVerdict Judge(in LinkHealth other)
    {
        if (other.Line == LineState.Down)
            return AlternateVerdict.Down;
        if (other.Assessed == Zone.Unknown)
            return AlternateVerdict.Unknown;
        if (!other.Fresh || other.Line is LineState.Silent or LineState.EchoesBlocked)
            return AlternateVerdict.Silent;
        if (other.Assessed == Zone.Red || other.ExcessMs > settings.Thresholds.YellowMs)
            return AlternateVerdict.Congested;
        return other.Cutting ? AlternateVerdict.Cutting : AlternateVerdict.Well;
    }

    /// <summary>
    /// Less excess, and less delay altogether: a calm satellite link is no refuge from a cable's queue.
    /// </summary>
    private static bool IsWorse(in LinkHealth primary, in LinkHealth other) =>
        primary.Fresh && (other.ExcessMs >= primary.ExcessMs || other.RttMs >= primary.RttMs);
}
