namespace Wanctl.Core.Settings;

/// <summary>How a link without echo replies finds out whether it is the line or only ICMP that is gone.</summary>
public sealed record FallbackSettings
{
    /// <summary>Whether anything is checked at all; without checks silence is held and reported.</summary>
    public required bool Enabled { get; init; }

    /// <summary>An address to ping once, or null for none.</summary>
    public string? Gateway { get; init; }

    /// <summary>Literal address and port pairs to open a TCP connection to; empty for none, at most 8.</summary>
    public required IReadOnlyList<TcpTarget> TcpTargets { get; init; }

    /// <summary>What the classic law does meanwhile.</summary>
    public required FallbackMode Mode { get; init; }

    /// <summary>Cycles that <see cref="FallbackMode.GracefulDegradation"/> bridges, 1 to 1000.</summary>
    public required int CyclesMax { get; init; }
}
