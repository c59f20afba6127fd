using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth.OneWay;

/// <summary>A line, its queues, and the clocks of the hosts that are asked over it.</summary>
internal sealed record DelayCase
{
    /// <summary>What happens, for the table.</summary>
    public required string Name { get; init; }

    /// <summary>The line's jitter.</summary>
    public AccessKind Access { get; init; } = AccessKind.Dsl;

    /// <summary>How many hosts are asked in turn, 20 times a second in all.</summary>
    public int Hosts { get; init; } = 1;

    /// <summary>What they are asked with.</summary>
    public ProbeKind Probes { get; init; } = ProbeKind.Responder;

    /// <summary>The queues.</summary>
    public QueueManner Queues { get; init; } = QueueManner.Mixed;

    /// <summary>How long it takes, in seconds.</summary>
    public double Seconds { get; init; } = 600;

    /// <summary>The clock of the first host; the others' drift by -15 and 35 ppm.</summary>
    public ClockManner Clock { get; init; } = new() { OffsetMs = 23.7 };

    /// <summary>A route that changes; null for none.</summary>
    public PathShift? Shift { get; init; }

    /// <summary>Above this a direction has a queue, in ms.</summary>
    public double ThresholdMs { get; init; } = 10;

    /// <summary>
    /// Above this a direction is said to have a queue, in ms over the level of a quiet line. On LTE that level is some
    /// 4 ms up and 3 down.
    /// </summary>
    public double AlarmMs { get; init; } = 10;

    /// <summary>Share of the probes that get lost.</summary>
    public double Loss { get; init; } = 0.01;

    /// <summary>What an earlier run had learned of the first clock, in ms a second; null for nothing.</summary>
    public double? Slope { get; init; }

    /// <summary>
    /// Whether half of the round trip is charged to each direction, as where nothing else is known.
    /// </summary>
    public bool Halved { get; init; }
}
