using Wanctl.Core.Steer;

namespace Wanctl.Verbs;

/// <summary>Steering in one line, for <c>check</c>.</summary>
internal static class SteeringSummary
{
    public static string Of(SteeringSettings steering)
    {
        string rules = steering.RuleComments.Count == 1
            ? $"rule '{steering.RuleComments[0]}'"
            : $"{steering.RuleComments.Count} rules";
        string where = steering.Router is { } router ? $" on {router.Host}:{router.Port}" : "";
        string evidence = steering.Strategy == SteeringStrategy.Hysteresis ? Hysteresis(steering) : Points(steering);
        return $"steering {steering.Primary} -> {steering.Alternate}, mode {Word(steering.Mode)}, {evidence}, "
            + FormattableString.Invariant($"at most {steering.Flaps.SwitchesPerHour} switches an hour, {rules}{where}");
    }

    private static string Hysteresis(SteeringSettings steering)
    {
        (double over, double back) = (steering.Activation.Seconds, steering.Recovery.Seconds);
        (long bad, long good) = (steering.Ticks(steering.Activation), steering.Ticks(steering.Recovery));
        return FormattableString.Invariant(
            $"over after {over:0.##} s of RED, back after {back:0.##} s of GREEN ({bad} and {good} samples)");
    }

    private static string Points(SteeringSettings steering)
    {
        ConfidenceSettings points = steering.Confidence;
        return FormattableString.Invariant(
            $"over at {points.SteerThreshold} points for {points.Sustain.Seconds:0.##} s, ")
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
