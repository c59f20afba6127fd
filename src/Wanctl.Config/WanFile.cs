using Wanctl.Core.Settings;

namespace Wanctl.Config;

/// <summary>A configuration file of one WAN link, checked.</summary>
public sealed record WanFile
{
    /// <summary>What the link runs on.</summary>
    public required LinkSettings Link { get; init; }

    /// <summary>
    /// The kind of line in the words of <c>tc-cake(8)</c> (<c>cake.line</c>), for an audit of CAKE's overhead; null
    /// where the file does not say.
    /// </summary>
    public string? Line { get; init; }

    /// <summary>How much the daemon says and in which shape.</summary>
    public required LogSettings Log { get; init; }

    /// <summary>Where the state is served as JSON (<c>health_check</c>).</summary>
    public required EndpointSettings Health { get; init; }

    /// <summary>
    /// Names beside this machine's own by which browsers may call the status page (<c>health_check.host_names</c>).
    /// </summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Where figures are served for Prometheus (<c>metrics</c>).</summary>
    public required EndpointSettings Metrics { get; init; }
}
