using System.Net.Sockets;
using Wanctl.Host.Interop;

namespace Wanctl.Tests.Host;

/// <summary>The loop polls its descriptors; a test would rather wait.</summary>
internal static class Waiting
{
    /// <summary>Far more than a loopback needs, so that a busy machine does not fail a test.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    internal static bool Waits(int descriptor) =>
        (Libc.ControlDescriptor(descriptor, Libc.GetStatusFlags, 0) & Libc.StatusNonBlocking) == 0;

    /// <summary>A socket that owns the descriptor and blocks, but not for ever.</summary>
    internal static Socket Socket(int descriptor)
    {
        OwnedDescriptor.SetBlocking(descriptor, true);
        return new Socket(new SafeSocketHandle(descriptor, ownsHandle: true))
        {
            ReceiveTimeout = (int)Patience.TotalMilliseconds,
            SendTimeout = (int)Patience.TotalMilliseconds,
        };
    }
}
