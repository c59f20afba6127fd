using Wanctl.Core.Units;

namespace Wanctl.Core.Measure;

/// <summary>
/// One answered probe: the delay of each direction where the remote host stamped its arrival and its departure, else
/// the round trip alone. All in milliseconds.
/// </summary>
/// <remarks>
/// With T1 request sent and T4 answer received on the local clock, T2 request received and T3 answer sent on the remote
/// one: up is T2 - T1 = the path up plus the offset of the remote clock, down is T4 - T3 = the path down less the same
/// offset. Their sum is the round trip without the time inside the reflector, free of both clocks.
/// </remarks>
public readonly struct TimedSample
{
    /// <summary>When the request was sent (T1), on the local monotonic clock.</summary>
    public required Instant SentAt { get; init; }

    /// <summary>Which reflector was asked: index into <c>ProbeSettings.Reflectors</c>.</summary>
    public required byte Reflector { get; init; }

    /// <summary>T2 - T1, unwrapped: of any size and sign; NaN where only the round trip is known.</summary>
    public double UpMs { get; init; }

    /// <summary>T4 - T3, unwrapped: of any size and sign; NaN where only the round trip is known.</summary>
    public double DownMs { get; init; }

    /// <summary>The round trip less the time inside the reflector, more than 0: the sum of both directions.</summary>
    public required double RttMs { get; init; }

    /// <summary>
    /// What the remote stamps were rounded down to: the true moment lies within so much after the stamp. 0 where that
    /// is below the noise, 1 for ICMP timestamps.
    /// </summary>
    public double QuantumMs { get; init; }

    /// <summary>Whether the directions are known.</summary>
    public bool Directed => !double.IsNaN(UpMs);

    /// <summary>A sample of which only the round trip is known.</summary>
    public static TimedSample RoundTrip(Instant sentAt, byte reflector, double rttMs) => new()
    {
        SentAt = sentAt,
        Reflector = reflector,
        UpMs = double.NaN,
        DownMs = double.NaN,
        RttMs = rttMs,
    };
}
