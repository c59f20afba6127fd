using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Host;

/// <summary>Settings of a router that is a listener of the test.</summary>
internal static class RouterAt
{
    internal static RouterSettings Clear(string host, int port) => new()
    {
        Transport = RouterTransport.Api,
        Host = host,
        Port = port,
        User = "wanctl",
        Password = new Secret("secret"),
        Queues = QueueKind.Tree,
        StatisticsInterval = Duration.FromMillis(250),
        StallLimit = Duration.FromSeconds(3),
    };

    internal static RouterSettings Tls(string host, int port, string? pin = null, string? authority = null) =>
        Clear(host, port) with
        {
            Transport = RouterTransport.ApiSsl,
            CertificatePin = pin,
            CertificateAuthority = authority,
        };
}
