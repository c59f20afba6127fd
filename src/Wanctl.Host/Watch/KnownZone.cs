using Wanctl.Core.Decide;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Host.Watch;

/// <summary>
/// What may be told of a zone: the one rule for log, page, terminal, health and figures. A zone rests on echoes and on
/// the shaper's counters; where the newest of either has never come, or is older than <see cref="Patience"/>, the law
/// holds its last zone, and nobody knows the present one.
/// </summary>
public readonly record struct KnownZone
{
    /// <summary>Readings that are older say nothing of the present.</summary>
    public static readonly Duration Patience = Duration.FromSeconds(2);

    private readonly bool _current;

    private KnownZone(Zone zone, Instant oldest, bool current) => (Zone, Oldest, _current) = (zone, oldest, current);

    /// <summary>The zone; <see cref="Zone.Unknown"/> where nothing is known.</summary>
    public Zone Zone { get; }

    /// <summary>
    /// The older of the newest echo and the newest reading; <see cref="Instant.Never"/> before both have come.
    /// </summary>
    public Instant Oldest { get; }

    /// <summary>Applies the rule.</summary>
    /// <param name="law">The zone that the law stands in.</param>
    /// <param name="answered">When an echo was last answered.</param>
    /// <param name="read">When the direction's counters were last read.</param>
    /// <param name="now">The moment for which it is asked.</param>
    public static KnownZone Of(Zone law, Instant answered, Instant read, Instant now)
    {
        Instant oldest = answered < read ? answered : read;
        bool current = IsCurrent(oldest, now);
        return new KnownZone(current ? law : Zone.Unknown, oldest, current);
    }

    /// <summary>Applies the rule to what steering makes of a link.</summary>
    public static KnownZone Of(in LinkHealth link, Instant now) =>
        Of(link.Assessed, link.AnsweredAt, link.ReadAt, now);

    /// <summary>Whether a reading says something of the present.</summary>
    public static bool IsCurrent(Instant reading, Instant now) =>
        reading > Instant.Never && now - reading <= Patience;

    /// <summary>The zone, or that it is unknown, and since when: "unknown, last reading 7 s ago".</summary>
    public string Told(Instant now) => Zone > Zone.Unknown ? Words.Of(Zone)
        : _current ? "unknown, not judged yet"
        : Oldest == Instant.Never ? "unknown, no reading yet"
        : $"unknown, last reading {Words.Ago(now - Oldest)}";
}
