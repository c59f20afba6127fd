using System.Net;

namespace Wanctl.Host.Serve;

/// <summary>An address to answer on.</summary>
/// <param name="Address">An address of this machine, or any.</param>
/// <param name="Port">TCP port; 0 for any that is free.</param>
/// <param name="MetricsOnly">Whether only figures are served there, and neither page nor state.</param>
public sealed record ServeAddress(IPAddress Address, int Port, bool MetricsOnly = false)
{
    /// <inheritdoc/>
    public override string ToString() => new IPEndPoint(Address, Port).ToString();
}
