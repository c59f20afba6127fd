using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary><c>continuous_monitoring.download</c> and <c>.upload</c>: bounds and steps of one direction.</summary>
internal static class DirectionKeys
{
    private const string Download = "continuous_monitoring.download";
    private const string Upload = "continuous_monitoring.upload";
    private const string OneDelta = "one delay is measured for both directions";
    private const string NoDocsis = "there is no DOCSIS mode";
    private const string RouterSide = "each law has thresholds of its own";

    // The original's upload ends at 1000; symmetric fibre has outgrown that.
    private static readonly NumberKind s_rate = new(0.1, 10_000, "Mbit/s");
    private static readonly NumberKind s_ceiling = new(1, 10_000, "Mbit/s");

    public static readonly IReadOnlyList<SchemaKey> All = [.. DownloadKeys(), .. UploadKeys()];

    private static IEnumerable<SchemaKey> DownloadKeys() =>
    [
        .. Bounds(Download, SoftRedFloor()),
        .. Steps(Download, new NumberKind(0.8, 1), "0.96"),
    ];

    private static IEnumerable<SchemaKey> UploadKeys() =>
    [
        .. Bounds(Upload, Key.Unused($"{Upload}.floor_soft_red_mbps", "the upload has no SOFT_RED zone")),
        .. Steps(Upload, new NumberKind(0.9, 1), "0.94"),
        Key.Unused($"{Upload}.target_bloat_ms", OneDelta),
        Key.Unused($"{Upload}.warn_bloat_ms", OneDelta),
        Key.Unused($"{Upload}.consecutive_yellow_decay_clamp", "YELLOW lowers the upload each cycle"),
        Key.Unused($"{Upload}.docsis_mode", NoDocsis, silentFor: "false"),
        Key.Unused($"{Upload}.setpoint_mbps", NoDocsis),
        Key.Unused($"{Upload}.integral_window_seconds", NoDocsis),
        Key.Unused($"{Upload}.integral_threshold_ms_s", NoDocsis),
        Key.Unused($"{Upload}.red_decay_step_pct", NoDocsis),
        Key.Unused($"{Upload}.red_decay_delta_max_pct", NoDocsis),
        Key.Unused($"{Upload}.anti_windup_cycles", NoDocsis),
        Key.Unused($"{Upload}.cake_backlog_low_threshold_bytes", RouterSide),
        Key.Unused($"{Upload}.cake_delay_delta_low_threshold_us", RouterSide),
        Key.Unused($"{Upload}.asymmetry_gate", "one-way delays are not measured"),
    ];

    private static SchemaKey SoftRedFloor() =>
        Key.Dependent($"{Download}.floor_soft_red_mbps", s_rate, "default: as floor_yellow_mbps",
            "The lowest limit while SOFT_RED.") with { OnlyLaw = ControlKeys.Classic };

    private static IEnumerable<SchemaKey> Bounds(string direction, SchemaKey softRed) =>
    [
        Key.Required($"{direction}.ceiling_mbps", s_ceiling,
            "The limit that is never exceeded: 95 % of what a speed test measures at a quiet hour."),
        .. Key.Of(ControlKeys.Adaptive, Key.Dependent($"{direction}.base_mbps", s_rate, "default: no drift",
            "Where the limit drifts while the direction carries nothing: what the line carries on most days.")),
        Key.Dependent($"{direction}.floor_mbps", s_rate, "needed unless floor_green_mbps is given",
            "One lowest limit for all zones, instead of one for each."),
        .. Key.Of(ControlKeys.Classic, Key.Dependent(
            $"{direction}.floor_green_mbps", s_rate, "needed unless floor_mbps is given",
            "The lowest limit while GREEN. A lower limit is lifted to it at once, so it must be safe on a bad day.")),
        .. Key.Of(ControlKeys.Classic, Key.Dependent(
            $"{direction}.floor_yellow_mbps", s_rate, "needed with floor_green_mbps",
            "The lowest limit while YELLOW.")),
        softRed,
        Key.Dependent($"{direction}.floor_red_mbps", s_rate, "needed with floor_green_mbps",
            "The lowest limit of all: what the line carries on its worst day."),
    ];

    private static IEnumerable<SchemaKey> Steps(string direction, NumberKind yellow, string yellowDefault) =>
        Key.Of(ControlKeys.Classic,
            Key.Required($"{direction}.step_up_mbps", new NumberKind(0.1, 100, "Mbit/s per cycle"),
                "What a GREEN cycle adds once enough of them came in a row."),
            Key.Required($"{direction}.factor_down", new NumberKind(0.1, 1, "per cycle"),
                "What a RED cycle multiplies with."),
            Key.Optional($"{direction}.factor_down_yellow", yellow, yellowDefault,
                "What a YELLOW cycle multiplies with; 1 holds."),
            Key.Optional($"{direction}.green_required", new IntegerKind(1, 10, "cycles"), "5",
                "GREEN cycles in a row before the limit climbs."));
}
