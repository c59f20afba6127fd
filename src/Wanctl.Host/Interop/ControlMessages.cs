using System.Runtime.InteropServices;

namespace Wanctl.Host.Interop;

/// <summary>
/// The control messages beside a datagram (cmsg(3)): the length, a machine word, then level, type and data.
/// </summary>
internal static class ControlMessages
{
    private static int HeaderSize => IntPtr.Size + 2 * sizeof(int);

    /// <summary>The data of the first message of a kind; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> control, int level, int type)
    {
        int word = IntPtr.Size;
        while (control.Length >= HeaderSize)
        {
            nint length = MemoryMarshal.Read<nint>(control);
            if (length < HeaderSize || length > control.Length)
                return default;
            bool wanted = MemoryMarshal.Read<int>(control[word..]) == level
                && MemoryMarshal.Read<int>(control[(word + sizeof(int))..]) == type;
            if (wanted)
                return control[HeaderSize..(int)length];
            int step = ((int)length + word - 1) & ~(word - 1);
            if (step >= control.Length)
                return default;
            control = control[step..];
        }
        return default;
    }

    /// <summary>Begins a message.</summary>
    /// <param name="control">Room for it.</param>
    /// <param name="level">Its level.</param>
    /// <param name="type">Its type.</param>
    /// <param name="dataSize">Bytes of data.</param>
    /// <param name="size">Bytes of the message with what aligns the next one.</param>
    /// <returns>Room for the data.</returns>
    public static Span<byte> Write(Span<byte> control, int level, int type, int dataSize, out int size)
    {
        int word = IntPtr.Size;
        MemoryMarshal.Write(control, (nint)(HeaderSize + dataSize));
        MemoryMarshal.Write(control[word..], level);
        MemoryMarshal.Write(control[(word + sizeof(int))..], type);
        size = (HeaderSize + dataSize + word - 1) & ~(word - 1);
        return control.Slice(HeaderSize, dataSize);
    }
}
