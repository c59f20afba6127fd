using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>The virtual clock: milliseconds since the scenario's beginning as instants.</summary>
internal static class TunnelClock
{
    /// <summary>Zero is taken for "never" in places; a run begins a second later.</summary>
    private const long Beginning = 1_000_000_000;

    /// <summary>The instant of a millisecond.</summary>
    public static Instant At(int millis) => new(Beginning + millis * 1_000_000L);

    /// <summary>Seconds since the scenario's beginning.</summary>
    public static double SecondsOf(Instant now) => (now.Nanos - Beginning) / 1e9;
}
