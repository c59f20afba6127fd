using Wanctl.Core.Units;

namespace Wanctl.Core.Settings;

/// <summary>
/// The router and how to talk to it. Links with equal settings share one connection. With <see
/// cref="RouterTransport.LinuxCake"/> there is nobody to talk to: host, user and password are empty, and nothing but
/// the transport counts.
/// </summary>
public sealed record RouterSettings
{
    /// <summary>The router's API, clear or inside TLS, or this machine's kernel.</summary>
    public required RouterTransport Transport { get; init; }

    /// <summary>IPv4 or IPv6 literal, or a name that is resolved at connect, off the loop.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port, 1 to 65535; 0 where there is no router to reach.</summary>
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
