using System.Globalization;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Host.Tell;

/// <summary>What to do about a floor that hurts.</summary>
internal static class FloorWords
{
    /// <summary>A direction that carries less than this share of its floor is not held by the line.</summary>
    private const double BusyShare = 0.3;

    /// <summary>The fact and the cure.</summary>
    /// <param name="limits">Whose floor it is.</param>
    /// <param name="passed">What passes; null where the shaper does not tell.</param>
    public static string Cure(DirectionSettings limits, Rate? passed)
    {
        double floor = limits.FloorRed.Mbps;
        string key = string.Create(CultureInfo.InvariantCulture, $"{limits.FloorKey.Text} is {floor:0.###}");
        if (passed is not { } rate)
            return $"{key}: lower it where the line carries less";
        if (rate.Mbps < BusyShare * floor)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{rate.Mbps:0.#} Mbit/s pass, which no limit makes less: look for the delay elsewhere ({key})");
        }
        return string.Create(CultureInfo.InvariantCulture,
            $"the line delivers {rate.Mbps:0.#}; {key}: set it below what the line delivers at its worst");
    }
}
