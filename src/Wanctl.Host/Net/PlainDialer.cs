using Wanctl.Core.Settings;

namespace Wanctl.Host.Net;

/// <summary>Opens the API in clear text (<c>router.transport: api</c>).</summary>
public sealed class PlainDialer : IRouterDialer
{
    /// <inheritdoc/>
    public int Connect(RouterSettings router, TimeSpan timeout) => RouterTcp.ConnectDescriptor(router, timeout);
}
