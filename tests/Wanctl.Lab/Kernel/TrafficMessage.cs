using System.Buffers.Binary;
using System.Text;

namespace Wanctl.Lab.Kernel;

/// <summary>
/// An rtnetlink message about traffic control while it is composed: a header, the fixed part, then attributes.
/// </summary>
internal ref struct TrafficMessage
{
    private const int HeaderSize = 16;
    private const int FixedSize = 20;

    private readonly Span<byte> _bytes;
    private int _length = HeaderSize + FixedSize;

    /// <summary>Begins a message.</summary>
    /// <param name="bytes">Where it is composed.</param>
    /// <param name="type">RTM_GETQDISC and its like.</param>
    /// <param name="flags">NLM_F_REQUEST and its like.</param>
    /// <param name="device">The interface's index.</param>
    /// <param name="handle">The queue's or class's own handle.</param>
    /// <param name="parent">Where it hangs.</param>
    public TrafficMessage(Span<byte> bytes, ushort type, ushort flags, uint device, uint handle, uint parent)
    {
        _bytes = bytes;
        bytes[.._length].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], type);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[6..], flags);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[20..], device);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], handle);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[28..], parent);
    }

    /// <summary>The message so far.</summary>
    public readonly ReadOnlySpan<byte> Bytes
    {
        get
        {
            BinaryPrimitives.WriteInt32LittleEndian(_bytes, _length);
            return _bytes[.._length];
        }
    }

    /// <summary>Adds an attribute.</summary>
    public void Add(ushort type, scoped ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes[_length..], (ushort)(4 + value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes[(_length + 2)..], type);
        value.CopyTo(_bytes[(_length + 4)..]);
        _length += 4 + ((value.Length + 3) & ~3);
    }

    /// <summary>Adds a text, which ends with a zero.</summary>
    public void Add(ushort type, string text) => Add(type, Encoding.ASCII.GetBytes(text + '\0'));

    /// <summary>Begins an attribute that holds others; the result is for <see cref="Close"/>.</summary>
    public int Open(ushort type)
    {
        int start = _length;
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes[(start + 2)..], type);
        _length += 4;
        return start;
    }

    /// <summary>Ends it.</summary>
    public readonly void Close(int start) =>
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes[start..], (ushort)(_length - start));
}
