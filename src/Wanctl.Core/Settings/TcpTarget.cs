namespace Wanctl.Core.Settings;

/// <summary>A host that should accept a TCP connection while the line works.</summary>
/// <param name="Host">IPv4 or IPv6 literal, or a name.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record TcpTarget(string Host, int Port);
