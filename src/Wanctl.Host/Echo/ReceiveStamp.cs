using System.Runtime.InteropServices;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Echo;

/// <summary>Finds the kernel's receive stamp among the control messages of a datagram.</summary>
internal static class ReceiveStamp
{
    /// <summary>The stamp in nanoseconds of the system clock; 0 where there is none.</summary>
    public static long Find(ReadOnlySpan<byte> control)
    {
        ReadOnlySpan<byte> data = ControlMessages.Find(control, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS);
        if (!data.IsEmpty)
            return NanosOf(data, 1);
        data = ControlMessages.Find(control, Libc.SOL_SOCKET, Libc.SO_TIMESTAMP);
        return data.IsEmpty ? 0 : NanosOf(data, 1000);
    }

    private static long NanosOf(ReadOnlySpan<byte> data, int nanosOfFraction)
    {
        int word = IntPtr.Size;
        if (data.Length < 2 * word)
            return 0;
        long seconds = MemoryMarshal.Read<nint>(data);
        long fraction = MemoryMarshal.Read<nint>(data[word..]);
        return seconds * 1_000_000_000 + fraction * nanosOfFraction;
    }
}
