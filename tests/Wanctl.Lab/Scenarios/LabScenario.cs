using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Scenarios;

/// <summary>What a scenario's file says, with everything that is left to chance drawn from the seed.</summary>
internal sealed record LabScenario
{
    /// <summary>The file's name without its ending; the same as in the wind tunnel where that has it too.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence about what happens.</summary>
    public required string Summary { get; init; }

    /// <summary>How long it takes, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The controller's ceiling toward the user, in Mbit/s.</summary>
    public required double DownCeiling { get; init; }

    /// <summary>The controller's ceiling toward the Internet, in Mbit/s.</summary>
    public required double UpCeiling { get; init; }

    /// <summary>The controller's floor toward the user, in Mbit/s.</summary>
    public required double DownFloor { get; init; }

    /// <summary>The controller's floor toward the Internet, in Mbit/s.</summary>
    public required double UpFloor { get; init; }

    /// <summary>What the line carries toward the user, in Mbit/s.</summary>
    public required Track Down { get; init; }

    /// <summary>What the line carries toward the Internet, in Mbit/s.</summary>
    public required Track Up { get; init; }

    /// <summary>Milliseconds that the path adds to the base RTT.</summary>
    public required Track Path { get; init; }

    /// <summary>RTT of the idle line in milliseconds.</summary>
    public double RttMs { get; init; } = 20;

    /// <summary>How the line scatters the delay of echoes.</summary>
    public LineNoise Noise { get; init; } = LineNoise.Still;

    /// <summary>Moments a minute in which every echo is late, drawn from the seed.</summary>
    public double BlipsPerMinute { get; init; }

    /// <summary>Depth of the provider's queue toward the user, in bytes.</summary>
    public required long DownFifo { get; init; }

    /// <summary>Depth of the modem's queue toward the Internet, in bytes.</summary>
    public required long UpFifo { get; init; }

    /// <summary>CAKE's tins: besteffort or diffserv4.</summary>
    public string Tins { get; init; } = "besteffort";

    /// <summary>The flows.</summary>
    public required IReadOnlyList<Load> Loads { get; init; }

    /// <summary>The calls.</summary>
    public required IReadOnlyList<Call> Calls { get; init; }

    /// <summary>The recordings that the line follows; none where its rates are said or drawn.</summary>
    public required IReadOnlyList<TraceFile> Traces { get; init; }

    /// <summary>Which reflectors fall silent.</summary>
    public required IReadOnlyList<ReflectorOutage> Outages { get; init; }

    /// <summary>What goes wrong with the router.</summary>
    public required IReadOnlyList<RouterTrouble> Troubles { get; init; }
}
