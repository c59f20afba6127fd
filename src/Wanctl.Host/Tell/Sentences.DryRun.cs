using Microsoft.Extensions.Logging;

namespace Wanctl.Host.Tell;

/// <content>A dry run: what is read, and what would be set.</content>
public static partial class Sentences
{
    /// <summary>A link is a dry run.</summary>
    [LoggerMessage(1340, LogLevel.Warning,
        "{Link}: dry run: the shaper is read and never written to; what would be set is told. To act, remove "
        + "control.dry_run from the file and restart")]
    public static partial void DryRun(ILogger log, string link);

    /// <summary>Steering observes because of that.</summary>
    [LoggerMessage(1332, LogLevel.Warning,
        "{Link}: no rule is switched, because a link of this steering is a dry run: connections are observed only")]
    public static partial void DrySteering(ILogger log, string link);

    /// <summary>A direction of a dry run begins.</summary>
    [LoggerMessage(1376, LogLevel.Information,
        "{Link}: dry run: {Direction} would start at {Rate:0.#} Mbit/s, ceiling {Ceiling:0.#}, floor {Floor:0.#}; "
        + "waiting for the first reply")]
    public static partial void WouldStart(
        ILogger log, string link, string direction, double rate, double ceiling, double floor);

    /// <summary>A zone changed in a dry run.</summary>
    [LoggerMessage(1333, LogLevel.Information,
        "{Link}: dry run: {Direction} {Before} -> {After}: delta {Delta}, "
        + "would set {Wanted:0.0} Mbit/s, the shaper has {Applied} ({Reason}){More}")]
    public static partial void ZoneOfDryRun(
        ILogger log, string link, string direction, string before, string after, string delta, double wanted,
        string applied, string reason, string more);

    /// <summary>A dry run would set a limit.</summary>
    [LoggerMessage(1334, LogLevel.Information,
        "{Link}: dry run: {Direction}: would set {Wanted:0.0} Mbit/s, the shaper has {Applied} ({Reason})")]
    public static partial void WouldSet(
        ILogger log, string link, string direction, double wanted, string applied, string reason);
}
