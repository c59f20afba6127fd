using System.Buffers.Binary;

namespace Wanctl.Wire.Netlink;

/// <summary>
/// One netlink message: a header of 16 bytes and what follows. Numbers are in the machine's own byte order, which is
/// little-endian on every machine that a native binary can be built for.
/// </summary>
public readonly ref struct NetlinkMessage
{
    /// <summary>Bytes of a header.</summary>
    public const int HeaderSize = 16;

    private const int Alignment = 4;

    /// <summary>What it is about.</summary>
    public NetlinkKind Kind { get; private init; }

    /// <summary>Its flags.</summary>
    public NetlinkFlags Flags { get; private init; }

    /// <summary>The number that the request had, which answers and the news about it repeat.</summary>
    public uint Sequence { get; private init; }

    /// <summary>The port of the socket whose request this is about; 0 for the kernel's own news.</summary>
    public uint Port { get; private init; }

    /// <summary>What follows the header.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads the first message of a datagram.</summary>
    /// <param name="bytes">The rest of the datagram.</param>
    /// <param name="message">The message, where the outcome is <see cref="Decoded.Whole"/>.</param>
    /// <param name="consumed">The bytes to pass over for the next one.</param>
    public static Decoded TryRead(ReadOnlySpan<byte> bytes, out NetlinkMessage message, out int consumed)
    {
        message = default;
        consumed = 0;
        if (bytes.Length < HeaderSize) return Decoded.Partial;

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length < HeaderSize) return Decoded.Malformed;
        if (length > bytes.Length) return Decoded.Partial;

        message = new NetlinkMessage
        {
            Kind = (NetlinkKind)BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]),
            Flags = (NetlinkFlags)BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
            Sequence = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
            Port = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            Payload = bytes[HeaderSize..(int)length],
        };
        consumed = Math.Min(bytes.Length, Align((int)length));
        return Decoded.Whole;
    }

    /// <summary>The next multiple of four.</summary>
    internal static int Align(int length) => (length + Alignment - 1) & ~(Alignment - 1);
}
