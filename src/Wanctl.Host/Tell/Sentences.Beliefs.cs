using Microsoft.Extensions.Logging;

namespace Wanctl.Host.Tell;

/// <content>What the law believes.</content>
public static partial class Sentences
{
    /// <summary>A queue was found, and put down to a direction.</summary>
    [LoggerMessage(1390, LogLevel.Information,
        "{Link}: {Mode}{Direction} cut {Before:0.0} -> {After:0.0} Mbit/s, delta {Delta}; likely cause: {Causes}")]
    public static partial void CutAttributed(
        ILogger log, string link, string mode, string direction, double before, double after, string delta,
        string causes);

    /// <summary>Each five minutes: what is believed of a direction.</summary>
    [LoggerMessage(1391, LogLevel.Information, "{Link}: {Direction}: {Belief}; {Tries}, {Queues}")]
    public static partial void BeliefSummary(
        ILogger log, string link, string direction, string belief, string tries, string queues);
}
