using Wanctl.Host.Router;

namespace Wanctl.Routing;

/// <summary>What the router lists of everything that steering needs, each list in the router's order.</summary>
internal sealed record RoutingTables
{
    /// <summary><c>/ip/firewall/mangle</c>.</summary>
    public required IReadOnlyList<RouterRow> Mangle { get; init; }

    /// <summary><c>/ip/firewall/filter</c>.</summary>
    public required IReadOnlyList<RouterRow> Filter { get; init; }

    /// <summary><c>/ip/firewall/nat</c>.</summary>
    public required IReadOnlyList<RouterRow> Nat { get; init; }

    /// <summary><c>/ip/route</c>.</summary>
    public required IReadOnlyList<RouterRow> Routes { get; init; }

    /// <summary><c>/routing/table</c>.</summary>
    public required IReadOnlyList<RouterRow> Tables { get; init; }

    /// <summary><c>/routing/rule</c>.</summary>
    public required IReadOnlyList<RouterRow> Rules { get; init; }
}
