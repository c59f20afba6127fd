using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary><c>confidence</c> and <c>wan_state</c>: points, their times, and the flap brake.</summary>
internal static class ConfidenceKeys
{
    public const string Section = "confidence";
    public const string Steer = $"{Section}.steer_threshold";
    public const string Recover = $"{Section}.recovery_threshold";
    public const string ZoneEnabled = "wan_state.enabled";
    public const string ZoneWeight = "wan_state.red_weight";
    public const string ZoneAlone = "wan_state.wan_override";

    private const string SameTick = "the zone is of the same tick";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Optional(Steer, new IntegerKind(1, 100, "points"), "55",
            "Points from which the primary link counts as bad: RED 50, YELLOW 10, delay above 80 ms 15 and above "
            + "120 ms 25, drops that increase 10, a queue above 50 packets that stays 10."),
        Key.Optional(Recover, new IntegerKind(0, 99, "points"), "20",
            "Points up to which it counts as well, when it is also GREEN, without drops and below 10 ms."),
        Key.Optional($"{Section}.sustain_duration_sec", new NumberKind(0.1, 3600, "s"), "2",
            "How long the points must stay there before the switch."),
        Key.Optional($"{Section}.recovery_sustain_sec", new NumberKind(0.1, 3600, "s"), "3",
            "How long it must be well before the switch back."),
        Key.Optional($"{Section}.hold_down_duration_sec", new NumberKind(0, 3600, "s"), "30",
            "How long after a switch recovery is not even looked at."),
        Key.Optional($"{Section}.flap_detection_enabled", new BooleanKind(), "true",
            "The flap brake, with hysteresis as well."),
        Key.Optional($"{Section}.flap_window_minutes", new NumberKind(0.1, 60, "min"), "5",
            "How far back it counts switches."),
        Key.Optional($"{Section}.max_toggles", new IntegerKind(1, 100, "switches"), "4",
            "More than this within the window engage it."),
        Key.Optional($"{Section}.penalty_duration_sec", new NumberKind(0, 3600, "s"), "60",
            "How long it stays on after the count has fallen."),
        Key.Optional($"{Section}.penalty_threshold_add", new IntegerKind(0, 100, "points"), "15",
            "Points by which it raises steer_threshold; with hysteresis it doubles the activation time instead."),
        Key.Unused($"{Section}.dry_run", "mode: observe is the dry run, and the default"),
        Key.Optional(ZoneEnabled, new BooleanKind(), "false",
            "Give points for the zone of the primary link's rate law as well."),
        Key.Optional(ZoneWeight, new IntegerKind(1, 100, "points"), "25",
            "Points for RED; SOFT_RED gets 48 % of them."),
        Key.Optional(ZoneAlone, new BooleanKind(), "false",
            "Whether these points alone may reach steer_threshold; otherwise they are one short of it at most."),
        Key.Unused("wan_state.staleness_threshold_sec", SameTick),
        Key.Unused("wan_state.grace_period_sec", SameTick),
    ];
}
