using System.Globalization;
using Wanctl.Config.Schema;

namespace Wanctl.Config.Checking;

/// <summary>The classic law's two averages: time constants and weights, each from the other.</summary>
internal static class AverageRules
{
    /// <summary>The step that people notice in a video call; only the text of a warning uses it.</summary>
    private const double StepMs = 60;

    /// <summary>Above this the load average cannot see congestion within a second.</summary>
    private const double SlowSeconds = 1;

    public static void Apply(ValueTable values)
    {
        Translate(values, "baseline");
        Translate(values, "load");
        if (!LawRules.IsAdaptive(values)) WarnIfSlow(values);
    }

    /// <summary>The weight of one sample that gives a time constant at an interval: 1 - exp(-interval/tau).</summary>
    public static double AlphaOf(double tau, double interval) => 1 - Math.Exp(-interval / tau);

    private static void Translate(ValueTable values, string average)
    {
        string alphaPath = AlphaPath(average), tauPath = TauPath(average);
        double? interval = values.Number("cycle_interval_seconds");
        if (values.Has(tauPath))
        {
            if (values.Has(alphaPath))
                values.Warn(alphaPath, $"not used: {average}_time_constant_sec wins");
            if (values.Number(tauPath) is { } tau && interval is { } seconds)
                values.Put(alphaPath, AlphaOf(tau, seconds), $"default (from {average}_time_constant_sec)");
        }
        else if (values.Has(alphaPath))
        {
            if (values.Number(alphaPath) is { } alpha && interval is { } seconds)
                values.Put(tauPath, -seconds / Math.Log(1 - alpha), $"default (from alpha_{average})");
        }
        else if (values.Misses(tauPath) && !LawRules.IsAdaptive(values))
        {
            values.Refuse(tauPath, "nothing", $"a number of seconds, or alpha_{average} (required by law classic)");
        }
    }

    private static void WarnIfSlow(ValueTable values)
    {
        if (values.Number(TauPath("load")) is not { } tau || tau <= SlowSeconds) return;

        string path = values.Has(TauPath("load")) ? TauPath("load") : AlphaPath("load");
        string target = $"{ThresholdKeys.Section}.target_bloat_ms";
        string seen = values.Number(target) is { } targetMs && targetMs < StepMs
            ? $"leaves GREEN after {SecondsToLeaveGreen(tau, targetMs).ToString("0.0", CultureInfo.InvariantCulture)} s"
            : "never leaves GREEN";
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"a load time constant of {tau:0.##} s is slow: a step of +60 ms {seen}; 0.1 to 0.25 s is usual");
        values.Warn(path, text);
    }

    private static double SecondsToLeaveGreen(double tau, double targetMs) => -tau * Math.Log(1 - (targetMs / StepMs));

    private static string AlphaPath(string average) => $"{ThresholdKeys.Section}.alpha_{average}";

    private static string TauPath(string average) => $"{ThresholdKeys.Section}.{average}_time_constant_sec";
}
