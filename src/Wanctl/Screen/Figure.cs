using System.Globalization;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;

namespace Wanctl.Screen;

/// <summary>Numbers as people read them.</summary>
internal static class Figure
{
    /// <summary>A rate in Mbit/s, without unit; a dash for zero, which means that nothing is known.</summary>
    public static string Known(Rate rate) => rate == Rate.Zero ? "-" : Words.Mbps(rate);

    /// <summary>Milliseconds, without unit; a dash where there is no number.</summary>
    public static string Millis(double millis) => double.IsNaN(millis) ? "-" : Text(millis, "0.0");

    /// <summary>
    /// How late a share of all turns was at most; a bucket's upper edge may lie above the latest turn of all.
    /// </summary>
    public static Duration Late(in LoopFigures figures, double share)
    {
        Duration late = figures.Lateness.Quantile(share);
        return late < figures.Lateness.Max ? late : figures.Lateness.Max;
    }

    /// <summary>A span as h:mm:ss.</summary>
    public static string Clock(Duration span)
    {
        long seconds = Math.Max(0, span.Nanos) / 1_000_000_000;
        return FormattableString.Invariant($"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    /// <summary>Seconds since the start, with a tenth.</summary>
    public static string Seconds(Duration span) => Text(span.Seconds, "0.0") + " s";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
