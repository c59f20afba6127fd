using Wanctl.Core.Decide;

namespace Wanctl.Core.Steer;

/// <summary>Evidence in one word.</summary>
public static class Assessment
{
    /// <summary>
    /// RED where the delay stays up although CAKE drops and queues, or although the rate can fall no further; YELLOW
    /// where there is delay or a queue; else GREEN. Delays must exceed their thresholds, counts reach them.
    /// </summary>
    /// <param name="excessMs">The averaged excess delay in milliseconds.</param>
    /// <param name="drops">Drops within the window.</param>
    /// <param name="queue">Depth of the queue in packets.</param>
    /// <param name="atFloor">Whether a rate stands at its lowest floor.</param>
    /// <param name="thresholds">The thresholds.</param>
    public static Zone Of(double excessMs, int drops, int queue, bool atFloor, SteeringThresholds thresholds)
    {
        bool shaped = drops >= thresholds.DropsRed && queue >= thresholds.QueueRed;
        if (excessMs > thresholds.RedMs && (shaped || (atFloor && thresholds.FloorCounts)))
            return Zone.Red;
        return excessMs > thresholds.YellowMs || queue >= thresholds.QueueYellow ? Zone.Yellow : Zone.Green;
    }
}
