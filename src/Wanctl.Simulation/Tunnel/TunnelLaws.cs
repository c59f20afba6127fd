using Wanctl.Core.Settings;
using Wanctl.Simulation.Peers;

namespace Wanctl.Simulation.Tunnel;

/// <summary>Every law that can be put into the wind tunnel: ours, and models of the peers'.</summary>
public static class TunnelLaws
{
    /// <summary>Their names; ours first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["adaptive", "classic", "cake-autorate", "sqm-autorate"];

    /// <summary>Makes a controller for one run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such law.</exception>
    public static ITunnelController Create(string law, Scenario scenario) => law switch
    {
        "adaptive" => new LinkTunnelController(law, scenario.Settings with { Law = RateLawKind.Adaptive }),
        // The original's own write budget belongs to its law.
        "classic" => new LinkTunnelController(law, scenario.Settings with
        {
            Law = RateLawKind.Classic,
            Writes = new WriteBudgetSettings { Kind = WriteBudgetKind.Window },
        }),
        "cake-autorate" => new CakeAutorateModel(scenario.Settings),
        "sqm-autorate" => new SqmAutorateModel(scenario.Settings),
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "there is no such law"),
    };
}
