using Wanctl.Flavours.Tls;
using Wanctl.Host.Net;

namespace Wanctl.Flavours;

/// <summary>The part of <see cref="Dialers"/> that only <c>wanctl-tls</c> has.</summary>
internal static partial class Dialers
{
    static partial void AddTls(ref IRouterDialer? dialer) => dialer = new TlsDialer();
}
