using Wanctl.Core.Settings;
using Wanctl.Host.Net;

namespace Wanctl.Flavours;

/// <summary>
/// Which ways to the router this file can go. The flavour with TLS adds its own by compiling one more part of this
/// class; without that part the call below is not compiled either, and nothing of TLS is in the file.
/// </summary>
internal static partial class Dialers
{
    /// <summary>The dialer for a transport.</summary>
    /// <exception cref="DialException">This file has no such transport; the message names the one that has.</exception>
    public static IRouterDialer For(RouterTransport transport)
    {
        if (transport == RouterTransport.Api) return new PlainDialer();
        IRouterDialer? tls = null;
        AddTls(ref tls);
        return tls ?? throw new DialException(
            "router.transport api-ssl needs TLS, which this file does not have: use wanctl-tls");
    }

    static partial void AddTls(ref IRouterDialer? dialer);
}
