using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;

namespace Wanctl.Host.Watch;

/// <summary>What is told of steering between two WANs, where a process steers.</summary>
/// <param name="Mode"><c>off</c>, <c>observe</c> or <c>active</c>.</param>
/// <param name="Primary">The link that carries everything while it is good.</param>
/// <param name="Alternate">The link that takes over fresh latency-sensitive connections.</param>
/// <param name="Assessment">How the primary stands: GREEN, YELLOW or RED; UNKNOWN where nothing is known.</param>
/// <param name="AssessmentWords">The same for people, with the age of what is no longer current.</param>
/// <param name="Engaged">Whether connections go to the alternate (in observe mode: would go).</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="SinceSeconds">For how long it has been so.</param>
/// <param name="ToAlternate">Switches to the alternate since start.</param>
/// <param name="ToPrimary">Switches back since start.</param>
public sealed record SteeringFacts(
    string Mode,
    string Primary,
    string Alternate,
    string Assessment,
    string AssessmentWords,
    bool Engaged,
    string Reason,
    double SinceSeconds,
    long ToAlternate,
    long ToPrimary)
{
    /// <summary>What stands at a moment, after the newest decision; null before any.</summary>
    public static SteeringFacts? Of(Steering steering, Instant now)
    {
        if (!steering.Feed.TryNewest(out SteeringDecision newest))
            return null;
        SteeringSettings settings = steering.Settings;
        string mode = settings.Mode switch
        {
            SteeringMode.Off => "off",
            SteeringMode.Active => "active",
            _ => "observe",
        };
        var known = KnownZone.Of(in newest.Primary, now);
        string blocked = newest.Blocker == SteeringBlocker.None ? "" : "; " + SteeringWords.Of(newest.Blocker);
        return new SteeringFacts(
            mode,
            settings.Primary,
            settings.Alternate,
            Words.Of(known.Zone),
            known.Told(now),
            newest.Steered,
            SteeringWords.Of(newest.Reason) + blocked,
            Math.Max(0, (newest.Now - steering.Feed.SwitchedAt).Seconds),
            steering.Feed.ToAlternate,
            steering.Feed.ToPrimary);
    }
}
