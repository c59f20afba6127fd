using System.Buffers.Binary;
using Wanctl.Wire;
using Wanctl.Wire.Icmp;

namespace Wanctl.Tests.Wire.Icmp;

public sealed class EchoPacketTests
{
    private const string GoldenV4 = "08007921ABCD30390123456789ABCDEF00000000075BCD150001303900000007";
    private const string GoldenV6 = "80000000ABCD30390123456789ABCDEF00000000075BCD150001303900000007";
    private const string IpV4 = "4500003400004000400100000A0000020A000001";
    private const string IpV6 = "6000000000203A40FE800000000000000000000000000002FE800000000000000000000000000001";
    private static readonly EchoPayload Payload = new(0x0123456789ABCDEF, 123_456_789, 0x13039, 7);

    [Theory]
    [InlineData(EchoFamily.V4, GoldenV4)]
    [InlineData(EchoFamily.V6, GoldenV6)]
    public void A_request_is_written_byte_for_byte(EchoFamily family, string golden)
    {
        Span<byte> packet = stackalloc byte[64];
        packet.Fill(0xEE);
        Assert.Equal(32, EchoPacket.WriteRequest(packet, family, 0xABCD, Payload));
        Assert.Equal(golden, Convert.ToHexString(packet[..32]));
        Assert.Equal(0xEE, packet[32]);
    }

    [Fact]
    public void A_packet_too_small_is_left_alone()
    {
        byte[] packet = new byte[EchoPacket.Size - 1];
        Assert.Equal(0, EchoPacket.WriteRequest(packet, EchoFamily.V4, 1, Payload));
        Assert.Equal(new byte[EchoPacket.Size - 1], packet);
    }

    [Theory]
    [InlineData(EchoFamily.V4, false)]
    [InlineData(EchoFamily.V4, true)]
    [InlineData(EchoFamily.V6, false)]
    public void A_request_is_answered_and_the_answer_brings_everything_back(EchoFamily family, bool withIpHeader)
    {
        byte[] request = Request(family);
        Assert.Equal(Decoded.Whole, EchoPacket.TryReadRequest(request, family, false, out EchoRequest seen));
        byte[] answer = Answer(family, seen, withIpHeader);

        Assert.Equal(Decoded.Whole, EchoPacket.TryReadReply(answer, family, withIpHeader, out EchoReply reply));
        Assert.Equal(new EchoReply(EchoKind.Answer, 0, 0xABCD, 0x3039, HasPayload: true, Payload), reply);
    }

    [Theory]
    [InlineData(EchoFamily.V4, false)]
    [InlineData(EchoFamily.V4, true)]
    [InlineData(EchoFamily.V6, false)]
    public void A_truncated_answer_is_never_taken_for_whole(EchoFamily family, bool withIpHeader)
    {
        byte[] answer = Answer(family, new EchoRequest(0xABCD, 0x3039, Payload), withIpHeader);
        for (int length = 0; length < answer.Length; length++)
        {
            Span<byte> part = answer.AsSpan(0, length);
            Assert.NotEqual(Decoded.Whole, EchoPacket.TryReadReply(part, family, withIpHeader, out EchoReply reply));
            Assert.Equal(default, reply);
        }
    }

    [Fact]
    public void Each_flipped_bit_of_an_answer_is_noticed()
    {
        byte[] answer = Answer(EchoFamily.V4, new EchoRequest(0xABCD, 0x3039, Payload), withIpHeader: false);
        for (int bit = 0; bit < answer.Length * 8; bit++)
        {
            answer[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(Decoded.Malformed, EchoPacket.TryReadReply(answer, EchoFamily.V4, false, out _));
            answer[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(Decoded.Whole, EchoPacket.TryReadReply(answer, EchoFamily.V4, false, out _));
    }

    [Fact]
    public void Options_in_the_IP_header_and_padding_behind_the_packet_are_passed_over()
    {
        byte[] message = Answer(EchoFamily.V4, new EchoRequest(1, 0x3039, Payload), withIpHeader: false);
        byte[] header = new byte[28];
        header[0] = 0x47;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(header.Length + message.Length));
        header[9] = 1;
        byte[] datagram = [.. header, .. message, 0xAA, 0xBB, 0xCC];
        Assert.Equal(Decoded.Whole, EchoPacket.TryReadReply(datagram, EchoFamily.V4, true, out EchoReply reply));
        Assert.Equal(Payload, reply.Payload);
    }

    [Theory]
    [InlineData(0, 0x44)]  // header length of 16 bytes
    [InlineData(0, 0x65)]  // version 6
    [InlineData(9, 17)]    // UDP
    [InlineData(3, 19)]    // total length below the header's
    public void A_wrong_IP_header_is_malformed(int position, byte value)
    {
        byte[] datagram = Answer(EchoFamily.V4, new EchoRequest(1, 2, Payload), withIpHeader: true);
        datagram[position] = value;
        Assert.Equal(Decoded.Malformed, EchoPacket.TryReadReply(datagram, EchoFamily.V4, true, out _));
    }

    [Fact]
    public void Our_own_request_on_the_loopback_is_no_answer()
    {
        Assert.Equal(Decoded.Malformed, EchoPacket.TryReadReply(Request(EchoFamily.V4), EchoFamily.V4, false, out _));
        Assert.Equal(Decoded.Malformed, EchoPacket.TryReadReply(Request(EchoFamily.V6), EchoFamily.V6, false, out _));
    }

    [Fact]
    public void A_payload_of_another_size_is_not_ours()
    {
        byte[] longer = [.. Answer(EchoFamily.V6, new EchoRequest(1, 2, Payload), false), 0];
        Assert.Equal(Decoded.Malformed, EchoPacket.TryReadReply(longer, EchoFamily.V6, false, out _));
    }

    [Theory]
    [InlineData(EchoFamily.V4, 3, 1, EchoKind.Unreachable)]
    [InlineData(EchoFamily.V4, 11, 0, EchoKind.TimeExceeded)]
    [InlineData(EchoFamily.V4, 12, 0, EchoKind.ParameterProblem)]
    [InlineData(EchoFamily.V6, 1, 4, EchoKind.Unreachable)]
    [InlineData(EchoFamily.V6, 2, 0, EchoKind.TooBig)]
    [InlineData(EchoFamily.V6, 3, 0, EchoKind.TimeExceeded)]
    [InlineData(EchoFamily.V6, 4, 1, EchoKind.ParameterProblem)]
    public void An_error_about_our_request_says_which_one(EchoFamily family, byte type, byte code, EchoKind kind)
    {
        byte[] error = Error(family, type, code, Request(family));
        Assert.Equal(Decoded.Whole, EchoPacket.TryReadReply(error, family, false, out EchoReply reply));
        Assert.Equal(new EchoReply(kind, code, 0xABCD, 0x3039, HasPayload: true, Payload), reply);

        // RFC 792 promises only the first 8 bytes of what was sent.
        error = Error(family, type, code, Request(family)[..8]);
        Assert.Equal(Decoded.Whole, EchoPacket.TryReadReply(error, family, false, out reply));
        Assert.Equal(new EchoReply(kind, code, 0xABCD, 0x3039, HasPayload: false, default), reply);
    }

    [Theory]
    [InlineData(EchoFamily.V4)]
    [InlineData(EchoFamily.V6)]
    public void A_truncated_error_is_partial_until_the_quotation_names_the_request(EchoFamily family)
    {
        byte type = family == EchoFamily.V4 ? (byte)3 : (byte)1;
        int header = (family == EchoFamily.V4 ? IpV4.Length : IpV6.Length) / 2;
        for (int length = 0; length < header + 8; length++)
        {
            byte[] error = new byte[8 + length];
            error[0] = type;
            Convert.FromHexString(family == EchoFamily.V4 ? IpV4 : IpV6)
                .AsSpan(0, Math.Min(length, header)).CopyTo(error.AsSpan(8));
            Sum(family, error);
            Assert.Equal(Decoded.Partial, EchoPacket.TryReadReply(error, family, false, out _));
        }
    }

    [Theory]
    [InlineData(EchoFamily.V4, 5)]   // redirect: the request went on its way
    [InlineData(EchoFamily.V4, 13)]  // timestamp
    [InlineData(EchoFamily.V6, 134)] // router advertisement
    public void Other_messages_are_not_about_us(EchoFamily family, byte type)
    {
        byte[] message = Error(family, type, 0, Request(family));
        Assert.Equal(Decoded.Malformed, EchoPacket.TryReadReply(message, family, false, out _));
    }

    [Fact]
    public void Random_datagrams_never_throw_and_never_allocate()
    {
        var random = new Random(4);
        byte[] noise = new byte[128];
        ReadNoise(random, noise, rounds: 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadNoise(random, noise, rounds: 100_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Checksums_follow_the_example_of_RFC_1071()
    {
        Assert.Equal(0x220D, InternetChecksum.Of([0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7]));
        Assert.Equal(0xFFFF, InternetChecksum.Of([]));
        Assert.Equal(0xFEFF, InternetChecksum.Of([1]));
    }

    private static void ReadNoise(Random random, byte[] noise, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            Span<byte> datagram = noise.AsSpan(0, random.Next(noise.Length));
            random.NextBytes(datagram);
            if (!datagram.IsEmpty) datagram[0] = (i % 4) switch { 0 => 0x45, 1 => 3, 2 => 1, _ => datagram[0] };
            EchoPacket.TryReadReply(datagram, EchoFamily.V4, withIpHeader: i % 4 == 0, out _);
            EchoPacket.TryReadReply(datagram, EchoFamily.V6, withIpHeader: false, out _);
            EchoPacket.TryReadRequest(datagram, EchoFamily.V6, withIpHeader: false, out _);
        }
    }

    private static byte[] Request(EchoFamily family)
    {
        byte[] packet = new byte[EchoPacket.Size];
        EchoPacket.WriteRequest(packet, family, 0xABCD, Payload);
        return packet;
    }

    private static byte[] Answer(EchoFamily family, in EchoRequest request, bool withIpHeader)
    {
        byte[] packet = new byte[EchoPacket.Size];
        Assert.Equal(EchoPacket.Size, EchoPacket.WriteReply(packet, family, request));
        return withIpHeader ? [.. Convert.FromHexString(IpV4), .. packet] : packet;
    }

    private static byte[] Error(EchoFamily family, byte type, byte code, byte[] quoted)
    {
        string header = family == EchoFamily.V4 ? IpV4 : IpV6;
        byte[] error = [type, code, 0, 0, 0, 0, 0, 0, .. Convert.FromHexString(header), .. quoted];
        Sum(family, error);
        return error;
    }

    private static void Sum(EchoFamily family, byte[] message)
    {
        if (family != EchoFamily.V4) return;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), InternetChecksum.Of(message));
    }
}
