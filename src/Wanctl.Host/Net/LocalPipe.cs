using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Net;

/// <summary>
/// A two-way byte stream inside the process, for what the loop cannot poll by itself: the loop holds the near end,
/// a thread that may block holds the far end.
/// </summary>
public static class LocalPipe
{
    /// <summary>Opens a stream; what is written to one end is read from the other, and closing one ends both.</summary>
    /// <param name="far">The blocking end; the caller disposes it.</param>
    /// <returns>The near end, a non-blocking descriptor that the caller closes.</returns>
    /// <exception cref="IOException">The process has no descriptors left.</exception>
    public static unsafe int Open(out Socket far)
    {
        int* ends = stackalloc int[2];
        if (Libc.SocketPair(Libc.AF_UNIX, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0, ends) < 0)
            throw OwnedDescriptor.Failure("no local stream for a router connection", Marshal.GetLastPInvokeError());
        OwnedDescriptor.SetBlocking(ends[0], false);
        far = new Socket(new SafeSocketHandle(ends[1], ownsHandle: true));
        return ends[0];
    }
}
