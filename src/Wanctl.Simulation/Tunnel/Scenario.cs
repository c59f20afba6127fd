using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// A line, its traffic and its troubles over time, and the figures that a good controller reaches there.
/// </summary>
public sealed record Scenario
{
    /// <summary>Its name on the command line: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence about what happens.</summary>
    public required string Summary { get; init; }

    /// <summary>How long it takes.</summary>
    public required Duration Length { get; init; }

    /// <summary>What the controller is configured with: floors, ceilings, interval, reflectors, write budget.</summary>
    public required LinkSettings Settings { get; init; }

    /// <summary>What the line can carry toward the user in bit/s, made from the seed.</summary>
    public required Func<ulong, Track> DownCapacity { get; init; }

    /// <summary>What the line can carry toward the Internet in bit/s, made from the seed.</summary>
    public required Func<ulong, Track> UpCapacity { get; init; }

    /// <summary>Milliseconds that the path adds to the base RTT over time, made from the seed.</summary>
    public Func<ulong, Track> Path { get; init; } = _ => Track.Always(0);

    /// <summary>RTT of an idle line in milliseconds, for flows and for the first reflector.</summary>
    public double BaseRttMs { get; init; } = 20;

    /// <summary>The share of <see cref="Path"/> that is on the way up.</summary>
    public double PathUpShare { get; init; } = 0.5;

    /// <summary>What the reflectors are asked with.</summary>
    public ProbeKind Probes { get; init; }

    /// <summary>The reflectors' clocks; those beyond the last have the last one's.</summary>
    public IReadOnlyList<ClockManner> Clocks { get; init; } =
    [
        new() { OffsetMs = 23.7, DriftPpm = 20 },
        new() { OffsetMs = -7_000.4, DriftPpm = -15 },
        new() { OffsetMs = 40_000_000.1, DriftPpm = 35 },
    ];

    /// <summary>How deep the provider's queue is, in milliseconds at the first capacity.</summary>
    public double FifoMs { get; init; } = 300;

    /// <summary>Whether the depth is meant at the mean capacity instead; for lines that begin with a gap.</summary>
    public bool FifoAtMean { get; init; }

    /// <summary>How the line scatters delays.</summary>
    public LineNoise Noise { get; init; } = LineNoise.Still;

    /// <summary>Moments a minute in which everything is late by 100 to 250 ms, for 200 ms.</summary>
    public double BlipsPerMinute { get; init; }

    /// <summary>Share of echoes that get lost.</summary>
    public double EchoLoss { get; init; } = 0.0005;

    /// <summary>Stalls between the machine that sends the echoes and the line.</summary>
    public EchoStalls Stalls { get; init; } = new(0, 0, 0);

    /// <summary>How reflectors answer.</summary>
    public ReflectorManner Answers { get; init; } = new();

    /// <summary>Bulk flows toward the user.</summary>
    public int DownFlows { get; init; }

    /// <summary>Bulk flows toward the Internet.</summary>
    public int UpFlows { get; init; }

    /// <summary>What each bulk flow toward the user sends at most, in bit/s; 0 for all that it gets.</summary>
    public double DownPace { get; init; }

    /// <summary>What each bulk flow toward the Internet sends at most, in bit/s; 0 for all that it gets.</summary>
    public double UpPace { get; init; }

    /// <summary>When the flows begin, in seconds.</summary>
    public double LoadFrom { get; init; } = 5;

    /// <summary>When the flows run, in seconds; empty for from <see cref="LoadFrom"/> to the end.</summary>
    public IReadOnlyList<(double From, double To)> LoadSpells { get; init; } = [];

    /// <summary>What else goes on, beside the bulk flows.</summary>
    public IReadOnlyList<Demand> Demands { get; init; } = [];

    /// <summary>Bytes of acknowledgements for each byte of data.</summary>
    public double AckShare { get; init; } = 0.01;

    /// <summary>How long the router takes to put a limit into force, in milliseconds.</summary>
    public double ApiMs { get; init; } = 2;

    /// <summary>
    /// The share of the bytes that the limit holds back which the shaper's counter shows: RouterOS counts IP packets
    /// alone, while CAKE's limit counts the line's overhead as well.
    /// </summary>
    public double CountedShare { get; init; } = 1;

    /// <summary>How its queues count, and what a write does to them.</summary>
    public CounterManner Counters { get; init; } = new();

    /// <summary>What goes wrong with the router.</summary>
    public IReadOnlyList<RouterTrouble> Troubles { get; init; } = [];

    /// <summary>Which reflectors fall silent.</summary>
    public IReadOnlyList<ReflectorOutage> Outages { get; init; } = [];

    /// <summary>
    /// The same at other loads and sizes, which <c>--vary</c> runs in place of other lines and routers.
    /// </summary>
    public IReadOnlyList<Scenario> Family { get; init; } = [];

    /// <summary>The figures to reach.</summary>
    public IReadOnlyList<FigureSpec> Figures { get; init; } = [];
}
