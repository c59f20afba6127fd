namespace Wanctl.Config;

/// <summary>An address on which the daemon answers HTTP requests.</summary>
/// <param name="Enabled">Whether it listens at all.</param>
/// <param name="Host">An IPv4 or IPv6 literal.</param>
/// <param name="Port">TCP port, 1 to 65535.</param>
public sealed record EndpointSettings(bool Enabled, string Host, int Port);
