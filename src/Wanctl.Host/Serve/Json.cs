using System.Text.Json;
using Wanctl.Core.Units;

namespace Wanctl.Host.Serve;

/// <summary>Numbers as JSON has them: as many digits as tell something, and null where nothing is known.</summary>
public static class Json
{
    /// <summary>A rate in Mbit/s; null for zero, which stands for unknown.</summary>
    public static void Rate(this Utf8JsonWriter json, string name, Rate rate)
    {
        if (rate == Core.Units.Rate.Zero)
            json.WriteNull(name);
        else
            json.WriteNumber(name, Rounded(rate.Mbps));
    }

    /// <summary>A number with so many places; null where there is none.</summary>
    public static void Number(this Utf8JsonWriter json, string name, double value, int places)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, Math.Round(value, places));
        else
            json.WriteNull(name);
    }

    /// <summary>Milliseconds with two places; null where there is no number.</summary>
    public static void Millis(this Utf8JsonWriter json, string name, double millis) => json.Number(name, millis, 2);

    /// <summary>The seconds from a moment to another with three places; null where the moment never was.</summary>
    public static void Age(this Utf8JsonWriter json, string name, Instant since, Instant now)
    {
        if (since == Instant.Never)
            json.WriteNull(name);
        else
            json.WriteNumber(name, Math.Round(Math.Max(0, (now - since).Seconds), 3));
    }

    /// <summary>An element that may be no number; two places.</summary>
    public static void Element(this Utf8JsonWriter json, float value)
    {
        if (float.IsFinite(value))
            json.WriteNumberValue(Math.Round((double)value, 2));
        else
            json.WriteNullValue();
    }

    /// <summary>A rate in Mbit/s as an element; four digits or more.</summary>
    public static void RateElement(this Utf8JsonWriter json, float mbps) =>
        json.WriteNumberValue(Rounded(mbps));

    private static double Rounded(double mbps) => Math.Round(mbps, mbps >= 100 ? 1 : mbps >= 10 ? 2 : 3);
}
