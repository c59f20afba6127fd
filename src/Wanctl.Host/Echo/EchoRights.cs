using Wanctl.Host.Interop;
using Wanctl.Wire.Icmp;

namespace Wanctl.Host.Echo;

/// <summary>How this process may send echoes.</summary>
public static class EchoRights
{
    /// <summary>
    /// The kind of socket in words, as <c>a ping socket</c>; why there is none, where there is none. Opens one, and
    /// sends nothing.
    /// </summary>
    public static string InWords()
    {
        using IcmpSocket? socket = IcmpSocket.TryOpen(EchoFamily.V4, default, default, out int errno);
        return socket is null ? $"no socket ({Libc.Explain(errno)})" : socket.Raw ? "a raw socket" : "a ping socket";
    }
}
