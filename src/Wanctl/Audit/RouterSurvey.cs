using Wanctl.Host.Router;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Audit;

/// <summary>What was read of a router, without a judgement.</summary>
internal sealed record RouterSurvey
{
    /// <summary>The user whom the API knew us as.</summary>
    public required string User { get; init; }

    /// <summary>This machine's address toward the router; null where it is not known.</summary>
    public string? Box { get; init; }

    /// <summary>The row of <c>/system/resource</c>.</summary>
    public required RouterRow Resource { get; init; }

    /// <summary>The router's name.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Rows of <c>/queue/tree</c>.</summary>
    public IReadOnlyList<RouterRow> Trees { get; init; } = [];

    /// <summary>Rows of <c>/queue/simple</c>.</summary>
    public IReadOnlyList<RouterRow> Simples { get; init; } = [];

    /// <summary>Rows of <c>/queue/type</c>.</summary>
    public IReadOnlyList<RouterRow> Types { get; init; } = [];

    /// <summary>Rows of <c>/interface</c>.</summary>
    public IReadOnlyList<RouterRow> Interfaces { get; init; } = [];

    /// <summary>Rules that fast-track connections, IPv4.</summary>
    public IReadOnlyList<RouterRow> FastTrack { get; init; } = [];

    /// <summary>Rules that fast-track connections, IPv6.</summary>
    public IReadOnlyList<RouterRow> FastTrack6 { get; init; } = [];

    /// <summary>Rows of <c>/ip/firewall/mangle</c>.</summary>
    public IReadOnlyList<RouterRow> Mangle { get; init; } = [];

    /// <summary>Rows of <c>/ipv6/firewall/mangle</c>.</summary>
    public IReadOnlyList<RouterRow> Mangle6 { get; init; } = [];

    /// <summary>The rows of the services api and api-ssl.</summary>
    public IReadOnlyList<RouterRow> Services { get; init; } = [];

    /// <summary>Rows of <c>/user</c>.</summary>
    public IReadOnlyList<RouterRow> Users { get; init; } = [];

    /// <summary>Rows of <c>/user/group</c>.</summary>
    public IReadOnlyList<RouterRow> Groups { get; init; } = [];

    /// <summary>Rows of <c>/system/scheduler</c>.</summary>
    public IReadOnlyList<RouterRow> Schedulers { get; init; } = [];

    /// <summary>What tells where the targets of simple queues lie.</summary>
    public TargetFacts Targets { get; init; } = new();

    /// <summary>Menus that the router did not show, with its words.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; init; } = new Dictionary<string, string>();

    /// <summary>How long requests took, in milliseconds, ascending.</summary>
    public IReadOnlyList<double> Latencies { get; init; } = [];

    /// <summary>The latency that a share of requests did not exceed, in milliseconds; 0 where none was timed.</summary>
    /// <param name="share">0 to 1.</param>
    public double Latency(double share) => Latencies.Count == 0
        ? 0
        : Latencies[Math.Min(Latencies.Count - 1, (int)Math.Ceiling(share * Latencies.Count) - 1)];
}
