using System.Globalization;

namespace Wanctl.Measure;

/// <summary>Judgements in sentences.</summary>
internal static class MeasureWords
{
    /// <summary>Whether the idle line was idle.</summary>
    public static string OfIdle(IdleFigures idle) => idle.Carried is not { } carried
        ? "whether it was idle could not be read"
        : idle.Busy
            ? $"the line carried {carried} while it was to be idle: its delays are not those of an idle line, and no "
            + "baseline is proposed"
            : $"the line carried {carried} meanwhile: idle";

    /// <summary>Where the delay is.</summary>
    public static string Of(MeasureReport report)
    {
        if (report.AtCeiling is not { } load)
            return "none";
        string excess = Ms(load.ExcessMs);
        string threshold = Ms(report.Judgement.ThresholdMs);
        return report.Judgement.Verdict switch
        {
            Verdict.Calm => $"no delay under load: {excess} ms excess (a queue begins at {threshold}) although the "
                + "load fills the limit. The ceiling is not above what the line carries, which may be more",
            Verdict.NotFilled => $"no delay under load: {excess} ms excess (a queue begins at {threshold}), but "
                + $"{load.Carried} of {load.Limits.AsLimits()} is no full line. Measure with more load",
            Verdict.Untried => $"{excess} ms excess under load. Limits were not touched, so where it is remains open",
            Verdict.InQueue when report.Judgement.Cured is { } cured =>
                $"the delay is in your queue: {excess} ms excess go away at {Limits(cured, report.Ways)}",
            Verdict.Beyond => $"the delay is beyond your router: it stays at {Ms(report.Steps[^1].ExcessMs)} ms "
                + $"although the limit is {Limits(report.Steps[^1], report.Ways)}, far below the "
                + $"{load.Carried} that the line carried. "
                + "No limit here cures it: look at Wi-Fi, at the provider, at other users of the line",
            Verdict.Unheeded => $"the limits have no effect: {report.Steps[^1].Carried} pass at limits of "
                + $"{report.Steps[^1].Limits.AsLimits()}. Does the traffic pass through these queues? "
                + "`wanctl check --router` says more",
            _ => "unclear: the load fell away, or too few echoes were answered. Measure again",
        };
    }

    private static string Limits(LoadFigures load, LoadedWays ways) => ways switch
    {
        { Down: true, Up: true } => load.Limits.AsLimits(),
        { Up: true } => $"{RatePair.Text(load.Limits.Up)} Mbit/s of upload",
        _ => $"{RatePair.Text(load.Limits.Down)} Mbit/s of download",
    };

    private static string Ms(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
