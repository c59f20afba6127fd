using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>What the scenarios of the catalogue are made from.</summary>
internal static class ScenarioParts
{
    /// <summary>Bits in a megabit.</summary>
    public const double Mbps = 1e6;

    /// <summary>Settled figures begin so many seconds after a load.</summary>
    public const double Settled = ScoreKeeper.SettleSeconds;

    /// <summary>A line of 50 and 20 Mbit/s without traffic.</summary>
    /// <param name="name">The scenario's name.</param>
    /// <param name="seconds">How long it takes.</param>
    /// <param name="downCeiling">In Mbit/s; the floor is a tenth of it.</param>
    /// <param name="upCeiling">In Mbit/s; the floor is a tenth of it.</param>
    public static Scenario Basic(string name, double seconds, double downCeiling, double upCeiling) => new()
    {
        Name = name,
        Summary = "",
        Length = Duration.FromSeconds(seconds),
        Settings = TunnelSettings.Link(name, downCeiling, upCeiling),
        DownCapacity = Fixed(Track.Always(50 * Mbps)),
        UpCapacity = Fixed(Track.Always(20 * Mbps)),
    };

    /// <summary>The line of <c>step</c>: 50 Mbit/s toward the user, 15 for 25 s, and 50 again.</summary>
    public static Scenario StepLine(string name) => Basic(name, 90, 60, 24) with
    {
        DownCapacity = Fixed(Track.Steps((0, 50 * Mbps), (30, 15 * Mbps), (55, 50 * Mbps))),
    };

    /// <summary>The figures of <c>step</c> but for its cut.</summary>
    /// <param name="drain">Within so many seconds the queue of the fall is gone.</param>
    /// <param name="settled">From this second on the fall has settled.</param>
    /// <param name="wide">The share of 50 Mbit/s that is used.</param>
    /// <param name="narrow">The share of 15 Mbit/s that is used.</param>
    /// <param name="rise">Within so many seconds the limit is back.</param>
    public static FigureSpec[] StepFigures(double drain, double settled, double wide, double narrow, double rise) =>
    [
        new("drain (s)", FigureKind.Drain, false, 30, 55, drain, true),
        new("p95 excess settled at 50 Mbit/s (ms)", FigureKind.ExcessP95, false, 7, 30, 10, true),
        new("p95 excess settled at 15 Mbit/s (ms)", FigureKind.ExcessP95, false, settled, 55, 10, true),
        new("utilisation at 50 Mbit/s", FigureKind.Utilisation, false, 7, 30, wide, false),
        new("utilisation at 15 Mbit/s", FigureKind.Utilisation, false, settled, 55, narrow, false),
        new("rise (s)", FigureKind.Rise, false, 55, 90, rise, true),
    ];

    /// <summary>The line of <c>lab-step</c>: 50 and 20 Mbit/s, 20 and 8 for 40 s, and as before.</summary>
    public static Scenario LabLine(string name) => Basic(name, 130, 55, 22) with
    {
        DownCapacity = Fixed(Track.Steps((0, 50 * Mbps), (50, 20 * Mbps), (90, 50 * Mbps))),
        UpCapacity = Fixed(Track.Steps((0, 20 * Mbps), (50, 8 * Mbps), (90, 20 * Mbps))),
    };

    /// <summary>The same track with every seed; a copy each, because a track remembers where it was asked.</summary>
    public static Func<ulong, Track> Fixed(Track track) => _ => track.Times(1);
}
