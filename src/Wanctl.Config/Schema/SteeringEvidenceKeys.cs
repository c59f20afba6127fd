using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary><c>thresholds</c>, <c>alternate</c> and <c>budget</c>: what counts, for how long, and how often.</summary>
internal static class SteeringEvidenceKeys
{
    public const string Section = "thresholds";
    public const string Yellow = $"{Section}.yellow_rtt_ms";
    public const string Red = $"{Section}.red_rtt_ms";
    public const string QueueYellow = $"{Section}.min_queue_yellow";
    public const string QueueRed = $"{Section}.min_queue_red";
    public const string Tau = $"{Section}.rtt_time_constant_sec";
    public const string Alpha = $"{Section}.rtt_ewma_alpha";
    public const string Activation = $"{Section}.activation_seconds";
    public const string Recovery = $"{Section}.recovery_seconds";

    /// <summary>Keys that say the activation time as a number of samples.</summary>
    public static readonly IReadOnlyList<string> BadSamples =
        [$"{Section}.red_samples_required", $"{Section}.bad_samples_required", "state.bad_samples_required",
            "bad_samples_required"];

    /// <summary>Keys that say the recovery time as a number of samples.</summary>
    public static readonly IReadOnlyList<string> GoodSamples =
        [$"{Section}.green_samples_required", $"{Section}.good_samples_required", "state.good_samples_required",
            "good_samples_required"];

    private const string RttOnly = "a file without drops and queue is not understood as such";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Unused($"{Section}.green_rtt_ms", "it took no part in any decision"),
        Key.Optional(Yellow, new NumberKind(1, 500, "ms"), "15",
            "More averaged excess delay than this is YELLOW."),
        Key.Optional(Red, new NumberKind(1, 500, "ms"), "15",
            "RED needs more averaged excess delay than this, and drops and a queue, or a rate at its floor."),
        Key.Optional($"{Section}.min_drops_red", new IntegerKind(1, 100_000, "packets"), "1",
            "RED needs so many drops within the window."),
        Key.Optional(QueueYellow, new IntegerKind(1, 100_000, "packets"), "10",
            "A queue of so many packets of 1500 bytes in more than a tenth of the window is YELLOW."),
        Key.Optional(QueueRed, new IntegerKind(1, 100_000, "packets"), "50",
            "RED needs a queue of so many."),
        Key.Optional($"{Section}.floor_counts", new BooleanKind(), "true",
            "A rate at its lowest floor does in place of drops and queue: then shaping can do no more, and the queue "
            + "stands where CAKE cannot see it."),
        Key.Optional($"{Section}.window_seconds", new NumberKind(0.1, 10, "s"), "2",
            "How far back drops and queue are counted. Within one cycle of 50 ms there is seldom a drop, however bad "
            + "the line is."),
        Key.Optional(Tau, new NumberKind(0, 30, "s"), "1",
            "How slowly the excess delay is averaged; wins over rtt_ewma_alpha."),
        Key.Dependent(Alpha, new NumberKind(0.0001, 1), "default: rtt_time_constant_sec",
            "The same as the weight of one sample; it means another time at another interval."),
        Key.Unused($"{Section}.queue_ewma_alpha", "the queue's average took no part in any decision"),
        Key.Optional(Activation, new NumberKind(0.5, 3600, "s"), "16",
            "RED for so long without a break switches over. Hysteresis only."),
        Key.Optional(Recovery, new NumberKind(1, 3600, "s"), "30",
            "GREEN for so long without a break switches back. Hysteresis only."),
        .. Samples(BadSamples, "default: activation_seconds", "activation_seconds"),
        .. Samples(GoodSamples, "default: recovery_seconds", "recovery_seconds"),
        Key.Unused($"{Section}.baseline_rtt_bounds", "baselines are those of the links' reflectors"),
        Key.Unused($"{Section}.bad_threshold_ms", RttOnly),
        Key.Unused($"{Section}.recovery_threshold_ms", RttOnly),
        Key.Unused($"{Section}.bad_samples", RttOnly),
        Key.Unused($"{Section}.good_samples", RttOnly),
        Key.Optional("alternate.settle_seconds", new NumberKind(0, 3600, "s"), "5",
            "The other WAN must have been well for so long before anything goes there."),
        Key.Optional("alternate.fail_seconds", new NumberKind(0.1, 60, "s"), "1",
            "Silent or bloated for so long, it gives connections back at once where the primary link is usable."),
        Key.Optional("budget.switches_per_hour", new IntegerKind(2, 100, "switches"), "12",
            "Most switches in any hour, to and fro; over only where the way back fits as well."),
    ];

    private static IEnumerable<SchemaKey> Samples(IReadOnlyList<string> paths, string rule, string seconds)
    {
        foreach (string path in paths)
        {
            yield return Key.Dependent(path, new IntegerKind(1, 72_000, "samples"), rule,
                $"The original's spelling of {seconds}, as samples of measurement.interval_seconds; one of them.");
        }
    }
}
