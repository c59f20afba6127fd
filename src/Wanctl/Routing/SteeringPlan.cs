namespace Wanctl.Routing;

/// <summary>The user's names, from which the router's part of steering is written.</summary>
internal sealed record SteeringPlan
{
    /// <summary>The link that everything uses while it is well.</summary>
    public required SteeredWan Primary { get; init; }

    /// <summary>The link that takes connections over.</summary>
    public required SteeredWan Alternate { get; init; }

    /// <summary>The router's interfaces towards the LAN, such as <c>bridge</c>.</summary>
    public required IReadOnlyList<string> LanInterfaces { get; init; }

    /// <summary>The LAN's prefixes: what goes there is never steered.</summary>
    public required IReadOnlyList<string> LanPrefixes { get; init; }

    /// <summary>What is steered.</summary>
    public required IReadOnlyList<SteeringClass> Classes { get; init; }

    /// <summary>The interface list of the LAN.</summary>
    public string LanList { get; init; } = "LAN";

    /// <summary>The address list of the LAN's prefixes.</summary>
    public string LanNets { get; init; } = "LAN-NETS";

    /// <summary>The mark that a steered connection bears for its whole life.</summary>
    public string Mark => "STEER_" + Alternate.Name.ToUpperInvariant();

    /// <summary>The routing table of steered connections.</summary>
    public string Table => "to_" + Alternate.Name;
}
