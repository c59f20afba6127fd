using System.Globalization;
using Wanctl.Config.Schema;

namespace Wanctl.Config.Checking;

/// <summary>Zones in order, and a baseline that the law can believe.</summary>
internal static class ThresholdRules
{
    private const string Section = ThresholdKeys.Section;

    public static void Apply(ValueTable values)
    {
        Order.Check(values, strict: true,
            [$"{Section}.target_bloat_ms", $"{Section}.warn_bloat_ms", $"{Section}.hard_red_bloat_ms"]);

        const string min = $"{Section}.baseline_rtt_bounds.min", max = $"{Section}.baseline_rtt_bounds.max";
        Order.Check(values, strict: true, [min, max]);

        const string initial = $"{MonitoringKeys.Section}.baseline_rtt_initial";
        if (values.Number(initial) is { } start && values.Number(min) is { } low && values.Number(max) is { } high
            && low < high && (start < low || start > high))
        {
            values.Warn(initial, string.Create(
                CultureInfo.InvariantCulture,
                $"{start} ms lies outside baseline_rtt_bounds ({low} to {high} ms), so the baseline may never move"));
        }
    }
}
