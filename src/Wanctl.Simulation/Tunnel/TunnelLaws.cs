using Wanctl.Core.Settings;
using Wanctl.Simulation.Peers;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Every law that can be put into the wind tunnel: ours, models of the peers', and one that knows the line.
/// </summary>
public static class TunnelLaws
{
    /// <summary>Their names; ours first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["adaptive", "adaptive2", "classic", "cake-autorate", "sqm-autorate", "oracle"];

    /// <summary>Makes a controller for one run.</summary>
    /// <param name="law">One of <see cref="Names"/>.</param>
    /// <param name="scenario">What the run is of.</param>
    /// <param name="seed">The run's seed; only the oracle looks at it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such law.</exception>
    public static ITunnelController Create(string law, Scenario scenario, ulong seed) => law switch
    {
        "adaptive" => new LinkTunnelController(law, scenario.Settings with { Law = RateLawKind.Adaptive }),
        "adaptive2" => new LinkTunnelController(law, scenario.Settings with { Law = RateLawKind.Adaptive2 }),
        // The original's own write budget belongs to its law.
        "classic" => new LinkTunnelController(law, scenario.Settings with
        {
            Law = RateLawKind.Classic,
            Writes = new WriteBudgetSettings { Kind = WriteBudgetKind.Window },
        }),
        "cake-autorate" => new CakeAutorateModel(scenario.Settings),
        "sqm-autorate" => new SqmAutorateModel(scenario.Settings),
        "oracle" => new OracleController(scenario, seed),
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "there is no such law"),
    };
}
