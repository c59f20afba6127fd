using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>What one answered probe says of each direction, in ms above the level of a quiet line.</summary>
/// <param name="SentAt">When the request was sent.</param>
/// <param name="Reflector">Who answered.</param>
/// <param name="RttMs">Both directions together, above their level.</param>
/// <param name="UpMs">Toward the Internet; NaN where the probe tells the round trip only.</param>
/// <param name="DownMs">Toward the user; NaN where the probe tells the round trip only.</param>
/// <param name="UncertaintyMs">
/// By how much the split may be wrong: so much too much in one direction and too little in the other.
/// </param>
/// <param name="Doubt">Why <paramref name="UpMs"/> and <paramref name="DownMs"/> are not to be used.</param>
public readonly record struct DirectedExcess(
    Instant SentAt,
    byte Reflector,
    double RttMs,
    double UpMs,
    double DownMs,
    double UncertaintyMs,
    ClockDoubt Doubt)
{
    /// <summary>Whether the directions are known.</summary>
    public bool Known => Doubt == ClockDoubt.None;
}
