using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Wanctl.SystemTests.Kit;

/// <summary>An IP packet with an ICMP or ICMPv6 message, read and written without any code of the product.</summary>
internal sealed class IcmpDatagram
{
    public const int EchoHeader = 8;

    private const int HeaderIPv4 = 20;
    private const int HeaderIPv6 = 40;
    private const byte ProtocolIcmp = 1;
    private const byte ProtocolIcmpV6 = 58;

    public required IPAddress Source { get; init; }

    public required IPAddress Destination { get; init; }

    /// <summary>The ICMP message, from its type to its end.</summary>
    public required byte[] Message { get; init; }

    public byte TimeToLive { get; init; } = 64;

    public byte TrafficClass { get; init; }

    public bool IsIPv6 => Source.AddressFamily == AddressFamily.InterNetworkV6;

    public byte RequestType => (byte)(IsIPv6 ? 128 : 8);

    public byte ReplyType => (byte)(IsIPv6 ? 129 : 0);

    public bool IsEchoRequest => Message.Length >= EchoHeader && Message[0] == RequestType && Message[1] == 0;

    public bool IsEchoReply => Message.Length >= EchoHeader && Message[0] == ReplyType && Message[1] == 0;

    public ushort Identifier => BinaryPrimitives.ReadUInt16BigEndian(Message.AsSpan(4));

    public ushort Sequence => BinaryPrimitives.ReadUInt16BigEndian(Message.AsSpan(6));

    public bool ChecksumIsRight => InternetChecksum.Finish(PseudoHeader() + InternetChecksum.Sum(Message)) == 0;

    /// <summary>Null for everything that is no unfragmented ICMP packet.</summary>
    public static IcmpDatagram? Read(ReadOnlySpan<byte> packet) => packet.IsEmpty ? null : (packet[0] >> 4) switch
    {
        4 => ReadIPv4(packet),
        6 => ReadIPv6(packet),
        _ => null,
    };

    /// <summary>An echo message of either direction; the checksum is filled in.</summary>
    public static IcmpDatagram Echo(
        IPAddress source, IPAddress destination, bool reply, ushort identifier, ushort sequence,
        ReadOnlySpan<byte> payload)
    {
        byte[] message = new byte[EchoHeader + payload.Length];
        IcmpDatagram datagram = new() { Source = source, Destination = destination, Message = message };
        message[0] = reply ? datagram.ReplyType : datagram.RequestType;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), identifier);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), sequence);
        payload.CopyTo(message.AsSpan(EchoHeader));
        datagram.FillChecksum();
        return datagram;
    }

    /// <summary>Sets the message's checksum to what fits its bytes and addresses.</summary>
    public void FillChecksum()
    {
        Span<byte> field = Message.AsSpan(2, 2);
        field.Clear();
        ushort checksum = InternetChecksum.Finish(PseudoHeader() + InternetChecksum.Sum(Message));
        BinaryPrimitives.WriteUInt16BigEndian(field, checksum);
    }

    /// <summary>The whole packet.</summary>
    public byte[] ToPacket()
    {
        byte[] packet = new byte[(IsIPv6 ? HeaderIPv6 : HeaderIPv4) + Message.Length];
        if (IsIPv6) WriteHeaderIPv6(packet);
        else WriteHeaderIPv4(packet);
        Message.CopyTo(packet, packet.Length - Message.Length);
        return packet;
    }

    private static IcmpDatagram? ReadIPv4(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < HeaderIPv4) return null;
        int header = (packet[0] & 15) * 4;
        int total = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        bool fragment = (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x3fff) != 0;
        if (fragment || packet[9] != ProtocolIcmp || header < HeaderIPv4 || total < header || total > packet.Length)
            return null;
        return new IcmpDatagram
        {
            Source = new IPAddress(packet.Slice(12, 4)),
            Destination = new IPAddress(packet.Slice(16, 4)),
            Message = packet[header..total].ToArray(),
            TimeToLive = packet[8],
            TrafficClass = packet[1],
        };
    }

    private static IcmpDatagram? ReadIPv6(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < HeaderIPv6 || packet[6] != ProtocolIcmpV6) return null;
        int total = HeaderIPv6 + BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        if (total > packet.Length) return null;
        return new IcmpDatagram
        {
            Source = new IPAddress(packet.Slice(8, 16)),
            Destination = new IPAddress(packet.Slice(24, 16)),
            Message = packet[HeaderIPv6..total].ToArray(),
            TimeToLive = packet[7],
            TrafficClass = (byte)(BinaryPrimitives.ReadUInt16BigEndian(packet) >> 4),
        };
    }

    private void WriteHeaderIPv4(Span<byte> packet)
    {
        packet[0] = 0x45;
        packet[1] = TrafficClass;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
        packet[8] = TimeToLive;
        packet[9] = ProtocolIcmp;
        Source.TryWriteBytes(packet[12..], out _);
        Destination.TryWriteBytes(packet[16..], out _);
        ushort checksum = InternetChecksum.Finish(InternetChecksum.Sum(packet[..HeaderIPv4]));
        BinaryPrimitives.WriteUInt16BigEndian(packet[10..], checksum);
    }

    private void WriteHeaderIPv6(Span<byte> packet)
    {
        BinaryPrimitives.WriteUInt16BigEndian(packet, (ushort)(0x6000 | TrafficClass << 4));
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)Message.Length);
        packet[6] = ProtocolIcmpV6;
        packet[7] = TimeToLive;
        Source.TryWriteBytes(packet[8..], out _);
        Destination.TryWriteBytes(packet[24..], out _);
    }

    /// <summary>ICMPv6 sums addresses, length and protocol as well (RFC 4443, 2.3); ICMP does not.</summary>
    private uint PseudoHeader()
    {
        if (!IsIPv6) return 0;
        uint addresses = InternetChecksum.Sum(Source.GetAddressBytes())
            + InternetChecksum.Sum(Destination.GetAddressBytes());
        return addresses + (uint)Message.Length + ProtocolIcmpV6;
    }
}
