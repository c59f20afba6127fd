using Wanctl.Core.Steer;
using Wanctl.Core.Units;

namespace Wanctl.Verbs;

/// <summary>Steering in one line, for <c>check</c>.</summary>
internal static class SteeringSummary
{
    public static string Of(SteeringSettings steering)
    {
        string rules = steering.RuleComments.Count == 1
            ? $"rule '{steering.RuleComments[0]}'"
            : Amount.Of(steering.RuleComments.Count, "rule");
        string where = steering.Router is { } router ? $" on {router.Host}:{router.Port}" : "";
        string evidence = steering.Strategy == SteeringStrategy.Hysteresis ? Hysteresis(steering) : Points(steering);
        return $"steering {steering.Primary} -> {steering.Alternate}, mode {Word(steering.Mode)}, {evidence}, "
            + $"at most {Amount.Of(steering.Flaps.SwitchesPerHour, "switch")} an hour, {rules}{where}";
    }

    private static string Hysteresis(SteeringSettings steering)
    {
        (double over, double back) = (steering.Activation.Seconds, steering.Recovery.Seconds);
        (long bad, long good) = (steering.Ticks(steering.Activation), steering.Ticks(steering.Recovery));
        return FormattableString.Invariant($"over after {over:0.##} s of RED, back after {back:0.##} s of GREEN ")
            + $"({Amount.Of(bad, "sample")} and {good})";
    }

    private static string Points(SteeringSettings steering)
    {
        ConfidenceSettings points = steering.Confidence;
        return FormattableString.Invariant(
            $"over at {Amount.Of(points.SteerThreshold, "point")} for {points.Sustain.Seconds:0.##} s, ")
            + FormattableString.Invariant(
            $"back at {points.RecoveryThreshold} for {points.RecoverySustain.Seconds:0.##} s");
    }

    private static string Word(SteeringMode mode) => mode switch
    {
        SteeringMode.Off => "off",
        SteeringMode.Active => "active",
        _ => "observe",
    };
}
