using System.Buffers.Binary;

namespace Wanctl.Wire.Dns;

/// <summary>One question to a name server, as RFC 1035 has it.</summary>
/// <param name="id">The number by which its answer is known; drawn at random, so that nobody can guess it.</param>
/// <param name="name">The name in its form on the wire, from <see cref="DnsName.Write"/>.</param>
/// <param name="type">What is asked for.</param>
public readonly ref struct DnsQuestion(ushort id, ReadOnlySpan<byte> name, DnsType type)
{
    /// <summary>The size of the longest question, in bytes.</summary>
    public const int SizeMax = HeaderSize + DnsName.Longest + TailSize;

    internal const int HeaderSize = 12;
    internal const int TailSize = 4;
    internal const ushort ClassInternet = 1;

    private const ushort RecursionDesired = 0x0100;

    private readonly ReadOnlySpan<byte> _name = name;

    /// <summary>The number by which its answer is known.</summary>
    public ushort Id { get; } = id;

    /// <summary>What is asked for.</summary>
    public DnsType Type { get; } = type;

    /// <summary>The name in its form on the wire.</summary>
    public ReadOnlySpan<byte> Name => _name;

    /// <summary>Writes the question; it asks the server to look further where it does not know.</summary>
    /// <returns>Its size; 0, with nothing written, where the packet is too small.</returns>
    public int Write(Span<byte> packet)
    {
        int size = HeaderSize + _name.Length + TailSize;
        if (packet.Length < size) return 0;
        packet[..HeaderSize].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(packet, Id);
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], 1);
        _name.CopyTo(packet[HeaderSize..]);
        Span<byte> tail = packet[(HeaderSize + _name.Length)..];
        BinaryPrimitives.WriteUInt16BigEndian(tail, (ushort)Type);
        BinaryPrimitives.WriteUInt16BigEndian(tail[2..], ClassInternet);
        return size;
    }
}
