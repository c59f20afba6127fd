using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary><c>continuous_monitoring.thresholds</c>: zones and averages of the classic law.</summary>
internal static class ThresholdKeys
{
    public const string Section = "continuous_monitoring.thresholds";
    private const string NoSpike = "the original's spike detector never changed a rate, so it is left out";
    private const string NoDwell = "there is no dwell and no dead band";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        .. Key.Of(ControlKeys.Classic,
            Key.Required($"{Section}.target_bloat_ms", new NumberKind(1, 100, "ms"),
                "More excess delay than this is YELLOW. It must stand above the idle noise of the line."),
            Key.Required($"{Section}.warn_bloat_ms", new NumberKind(1, 200, "ms"),
                "More than this is SOFT_RED for the download and RED for the upload."),
            Key.Optional($"{Section}.hard_red_bloat_ms", new NumberKind(1, 1000, "ms"), "80",
                "More than this is RED for the download."),
            Key.Optional($"{Section}.soft_red_required", new IntegerKind(1, 10, "cycles"), "1",
                "SOFT_RED cycles in a row before SOFT_RED is declared; the original had 3 at first."),
            Key.Dependent($"{Section}.baseline_time_constant_sec", new NumberKind(1, 600, "s"),
                "this or alpha_baseline is needed",
                "How slowly the idle delay is learned; wins over alpha_baseline."),
            Key.Dependent($"{Section}.load_time_constant_sec", new NumberKind(0.05, 10, "s"),
                "this or alpha_load is needed",
                "How slowly the delay under load is averaged; wins over alpha_load. Above 1 s congestion is seen "
                + "late."),
            Key.Dependent($"{Section}.alpha_baseline", new NumberKind(0.0001, 1),
                "this or baseline_time_constant_sec is needed",
                "The same as the weight of one sample; it means another time at another cycle interval."),
            Key.Dependent($"{Section}.alpha_load", new NumberKind(0.001, 1),
                "this or load_time_constant_sec is needed",
                "The same as the weight of one sample; it means another time at another cycle interval."),
            Key.Optional($"{Section}.baseline_update_threshold_ms", new NumberKind(0.1, 100, "ms"), "3",
                "The idle delay is learned only while the excess is below this, so that congestion is not learned.")),
        Key.Optional($"{Section}.baseline_rtt_bounds.min", new NumberKind(1, 100, "ms"), "10",
            "No idle delay below this is believed."),
        Key.Optional($"{Section}.baseline_rtt_bounds.max", new NumberKind(10, 500, "ms"), "60",
            "No idle delay above this is believed."),
        Key.Unused($"{Section}.accel_threshold_ms", NoSpike),
        Key.Unused($"{Section}.accel_confirm_cycles", NoSpike),
        Key.Unused($"{Section}.dwell_cycles", NoDwell),
        Key.Unused($"{Section}.deadband_ms", NoDwell),
        Key.Unused($"{Section}.suppression_alert_threshold", NoDwell),
    ];
}
