using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>What the scenarios of the catalogue are made from.</summary>
internal static class ScenarioParts
{
    /// <summary>Bits in a megabit.</summary>
    public const double Mbps = 1e6;

    /// <summary>A load's first two seconds belong to the flows' slow start; settled figures begin after them.</summary>
    public const double Settled = 2;

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

    /// <summary>The same track with every seed; a copy each, because a track remembers where it was asked.</summary>
    public static Func<ulong, Track> Fixed(Track track) => _ => track.Times(1);
}
