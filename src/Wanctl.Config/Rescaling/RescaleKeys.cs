using Wanctl.Config.Kinds;
using Wanctl.Config.Schema;

namespace Wanctl.Config.Rescaling;

/// <summary>Which keys count samples or cycles: the original's, in files of a WAN and of steering.</summary>
internal static class RescaleKeys
{
    public const string WanInterval = "cycle_interval_seconds";
    public const string SteeringInterval = "measurement.interval_seconds";

    private const string Download = $"{MonitoringKeys.Section}.download";
    private const string Upload = $"{MonitoringKeys.Section}.upload";
    private const string Thresholds = ThresholdKeys.Section;

    /// <summary>Of a WAN's file; ranges and defaults are those of the schema where it has them.</summary>
    public static readonly IReadOnlyList<RescaleKey> Wan =
    [
        Of(WanInterval, RescaleRule.Interval, "wan_name"),
        .. Direction(Download),
        .. Direction(Upload),
        Of($"{Thresholds}.alpha_baseline", RescaleRule.Weight),
        Of($"{Thresholds}.alpha_load", RescaleRule.Weight),
        Of($"{Thresholds}.soft_red_required", RescaleRule.Confirmation),
        Of($"{MonitoringKeys.Section}.fallback_checks.max_fallback_cycles", RescaleRule.Count, "fallback_mode"),
        // Taken and ignored here, but a file that goes back to the original should still mean the same.
        new($"{Thresholds}.accel_confirm_cycles", RescaleRule.Count, 1, 10),
        new($"{Thresholds}.dwell_cycles", RescaleRule.Count, 0, 20),
        new($"{Upload}.anti_windup_cycles", RescaleRule.Count, 1, 10_000),
    ];

    /// <summary>Of a steering file, as the original has and documents them.</summary>
    public static readonly IReadOnlyList<RescaleKey> Steering =
    [
        new(SteeringInterval, RescaleRule.Interval, 0.01, 60),
        .. Counts("thresholds", "red_samples_required", "green_samples_required"),
        .. Counts("thresholds", "bad_samples", "good_samples"),
        .. Counts("thresholds", "bad_samples_required", "good_samples_required"),
        .. Counts("state", "bad_samples_required", "good_samples_required"),
        .. Counts("", "bad_samples_required", "good_samples_required"),
        new("thresholds.rtt_ewma_alpha", RescaleRule.Weight, 0, 1),
        new("thresholds.queue_ewma_alpha", RescaleRule.Weight, 0, 1),
        new("state.history_size", RescaleRule.Count, 1, 3000),
    ];

    private static IEnumerable<RescaleKey> Direction(string direction) =>
    [
        Of($"{direction}.step_up_mbps", RescaleRule.Step),
        Of($"{direction}.factor_down", RescaleRule.Factor),
        Of($"{direction}.factor_down_yellow", RescaleRule.Factor, "factor_down") with { NeedsBehind = true },
        Of($"{direction}.green_required", RescaleRule.Count, "factor_down") with { NeedsBehind = true },
    ];

    private static IEnumerable<RescaleKey> Counts(string group, string bad, string good)
    {
        string prefix = group.Length == 0 ? "" : group + ".";
        // A day of the shortest interval; the original has no upper limit.
        const int most = 10_000_000;
        return
        [
            new($"{prefix}{bad}", RescaleRule.Count, 1, most),
            new($"{prefix}{good}", RescaleRule.Count, 1, most),
        ];
    }

    private static RescaleKey Of(string path, RescaleRule rule, string? behind = null)
    {
        SchemaKey key = Find(path);
        (double min, double max) = key.Kind switch
        {
            NumberKind number => (number.Min, number.Max),
            IntegerKind integer => (integer.Min, integer.Max),
            _ => throw new InvalidOperationException($"{path} is no number"),
        };
        return new RescaleKey(path, rule, min, max) { Default = key.Default, Behind = behind };
    }

    private static SchemaKey Find(string path)
    {
        foreach (SchemaKey key in WanSchema.Keys)
        {
            if (key.Path == path) return key;
        }
        throw new InvalidOperationException($"{path} is not in the schema");
    }
}
