using Wanctl.Core.Units;

namespace Wanctl.Simulation.Line;

/// <summary>What stays the same about a line while its capacity and its traffic change.</summary>
public sealed record LineProfile
{
    /// <summary>Round-trip time to each reflector while the line is idle and still; at least one.</summary>
    public required IReadOnlyList<Duration> ReflectorDelays { get; init; }

    /// <summary>Round-trip time of the bulk flows without any queue: a content network is near.</summary>
    public Duration FlowRoundTrip { get; init; } = Duration.FromMillis(20);

    /// <summary>
    /// Bytes that the provider's equipment queues toward the user before it drops: 6 MB are 50 ms at 940 Mbit/s and
    /// 160 ms when only 300 are left, as on real cable.
    /// </summary>
    public int DownBufferBytes { get; init; } = 6_000_000;

    /// <summary>
    /// Bytes that the modem queues toward the Internet: 750 kB are 160 ms at 38 Mbit/s, as DOCSIS modems with buffer
    /// control have.
    /// </summary>
    public int UpBufferBytes { get; init; } = 750_000;

    /// <summary>
    /// Mean of the delay that an idle line adds by chance, exponentially distributed; 95 % of echoes see less than
    /// three times this. Cable grants upload slots every few milliseconds.
    /// </summary>
    public Duration JitterMean { get; init; } = Duration.FromMillis(1);

    /// <summary>The share of echoes that get lost on the way, 0 to 1.</summary>
    public double LossShare { get; init; } = 0.0005;

    /// <summary>
    /// How often a minute something outside any queue delays everything for a moment: a retransmission, a scheduler's
    /// mood.
    /// </summary>
    public double BlipsPerMinute { get; init; } = 1.5;

    /// <summary>The longest delay of such a moment.</summary>
    public Duration BlipDelayMax { get; init; } = Duration.FromMillis(60);

    /// <summary>
    /// How far the capacity wanders around its script, as a share (one standard deviation), 0 to 0.3.
    /// </summary>
    public double CapacityWander { get; init; } = 0.01;

    /// <summary>Connections that one download or upload opens, as browsers, stores and backups do.</summary>
    public int FlowsPerTransfer { get; init; } = 4;

    /// <summary>What one video call sends each way.</summary>
    public Rate CallRate { get; init; } = Rate.FromMbps(3);
}
