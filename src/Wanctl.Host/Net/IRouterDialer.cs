using Wanctl.Core.Settings;

namespace Wanctl.Host.Net;

/// <summary>
/// Opens the byte stream to a router: in clear, or through TLS in the flavour that has it. Called on a thread of its
/// own, never by the loop.
/// </summary>
public interface IRouterDialer
{
    /// <summary>
    /// Resolves the name, connects and, where TLS is wanted, shakes hands. The name may block up to 5 s, the rest up to
    /// <paramref name="timeout"/>.
    /// </summary>
    /// <returns>The descriptor of a connected, non-blocking stream that carries the API in clear; the caller closes
    /// it.</returns>
    /// <exception cref="DialException">The router cannot be reached or must not be trusted; the message is a sentence
    /// for the operator.</exception>
    int Connect(RouterSettings router, TimeSpan timeout);
}
