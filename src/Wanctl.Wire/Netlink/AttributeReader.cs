using System.Buffers.Binary;

namespace Wanctl.Wire.Netlink;

/// <summary>
/// Goes through the attributes of a message or of a nest, one by one. What is too short for its own claim marks the
/// reader as broken and ends it; a length never reaches beyond the bytes that are there.
/// </summary>
public ref struct AttributeReader(ReadOnlySpan<byte> bytes)
{
    private const int HeaderSize = 4;

    /// <summary>The upper two bits of a type are flags: nested, and network byte order.</summary>
    private const ushort TypeMask = 0x3FFF;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether something did not fit.</summary>
    public bool Broken { get; private set; }

    /// <summary>The type of the attribute at hand.</summary>
    public ushort Type { get; private set; }

    /// <summary>Its value.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Goes to the next attribute; false at the end, and where the reader is broken.</summary>
    public bool Next()
    {
        if (Broken || _rest.IsEmpty) return false;
        if (_rest.Length < HeaderSize) return Break();

        int length = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        if (length < HeaderSize || length > _rest.Length) return Break();
        Type = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]) & TypeMask);
        Value = _rest[HeaderSize..length];
        _rest = _rest[Math.Min(_rest.Length, NetlinkMessage.Align(length))..];
        return true;
    }

    /// <summary>The value as one byte.</summary>
    public byte Byte() => Has(sizeof(byte)) ? Value[0] : (byte)0;

    /// <summary>The value as a number of 32 bits; a longer one is taken by its beginning.</summary>
    public uint Word() => Has(sizeof(uint)) ? BinaryPrimitives.ReadUInt32LittleEndian(Value) : 0;

    /// <summary>The value as a number of 64 bits.</summary>
    public ulong Wide() => Has(sizeof(ulong)) ? BinaryPrimitives.ReadUInt64LittleEndian(Value) : 0;

    /// <summary>The value as text, up to its closing zero byte.</summary>
    public readonly ReadOnlySpan<byte> Text()
    {
        int end = Value.IndexOf((byte)0);
        return end < 0 ? Value : Value[..end];
    }

    /// <summary>Marks what was read as wrong for a reason that the bytes alone do not show.</summary>
    public void Refuse() => Broken = true;

    private bool Has(int size)
    {
        if (Value.Length >= size) return true;
        Broken = true;
        return false;
    }

    private bool Break()
    {
        Broken = true;
        return false;
    }
}
