using Wanctl.Core.Units;

namespace Wanctl.Core.Steer;

/// <summary>When the evidence of a link is GREEN, YELLOW or RED (<c>thresholds</c>).</summary>
public sealed record SteeringThresholds
{
    /// <summary>More averaged excess delay than this is YELLOW, in milliseconds.</summary>
    public double YellowMs { get; init; } = 15;

    /// <summary>
    /// RED needs more averaged excess delay than this, in milliseconds; at least <see cref="YellowMs"/>.
    /// </summary>
    public double RedMs { get; init; } = 15;

    /// <summary>RED needs at least this many drops within the window; at least 1.</summary>
    public int DropsRed { get; init; } = 1;

    /// <summary>A queue of at least this many packets is YELLOW.</summary>
    public int QueueYellow { get; init; } = 10;

    /// <summary>RED needs a queue of at least this many packets.</summary>
    public int QueueRed { get; init; } = 50;

    /// <summary>
    /// Whether a rate that stands at its lowest floor does in place of drops and queue: the delay is then beyond what
    /// shaping can cure, and the queue stands where CAKE cannot see it.
    /// </summary>
    public bool FloorCounts { get; init; } = true;

    /// <summary>The time constant of the excess delay's average; zero takes each sample as it is.</summary>
    public Duration TimeConstant { get; init; } = Duration.FromSeconds(1);

    /// <summary>
    /// How far back drops and queue are counted. A predicate on events has to be asked about a time, not about a
    /// sample: within 50 ms there is seldom a drop, however bad the line is.
    /// </summary>
    public Duration Window { get; init; } = Duration.FromSeconds(2);
}
