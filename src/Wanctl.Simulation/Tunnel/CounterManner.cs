namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// How a router's queues count: at once, unless something else is said. Nobody knows it of every RouterOS.
/// </summary>
public sealed record CounterManner
{
    /// <summary>
    /// How often the counters that can be read are brought up to date, in milliseconds; 0 for with each reading.
    /// </summary>
    public int RefreshMs { get; init; }

    /// <summary>How far a refresh strays from its turn at most, either way, in milliseconds.</summary>
    public int JitterMs { get; init; }

    /// <summary>When the first turn is, in milliseconds after the beginning.</summary>
    public int PhaseMs { get; init; }

    /// <summary>How late a reading's answer comes at most, in milliseconds; each by chance.</summary>
    public int LateMs { get; init; }

    /// <summary>
    /// How the interfaces count that the queues stand on; null where they cannot be read. Of it, how often they are
    /// refreshed counts.
    /// </summary>
    public CounterManner? Interface { get; init; }

    /// <summary>What leaves the interfaces beside the queues' traffic, in bit/s.</summary>
    public double OtherBits { get; init; }

    /// <summary>Whether a queue's counters begin anew with each limit that is set.</summary>
    public bool RestartAtSet { get; init; }

    /// <summary>Whether what waits in a queue is lost with each limit that is set.</summary>
    public bool EmptiedBySet { get; init; }
}
