using System.Buffers.Binary;

namespace Wanctl.Wire.Netlink;

/// <summary>
/// Writes requests one behind the other into one buffer. A request that does not fit is taken back as a whole.
/// </summary>
public ref struct NetlinkWriter(Span<byte> buffer)
{
    private const int AttributeHeaderSize = 4;

    private readonly Span<byte> _buffer = buffer;
    private int _at;
    private bool _full;

    /// <summary>Bytes of finished requests.</summary>
    public int Length { get; private set; }

    /// <summary>Begins a request.</summary>
    public void Begin(NetlinkKind kind, NetlinkFlags flags, uint sequence)
    {
        _at = Length;
        _full = false;
        Span<byte> header = Claim(NetlinkMessage.HeaderSize);
        if (_full) return;
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)kind);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)(flags | NetlinkFlags.Request));
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], sequence);
    }

    /// <summary>Puts a number of 32 bits.</summary>
    public void Word(uint value)
    {
        Span<byte> place = Claim(sizeof(uint));
        if (!_full) BinaryPrimitives.WriteUInt32LittleEndian(place, value);
    }

    /// <summary>Puts an attribute that holds a text with a closing zero byte.</summary>
    public void Text(ushort type, ReadOnlySpan<byte> text)
    {
        Span<byte> place = Attribute(type, text.Length + 1);
        if (!_full) text.CopyTo(place);
    }

    /// <summary>Puts an attribute that holds a number of 64 bits.</summary>
    public void Wide(ushort type, ulong value)
    {
        Span<byte> place = Attribute(type, sizeof(ulong));
        if (!_full) BinaryPrimitives.WriteUInt64LittleEndian(place, value);
    }

    /// <summary>Opens an attribute that holds attributes; returns what <see cref="Close"/> wants.</summary>
    public int Open(ushort type)
    {
        int start = _at;
        Attribute(type, 0);
        return start;
    }

    /// <summary>Closes the nest that was opened last.</summary>
    public readonly void Close(int nest)
    {
        if (!_full) BinaryPrimitives.WriteUInt16LittleEndian(_buffer[nest..], (ushort)(_at - nest));
    }

    /// <summary>Ends the request; false where it did not fit and is taken back.</summary>
    public bool End()
    {
        if (_full) return false;
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[Length..], (uint)(_at - Length));
        Length = _at;
        return true;
    }

    private Span<byte> Attribute(ushort type, int size)
    {
        Span<byte> place = Claim(NetlinkMessage.Align(AttributeHeaderSize + size));
        if (_full) return default;
        BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)(AttributeHeaderSize + size));
        BinaryPrimitives.WriteUInt16LittleEndian(place[2..], type);
        return place[AttributeHeaderSize..];
    }

    private Span<byte> Claim(int size)
    {
        if (_full || _buffer.Length - _at < size)
        {
            _full = true;
            return default;
        }

        Span<byte> place = _buffer.Slice(_at, size);
        place.Clear();
        _at += size;
        return place;
    }
}
