using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary>
/// <c>continuous_monitoring</c> beside its directions and thresholds, and <c>timeouts</c>: what is measured.
/// </summary>
internal static class MonitoringKeys
{
    public const string Section = "continuous_monitoring";
    private const string Fallback = "continuous_monitoring.fallback_checks";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Unused($"{Section}.enabled",
            "wanctl controls the link while it runs, as the original did; control.dry_run: true only watches",
            silentFor: "true"),
        Key.Required($"{Section}.baseline_rtt_initial", new NumberKind(1, 500, "ms"),
            "The idle delay of a start without a state file."),
        Key.Required($"{Section}.ping_hosts", new ListKind("different addresses", new AddressKind(), 1, 8),
            "The reflectors: hosts near the line that answer echo requests. Two links should not share them, "
            + "or one host's trouble looks like trouble of both lines."),
        .. Key.Of(ControlKeys.Classic,
            Key.Optional($"{Section}.use_median_of_three", new BooleanKind(), "false",
                "Decide on the median of the last three samples, which hides single late echoes for one cycle "
                + "more.")),
        Key.Unused($"{Section}.warning_threshold_pct", "late and skipped cycles are counted and exported"),
        Key.Unused($"{Section}.cake_stats_cadence_sec", "router.statistics_interval_seconds sets the pace"),
        Key.Optional("timeouts.ping", new NumberKind(0.1, 10, "s"), "1",
            "An echo without an answer for so long is lost. Nothing waits for it meanwhile."),
        Key.Unused("timeouts.ssh_command", "router.stall_limit_seconds says when a silent router counts as dead"),
        Key.Optional($"{Fallback}.enabled", new BooleanKind(), "true",
            "Find out, when no echo is answered, whether the line is gone or only ICMP."),
        Key.Optional($"{Fallback}.check_gateway", new BooleanKind(), "true",
            "Ask the gateway."),
        Key.Optional($"{Fallback}.gateway_ip", new AddressKind(mayBeEmpty: true), "\"\"",
            "The gateway to ask. An answer says that the cable is fine, not that the Internet is."),
        Key.Optional($"{Fallback}.check_tcp", new BooleanKind(), "true",
            "Open TCP connections."),
        Key.Optional($"{Fallback}.tcp_targets", new ListKind("pairs [address, port]", new TargetKind(), 0, 8),
            "[[1.1.1.1, 443], [8.8.8.8, 443]]",
            "Where to connect to. Addresses, because a resolver is behind the same line."),
        .. Key.Of(ControlKeys.Classic,
            Key.Optional($"{Fallback}.fallback_mode",
                new WordKind("graceful_degradation", "freeze", "use_last_rtt"), "graceful_degradation",
                "Meanwhile: one more step, hold, then report the line as blind; or hold; or go on with the last "
                + "average."),
            Key.Optional($"{Fallback}.max_fallback_cycles", new IntegerKind(1, 1000, "cycles"), "3",
                "How long graceful_degradation bridges.")),
    ];
}
