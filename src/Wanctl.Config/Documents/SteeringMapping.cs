using Wanctl.Config.Checking;
using Wanctl.Config.Reading;
using Wanctl.Config.Schema;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;

namespace Wanctl.Config.Documents;

/// <summary>
/// Turns the checked values of a steering file into settings. They are the very values that are listed as effective.
/// </summary>
internal static class SteeringMapping
{
    public static SteeringSettings ToSettings(ValueTable values) => new()
    {
        Name = values.Text("wan_name")!,
        Interval = Seconds(values, "measurement.interval_seconds"),
        Primary = values.Text("topology.primary_wan")!,
        Alternate = values.Text("topology.alternate_wan")!,
        Mode = values.Text(SteeringActionKeys.Mode) switch
        {
            "off" => SteeringMode.Off,
            "active" => SteeringMode.Active,
            _ => SteeringMode.Observe,
        },
        Strategy = values.Flag(SteeringActionKeys.Confidence)
            ? SteeringStrategy.Confidence
            : SteeringStrategy.Hysteresis,
        Router = values.Text("router.host") is null ? null : ToRouter(values),
        RuleComments = ToComments(values),
        Thresholds = ToThresholds(values),
        Activation = Seconds(values, SteeringEvidenceKeys.Activation),
        Recovery = Seconds(values, SteeringEvidenceKeys.Recovery),
        Confidence = ToConfidence(values),
        Flaps = ToFlaps(values),
        AlternateSettle = Seconds(values, "alternate.settle_seconds"),
        AlternateFail = Seconds(values, "alternate.fail_seconds"),
        HandGrace = Seconds(values, "mangle_rule.hand_grace_seconds"),
        RuleInterval = Seconds(values, "mangle_rule.check_seconds"),
        HistorySize = Whole(values, "state.history_size"),
        LockFile = values.Text("lock_file"),
    };

    private static SteeringThresholds ToThresholds(ValueTable values) => new()
    {
        YellowMs = values.Number(SteeringEvidenceKeys.Yellow)!.Value,
        RedMs = values.Number(SteeringEvidenceKeys.Red)!.Value,
        DropsRed = Whole(values, "thresholds.min_drops_red"),
        QueueYellow = Whole(values, SteeringEvidenceKeys.QueueYellow),
        QueueRed = Whole(values, SteeringEvidenceKeys.QueueRed),
        FloorCounts = values.Flag("thresholds.floor_counts"),
        TimeConstant = Seconds(values, SteeringEvidenceKeys.Tau),
        Window = Seconds(values, "thresholds.window_seconds"),
    };

    private static ConfidenceSettings ToConfidence(ValueTable values) => new()
    {
        SteerThreshold = Whole(values, ConfidenceKeys.Steer),
        RecoveryThreshold = Whole(values, ConfidenceKeys.Recover),
        Sustain = Seconds(values, "confidence.sustain_duration_sec"),
        RecoverySustain = Seconds(values, "confidence.recovery_sustain_sec"),
        HoldDown = Seconds(values, "confidence.hold_down_duration_sec"),
        ZoneWeight = ZoneWeight(values),
    };

    private static int ZoneWeight(ValueTable values)
    {
        if (!values.Flag(ConfidenceKeys.ZoneEnabled)) return 0;
        int weight = Whole(values, ConfidenceKeys.ZoneWeight);
        return values.Flag(ConfidenceKeys.ZoneAlone)
            ? weight
            : Math.Max(1, Math.Min(weight, Whole(values, ConfidenceKeys.Steer) - 1));
    }

    private static FlapSettings ToFlaps(ValueTable values) => new()
    {
        Enabled = values.Flag("confidence.flap_detection_enabled"),
        Window = Duration.FromSeconds(60 * values.Number("confidence.flap_window_minutes")!.Value),
        TogglesMax = Whole(values, "confidence.max_toggles"),
        Penalty = Seconds(values, "confidence.penalty_duration_sec"),
        PenaltyAdd = Whole(values, "confidence.penalty_threshold_add"),
        SwitchesPerHour = Whole(values, "budget.switches_per_hour"),
    };

    private static RouterSettings ToRouter(ValueTable values) => new()
    {
        Transport = values.Text("router.transport") == "api-ssl" ? RouterTransport.ApiSsl : RouterTransport.Api,
        Host = values.Text("router.host")!,
        Port = Whole(values, "router.port"),
        User = values.Text("router.user")!,
        Password = new Secret(values.Text("router.password")!),
        CertificatePin = values.Text("router.certificate_pin"),
        CertificateAuthority = values.Text("router.certificate_authority"),
        Queues = QueueKind.Tree,
        StatisticsInterval = Duration.FromSeconds(5),
        StallLimit = Seconds(values, "router.stall_limit_seconds"),
    };

    private static List<string> ToComments(ValueTable values)
    {
        if (values.Text(SteeringActionKeys.Comment) is { } comment) return [comment];
        List<string> comments = [];
        foreach (Node item in ((ListNode)values.Node(SteeringActionKeys.Comments)!).Items)
            comments.Add(((ScalarNode)item).Text);
        return comments;
    }

    private static Duration Seconds(ValueTable values, string path) =>
        Duration.FromSeconds(values.Number(path)!.Value);

    private static int Whole(ValueTable values, string path) => (int)values.Number(path)!.Value;
}
