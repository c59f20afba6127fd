using System.Runtime.InteropServices;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Echo;

/// <summary>Finds the kernel's receive stamp among the control messages of a datagram (cmsg(3)).</summary>
internal static class ReceiveStamp
{
    /// <summary>The stamp in nanoseconds of the system clock; 0 where there is none.</summary>
    public static long Find(ReadOnlySpan<byte> control)
    {
        int word = IntPtr.Size;
        int header = word + 2 * sizeof(int);
        while (control.Length >= header)
        {
            nint length = MemoryMarshal.Read<nint>(control);
            if (length < header || length > control.Length)
                return 0;
            int level = MemoryMarshal.Read<int>(control[word..]);
            int type = MemoryMarshal.Read<int>(control[(word + sizeof(int))..]);
            ReadOnlySpan<byte> data = control[header..(int)length];
            if (level == Libc.SOL_SOCKET && data.Length >= 2 * word)
            {
                long seconds = MemoryMarshal.Read<nint>(data);
                long fraction = MemoryMarshal.Read<nint>(data[word..]);
                if (type == Libc.SO_TIMESTAMPNS)
                    return seconds * 1_000_000_000 + fraction;
                if (type == Libc.SO_TIMESTAMP)
                    return seconds * 1_000_000_000 + fraction * 1000;
            }
            int step = ((int)length + word - 1) & ~(word - 1);
            if (step >= control.Length)
                return 0;
            control = control[step..];
        }
        return 0;
    }
}
