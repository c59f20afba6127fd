using System.Globalization;
using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>A rate each way; of a limit, zero is "no limit".</summary>
/// <param name="Down">Toward the user.</param>
/// <param name="Up">Toward the Internet.</param>
internal readonly record struct RatePair(Rate Down, Rate Up)
{
    /// <summary>
    /// CAKE counts whole bytes and RouterOS whole bits: what differs by less than this was set as asked.
    /// </summary>
    private const long GrainBits = 8;

    /// <summary>The rate of a direction.</summary>
    public Rate Of(bool up) => up ? Up : Down;

    /// <summary>Whether both are the same but for the grain in which limits are kept.</summary>
    public bool Matches(RatePair other) => Matches(Down, other.Down) && Matches(Up, other.Up);

    /// <summary>Both, as <c>940/38 Mbit/s</c>, download first.</summary>
    public override string ToString() => $"{Text(Down)}/{Text(Up)} Mbit/s";

    /// <summary>Both, as limits.</summary>
    public string AsLimits() => $"{LimitText(Down)}/{LimitText(Up)} Mbit/s";

    /// <summary>One in Mbit/s, with as many digits as a reader wants.</summary>
    public static string Text(Rate rate) =>
        rate.Mbps.ToString(rate.Mbps >= 100 ? "0" : rate.Mbps >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);

    private static string LimitText(Rate rate) => rate == Rate.Zero ? "none" : Text(rate);

    private static bool Matches(Rate left, Rate right) =>
        Math.Abs(left.BitsPerSecond - right.BitsPerSecond) < GrainBits;
}
