using System.Buffers.Binary;
using System.Text;
using Wanctl.Core.Units;

namespace Wanctl.Core.Journal;

/// <summary>
/// Carries values to or from bytes, little-endian. Each method takes the value to write and gives the value that stands
/// in the bytes afterwards; when reading, the argument is left aside. So one function describes a layout for both ways,
/// and they cannot differ.
/// </summary>
internal ref struct JournalCursor
{
    /// <summary>No text of ours is longer: identifiers have 64 characters at most, addresses 45.</summary>
    public const int TextBytesMax = 64;

    private readonly Span<byte> _target;
    private readonly ReadOnlySpan<byte> _source;
    private readonly bool _writing;
    private int _at;

    private JournalCursor(Span<byte> target, ReadOnlySpan<byte> source, bool writing)
    {
        _target = target;
        _source = source;
        _writing = writing;
    }

    /// <summary>Whether something did not fit, was missing, or cannot be.</summary>
    public bool Failed { get; private set; }

    /// <summary>Bytes carried so far.</summary>
    public readonly int Position => _at;

    /// <summary>A cursor that fills bytes.</summary>
    public static JournalCursor To(Span<byte> target) => new(target, target, writing: true);

    /// <summary>A cursor that takes from bytes.</summary>
    public static JournalCursor From(ReadOnlySpan<byte> source) => new(default, source, writing: false);

    /// <summary>Notes that what was read cannot be.</summary>
    public void Refuse() => Failed = true;

    /// <summary>One byte.</summary>
    public byte Byte(byte value)
    {
        int at = Claim(1);
        if (at < 0)
            return 0;
        if (_writing)
            _target[at] = value;
        return _source[at];
    }

    /// <summary>One byte, 0 or 1.</summary>
    public bool Flag(bool value) => Byte(value ? (byte)1 : (byte)0) != 0;

    /// <summary>Four bytes.</summary>
    public uint Word(uint value)
    {
        int at = Claim(sizeof(uint));
        if (at < 0)
            return 0;
        if (_writing)
            BinaryPrimitives.WriteUInt32LittleEndian(_target[at..], value);
        return BinaryPrimitives.ReadUInt32LittleEndian(_source[at..]);
    }

    /// <summary>Four bytes.</summary>
    public int Integer(int value) => (int)Word((uint)value);

    /// <summary>Eight bytes.</summary>
    public ulong Counter(ulong value)
    {
        int at = Claim(sizeof(ulong));
        if (at < 0)
            return 0;
        if (_writing)
            BinaryPrimitives.WriteUInt64LittleEndian(_target[at..], value);
        return BinaryPrimitives.ReadUInt64LittleEndian(_source[at..]);
    }

    /// <summary>Eight bytes.</summary>
    public long Long(long value) => (long)Counter((ulong)value);

    /// <summary>Eight bytes, bit by bit.</summary>
    public double Real(double value) => BitConverter.Int64BitsToDouble(Long(BitConverter.DoubleToInt64Bits(value)));

    /// <summary>Four bytes, bit by bit.</summary>
    public float Single(float value) => BitConverter.UInt32BitsToSingle(Word(BitConverter.SingleToUInt32Bits(value)));

    /// <summary>Eight bytes.</summary>
    public Rate Rate(Rate value) => new(Long(value.BitsPerSecond));

    /// <summary>Eight bytes.</summary>
    public Instant Instant(Instant value) => new(Long(value.Nanos));

    /// <summary>Eight bytes.</summary>
    public Duration Duration(Duration value) => new(Long(value.Nanos));

    /// <summary>A length and as many bytes of UTF-8, at most <see cref="TextBytesMax"/>.</summary>
    public string Text(string? value)
    {
        int length = Byte(value is null ? (byte)0 : (byte)Math.Min(Encoding.UTF8.GetByteCount(value), byte.MaxValue));
        if (length > TextBytesMax)
            Failed = true;
        int at = Claim(length);
        if (at < 0)
            return "";
        if (_writing && value is not null)
            Encoding.UTF8.GetBytes(value, _target[at..]);
        return Encoding.UTF8.GetString(_source.Slice(at, length));
    }

    private int Claim(int length)
    {
        if (Failed || _source.Length - _at < length)
        {
            Failed = true;
            return -1;
        }
        int at = _at;
        _at += length;
        return at;
    }
}
