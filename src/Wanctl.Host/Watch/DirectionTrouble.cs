using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Host.Watch;

/// <summary>
/// Follows what keeps the wanted limit of one direction from being in force although the shaper can be written: writes
/// that it refuses, and somebody else who sets the limit again and again.
/// </summary>
public sealed class DirectionTrouble
{
    /// <summary>A limit that has been refused for so long is a problem: within this time it is tried twice.</summary>
    public static readonly Duration RefusalGrace = Duration.FromSeconds(5);

    /// <summary>
    /// Three foreign changes within this time are a fight; one or two are a person who tries something.
    /// </summary>
    public static readonly Duration FightSpan = Duration.FromSeconds(60);

    private Instant _change = Instant.Never;
    private Instant _changeBefore = Instant.Never;
    private Instant _changeBeforeThat = Instant.Never;

    /// <summary>Writes that were refused since start.</summary>
    public long Refusals { get; private set; }

    /// <summary>Since when the wanted limit is refused; <see cref="Instant.Never"/> where it is not.</summary>
    public Instant RefusedSince { get; private set; } = Instant.Never;

    /// <summary>The limit that was refused last.</summary>
    public Rate RefusedRate { get; private set; }

    /// <summary>Times that somebody else was found to have changed the limit.</summary>
    public long ForeignChanges { get; private set; }

    /// <summary>The limit that somebody else has set last.</summary>
    public Rate Found { get; private set; }

    /// <summary>Whether the wanted limit has been refused for so long that it is a problem.</summary>
    public bool Refused(Instant now) => RefusedSince > Instant.Never && now - RefusedSince >= RefusalGrace;

    /// <summary>Whether somebody else sets the limit again and again.</summary>
    public bool Fought(Instant now) => _changeBeforeThat > Instant.Never && now - _changeBeforeThat <= FightSpan;

    /// <summary>Takes one tick.</summary>
    public void Take(in DirectionReport report, in DirectionDecision chosen, Instant now)
    {
        if (report.Outcome == WriteOutcome.Refused)
        {
            Refusals++;
            RefusedRate = report.Written;
            RefusedSince = RefusedSince > Instant.Never ? RefusedSince : now;
        }
        else if (report.Outcome == WriteOutcome.Applied || chosen.Blocker is Blocker.Unchanged or Blocker.ShaperAway)
        {
            // What is wanted is in force after all; or there is nobody who could refuse, which is another problem.
            RefusedSince = Instant.Never;
        }
        if (!chosen.ForeignChange)
            return;
        ForeignChanges++;
        Found = chosen.Applied;
        _changeBeforeThat = _changeBefore;
        _changeBefore = _change;
        _change = now;
    }
}
