using Wanctl.Core.Units;

namespace Wanctl.Core.Settings;

/// <summary>Whom a link asks for echoes and from where.</summary>
public sealed record ProbeSettings
{
    /// <summary>How many reflectors one link may have; sets the size of the fixed tables.</summary>
    public const int ReflectorsMax = 8;

    /// <summary>IPv4 or IPv6 literals, 1 to <see cref="ReflectorsMax"/>, all different.</summary>
    public required IReadOnlyList<string> Reflectors { get; init; }

    /// <summary>A literal of the link's own address to send from, or null for the system's choice.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>The interface to send through (SO_BINDTODEVICE), or null for the routing table's choice.</summary>
    public string? Interface { get; init; }

    /// <summary>An echo without an answer after this long is lost; 0.1 s to 10 s.</summary>
    public required Duration Timeout { get; init; }

    /// <summary>
    /// Whether the classic law takes the median of the last three samples instead of each sample as it is.
    /// </summary>
    public required bool MedianOfThree { get; init; }
}
