using Wanctl.Core.Units;

namespace Wanctl.Core.Settings;

/// <summary>The router and how to talk to it. Links with equal settings share one connection.</summary>
public sealed record RouterSettings
{
    /// <summary>Clear or inside TLS.</summary>
    public required RouterTransport Transport { get; init; }

    /// <summary>IPv4 or IPv6 literal, or a name that is resolved at connect, off the loop.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>The API user.</summary>
    public required string User { get; init; }

    /// <summary>Its password.</summary>
    public required Secret Password { get; init; }

    /// <summary>
    /// SHA-256 of the router's certificate (DER) as 64 lower-case hexadecimal digits, or null. TLS only.
    /// </summary>
    public string? CertificatePin { get; init; }

    /// <summary>A PEM file with the authority that signed the router's certificate, or null. TLS only.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>Queue tree or simple queue.</summary>
    public required QueueKind Queues { get; init; }

    /// <summary>Time between two reads of the counters, 50 ms to 5 s.</summary>
    public required Duration StatisticsInterval { get; init; }

    /// <summary>
    /// With requests outstanding and no byte for this long the connection counts as dead; 1 s to 60 s.
    /// </summary>
    public required Duration StallLimit { get; init; }
}
