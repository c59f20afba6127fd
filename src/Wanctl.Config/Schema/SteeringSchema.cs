using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary>All keys of a steering file, in the order of its reference.</summary>
internal static class SteeringSchema
{
    private const string Links = "steering works on the samples of the links in the same process";

    public static readonly IReadOnlyList<SchemaKey> Keys =
    [
        Key.Unused("schema_version", "the keys themselves say what they are", silentFor: "1.0"),
        Key.Optional("wan_name", new IdentifierKind(), "steering", "The name in logs."),
        Key.Required("topology.primary_wan", new IdentifierKind(),
            "The link that everything uses while it is well: the wan_name of a file of the same run."),
        Key.Required("topology.alternate_wan", new IdentifierKind(),
            "The link that takes connections over: the wan_name of another file of the same run."),
        Key.Unused("topology.primary_wan_config", "the files of the links stand on the command line"),
        .. SteeringActionKeys.All,
        Key.Optional("measurement.interval_seconds", new NumberKind(0.02, 1, "s"), "0.05",
            "Time between two decisions; that of the links, because it is their tick."),
        Key.Unused("measurement.ping_host", Links),
        Key.Unused("measurement.ping_count", Links),
        Key.Unused("cake_state_sources", Links),
        Key.Unused("cake_queues", Links),
        .. SteeringEvidenceKeys.All,
        .. ConfidenceKeys.All,
        .. ServiceKeys(),
    ];

    /// <summary>The same as a tree.</summary>
    public static readonly SchemaGroup Root = SchemaGroup.Of(Keys);

    private static SchemaKey[] ServiceKeys()
    {
        const string first = "the first link's file says how the daemon logs and serves";
        const string none = "there is no such part";
        return
        [
            Key.Unused("state.file", "nothing survives a restart: the rule starts off"),
            Key.Optional("state.history_size", new IntegerKind(20, 3000, "decisions"), "2400",
                "Decisions that are kept to be told; 2400 are 120 s at 50 ms."),
            Key.Dependent("lock_file", new PathKind(), "default: no lock beside those of the links",
                "Held while the daemon runs, so that no second one moves the same rules."),
            Key.Unused("lock_timeout", "the kernel drops the lock with the process, so no lock can be stale"),
            Key.Unused("logging", first),
            Key.Unused("timeouts", "nothing waits: router.stall_limit_seconds says when a router counts as dead"),
            Key.Unused("metrics", first),
            Key.Unused("health_check", first),
            Key.Unused("alerting", "there are no notices of its own; alert on the metrics"),
            Key.Unused("storage", none),
            Key.Unused("route_management", "congestion never moves a default route"),
            Key.Unused("capacity_protection", none),
        ];
    }
}
