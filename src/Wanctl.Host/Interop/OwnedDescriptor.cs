using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Wanctl.Host.Interop;

/// <summary>Descriptors on their way from the framework's sockets to the loop, which polls them itself.</summary>
internal static class OwnedDescriptor
{
    /// <summary>Takes the connection out of a socket: the socket closes, the connection lives on.</summary>
    /// <returns>A non-blocking descriptor; the caller closes it.</returns>
    /// <exception cref="IOException">No descriptor is left.</exception>
    internal static int Detach(Socket socket)
    {
        int original = (int)socket.SafeHandle.DangerousGetHandle();
        int copy = Libc.ControlDescriptor(original, Libc.DuplicateCloseOnExec, 0);
        int error = Marshal.GetLastPInvokeError();
        // The framework may change the flag as it closes, and all copies share it: so first close, then set it.
        socket.Dispose();
        if (copy < 0) throw Failure("no descriptor left for a router connection", error);
        SetBlocking(copy, false);
        return copy;
    }

    /// <summary>Chooses whether reads and writes wait; the flag belongs to the connection.</summary>
    /// <exception cref="IOException">The descriptor is not open.</exception>
    internal static void SetBlocking(int descriptor, bool blocking)
    {
        int flags = Libc.ControlDescriptor(descriptor, Libc.GetStatusFlags, 0);
        int wanted = blocking ? flags & ~Libc.StatusNonBlocking : flags | Libc.StatusNonBlocking;
        if (flags < 0 || Libc.ControlDescriptor(descriptor, Libc.SetStatusFlags, wanted) < 0)
            throw Failure("a router connection cannot change between waiting and not", Marshal.GetLastPInvokeError());
    }

    internal static IOException Failure(string what, int error) =>
        new($"{what}: {Marshal.GetPInvokeErrorMessage(error)} (error {error})");
}
