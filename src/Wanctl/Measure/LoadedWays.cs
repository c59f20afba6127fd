using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>Which directions the load fills.</summary>
/// <param name="Down">Toward the user.</param>
/// <param name="Up">Toward the Internet.</param>
internal readonly record struct LoadedWays(bool Down, bool Up)
{
    /// <summary>
    /// Acknowledgements of a transfer take 2 to 5 % of its rate the other way: 66 bytes or more for one or two packets
    /// of 1500.
    /// </summary>
    private const double AcknowledgementShare = 0.08;

    /// <summary>A direction that fills this much of its limit is loaded by whatever it carries.</summary>
    private const double FilledShare = 0.6;

    private static readonly Rate s_least = Rate.FromMbps(1);

    /// <summary>Whether a direction is loaded.</summary>
    public bool Of(bool up) => up ? Up : Down;

    /// <summary>As <c>download</c>, <c>upload</c> or both.</summary>
    public override string ToString() => Down && Up ? "download and upload" : Up ? "upload" : "download";

    /// <summary>Tells by what passed, so that a limit is not put on acknowledgements.</summary>
    /// <param name="carried">What passed with the limits at their ceilings.</param>
    /// <param name="limits">Those limits; zero is none.</param>
    public static LoadedWays Of(RatePair carried, RatePair limits)
    {
        bool down = Fills(carried.Down, carried.Up, limits.Down);
        bool up = Fills(carried.Up, carried.Down, limits.Up);
        // Whatever there is, one of the two is what it is about.
        bool more = carried.Up > carried.Down;
        return down || up ? new LoadedWays(down, up) : new LoadedWays(!more, more);
    }

    private static bool Fills(Rate own, Rate other, Rate limit)
    {
        if (own < s_least)
            return false;
        bool filled = limit > Rate.Zero && own >= limit * FilledShare;
        return filled || own > other * AcknowledgementShare;
    }
}
