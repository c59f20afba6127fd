using Wanctl.Core.Units;

namespace Wanctl.Host.Watch;

/// <summary>What one tick leaves for a picture; rates in Mbit/s, delays in milliseconds.</summary>
public struct FinePoint
{
    /// <summary>When the tick was.</summary>
    public Instant At;

    /// <summary>The worst round-trip time of the tick; NaN without an answer.</summary>
    public float RttMs;

    /// <summary>That one's excess over its own reflector's baseline; NaN without an answer.</summary>
    public float ExcessMs;

    /// <summary>Toward the user.</summary>
    public FineDirection Down;

    /// <summary>Toward the Internet.</summary>
    public FineDirection Up;

    /// <summary>Whether the line answered.</summary>
    public bool Silent;
}
