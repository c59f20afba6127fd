using Wanctl.Audit;
using Wanctl.Core.Units;

namespace Wanctl.Setup;

/// <summary>All that a set-up needs to know about one line.</summary>
internal sealed record SetupPlan
{
    /// <summary>
    /// The share of a speed test's rate that a ceiling is: the rest keeps the queue here and not in the provider's
    /// hands.
    /// </summary>
    public const double CeilingShare = 0.95;

    /// <summary>The link's name.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of line.</summary>
    public required LineProfile Line { get; init; }

    /// <summary>The overhead, where it is another than the line's usual one.</summary>
    public LineKind? Framing { get; init; }

    /// <summary>The ceiling toward the user.</summary>
    public required Rate Down { get; init; }

    /// <summary>The ceiling toward the Internet.</summary>
    public required Rate Up { get; init; }

    /// <summary>The interface toward the Internet.</summary>
    public required string Wan { get; init; }

    /// <summary>The interface toward the users, or the IFB.</summary>
    public required string Lan { get; init; }

    /// <summary>The router; null where this machine is the router.</summary>
    public string? Router { get; init; }

    /// <summary>This machine, as the router sees it.</summary>
    public string Box { get; init; } = "";

    /// <summary>The user on the router.</summary>
    public string User { get; init; } = "wanctl";

    /// <summary>The user's password, for the script.</summary>
    public string Password { get; init; } = "";

    /// <summary>Whether the password stands in the configuration file.</summary>
    public bool StorePassword { get; init; }

    /// <summary>Whether the API is spoken inside TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>Whether the router restores the ceilings when wanctl falls silent.</summary>
    public bool DeadMan { get; init; }

    /// <summary>The container on the router that wanctl runs in; null where it runs elsewhere.</summary>
    public ContainerPlan? Container { get; init; }

    /// <summary>The configuration file.</summary>
    public required string Path { get; init; }

    /// <summary>The line's framing.</summary>
    public LineKind Kind => Framing ?? Line.Kind;

    /// <summary>The queue that shapes toward the user.</summary>
    public string DownQueue => $"WAN-Download-{Name}";

    /// <summary>The queue that shapes toward the Internet.</summary>
    public string UpQueue => $"WAN-Upload-{Name}";

    /// <summary>
    /// Whether the download is told by a packet mark: needed where the router has several WANs or routes between LANs.
    /// </summary>
    public bool Marks { get; init; }

    /// <summary>The packet mark of what comes in.</summary>
    public string Mark => $"wanctl-{Name}-down";

    /// <summary>The CAKE type toward the user.</summary>
    public string DownType => $"wanctl-{Name}-down";

    /// <summary>The CAKE type toward the Internet.</summary>
    public string UpType => $"wanctl-{Name}-up";
}
