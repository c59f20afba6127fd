using System.Buffers.Binary;

namespace Wanctl.Wire.Icmp;

/// <summary>What every ICMP message has around its own contents: IP headers, the checksum, the quotation.</summary>
internal static class IcmpMessage
{
    /// <summary>The size of the common header of all messages, in bytes.</summary>
    public const int HeaderSize = 8;

    private const int TypeAt = 0;
    private const int Ipv4TotalAt = 2;
    private const int Ipv4ProtocolAt = 9;
    private const int Ipv6NextAt = 6;
    private const int Ipv4HeaderSizeMin = 20;
    private const int Ipv6HeaderSize = 40;
    private const byte ProtocolIcmpV4 = 1;
    private const byte ProtocolIcmpV6 = 58;

    /// <summary>Takes the IP header off and checks what every message has; the checksum in IPv4 only.</summary>
    public static Decoded TryOpen(
        ReadOnlySpan<byte> datagram, EchoFamily family, bool withIpHeader, out ReadOnlySpan<byte> message)
    {
        message = datagram;
        if (withIpHeader)
        {
            if (family != EchoFamily.V4) return Decoded.Malformed;
            Decoded header = TrySkipIpv4Header(datagram, out message, out int total);
            if (header != Decoded.Whole) return header;
            if (total > datagram.Length) return Decoded.Partial;
            // Ethernet pads short frames; what lies past the total length is not ours.
            message = message[..(total - (datagram.Length - message.Length))];
        }

        if (message.Length < HeaderSize) return Decoded.Partial;
        return family == EchoFamily.V4 && InternetChecksum.Of(message) != 0 ? Decoded.Malformed : Decoded.Whole;
    }

    /// <summary>
    /// Reads an error; what it quotes was sent by us, so it is an IP header and at least the first 8 bytes of a
    /// request.
    /// </summary>
    /// <param name="message">The message without its IP header.</param>
    /// <param name="family">Which ICMP.</param>
    /// <param name="kind">Which error.</param>
    /// <param name="quoted">The quoted ICMP message: 8 bytes or more.</param>
    public static Decoded TryReadError(
        ReadOnlySpan<byte> message, EchoFamily family, out EchoKind kind, out ReadOnlySpan<byte> quoted)
    {
        quoted = default;
        kind = ErrorKind(family, message[TypeAt]);
        if (kind == EchoKind.Answer) return Decoded.Malformed;

        Decoded header = TrySkipQuotedHeader(message[HeaderSize..], family, out quoted);
        if (header != Decoded.Whole) return header;
        return quoted.Length < HeaderSize ? Decoded.Partial : Decoded.Whole;
    }

    private static Decoded TrySkipIpv4Header(ReadOnlySpan<byte> datagram, out ReadOnlySpan<byte> rest, out int total)
    {
        rest = default;
        total = 0;
        if (datagram.IsEmpty) return Decoded.Partial;
        int size = (datagram[0] & 0x0F) * 4;
        if (datagram[0] >> 4 != 4 || size < Ipv4HeaderSizeMin) return Decoded.Malformed;
        if (datagram.Length < size) return Decoded.Partial;

        total = BinaryPrimitives.ReadUInt16BigEndian(datagram[Ipv4TotalAt..]);
        if (total < size || datagram[Ipv4ProtocolAt] != ProtocolIcmpV4) return Decoded.Malformed;
        rest = datagram[size..];
        return Decoded.Whole;
    }

    private static Decoded TrySkipQuotedHeader(
        ReadOnlySpan<byte> quotation, EchoFamily family, out ReadOnlySpan<byte> rest)
    {
        if (family == EchoFamily.V4) return TrySkipIpv4Header(quotation, out rest, out _);

        rest = default;
        if (quotation.IsEmpty) return Decoded.Partial;
        if (quotation[0] >> 4 != 6) return Decoded.Malformed;
        if (quotation.Length < Ipv6HeaderSize) return Decoded.Partial;
        if (quotation[Ipv6NextAt] != ProtocolIcmpV6) return Decoded.Malformed;
        rest = quotation[Ipv6HeaderSize..];
        return Decoded.Whole;
    }

    private static EchoKind ErrorKind(EchoFamily family, byte type) => (family, type) switch
    {
        (EchoFamily.V4, 3) or (EchoFamily.V6, 1) => EchoKind.Unreachable,
        (EchoFamily.V4, 11) or (EchoFamily.V6, 3) => EchoKind.TimeExceeded,
        (EchoFamily.V4, 12) or (EchoFamily.V6, 4) => EchoKind.ParameterProblem,
        (EchoFamily.V6, 2) => EchoKind.TooBig,
        _ => EchoKind.Answer,
    };
}
