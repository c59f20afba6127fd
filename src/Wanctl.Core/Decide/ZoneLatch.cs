using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>
/// The zone that an adaptive law shows for one direction: the worst of the last fifteen seconds, so that a reader sees
/// an event once and not its every sample. Nothing decides on it: <see cref="Severity"/> is this moment's.
/// </summary>
internal sealed class ZoneLatch
{
    /// <summary>
    /// So many times what is taken for a queue are worth a colour: the tries of a climb stay below.
    /// </summary>
    private const double YellowQueues = 2;

    /// <summary>Excess in milliseconds that a call begins to suffer from, and that everybody hears.</summary>
    private const double SoftRedMs = 15;
    private const double RedMs = 30;

    private static readonly Duration Rest = Duration.FromSeconds(15);

    private Instant _until = Instant.Never;

    /// <summary>The zone to show.</summary>
    public Zone Zone { get; private set; } = Zone.Green;

    /// <summary>The zone of the newest excess, as it is.</summary>
    public Zone Severity { get; private set; } = Zone.Green;

    /// <summary>Takes an excess.</summary>
    /// <param name="excessMs">The direction's, in milliseconds.</param>
    /// <param name="queueMs">What is taken for a queue, in milliseconds.</param>
    /// <param name="slackMs">What means nothing, in milliseconds.</param>
    /// <param name="now">This moment.</param>
    public void Show(double excessMs, double queueMs, double slackMs, Instant now)
    {
        Severity = excessMs > RedMs ? Zone.Red
            : excessMs > SoftRedMs ? Zone.SoftRed
            : excessMs > YellowQueues * queueMs + slackMs ? Zone.Yellow
            : Zone.Green;
        if (Severity >= Zone)
            _until = now + Rest;
        if (Severity > Zone || now >= _until)
            Zone = Severity;
    }
}
