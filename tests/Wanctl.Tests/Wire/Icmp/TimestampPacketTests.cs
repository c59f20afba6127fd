using System.Buffers.Binary;
using Wanctl.Wire;
using Wanctl.Wire.Icmp;

namespace Wanctl.Tests.Wire.Icmp;

public sealed class TimestampPacketTests
{
    /// <summary>Asked of and answered by a Linux kernel: with a nonce, and with a plain time of day.</summary>
    private const string Asked = "0d0095235743000180a385f40000000000000000";
    private const string Answered = "0e00d5c25743000180a385f400bd5e7300bd5e73";
    private const string AnsweredPlain = "0e007d295743000200bd5e7300bd5e7300bd5e73";
    private const string IpHeader = "4500002800004000400100000a0000020a000001";

    [Fact]
    public void A_request_is_written_as_the_kernel_was_asked()
    {
        Span<byte> packet = stackalloc byte[32];
        packet.Fill(0xEE);
        Assert.Equal(20, TimestampPacket.WriteRequest(packet, 0x5743, 1, 0x80A385F4));
        Assert.Equal(Asked, Convert.ToHexStringLower(packet[..20]));
        Assert.Equal(0xEE, packet[20]);
        Assert.Equal(0, TimestampPacket.WriteRequest(packet[..19], 1, 1, 1));
    }

    [Theory]
    [InlineData(Answered, 1, 0x80A385F4u)]
    [InlineData(AnsweredPlain, 2, 0x00BD5E73u)]
    public void The_kernels_answers_are_read(string hex, int sequence, uint originate)
    {
        byte[] answer = Convert.FromHexString(hex);
        Assert.Equal(Decoded.Whole, TimestampPacket.TryReadReply(answer, false, out TimestampReply reply));
        Assert.Equal(
            new TimestampReply(
                EchoKind.Answer, 0, 0x5743, (ushort)sequence, true, originate, 12_410_483, 12_410_483),
            reply);
        byte[] raw = [.. Convert.FromHexString(IpHeader), .. answer, 0, 0, 0, 0, 0, 0];
        Assert.Equal(Decoded.Whole, TimestampPacket.TryReadReply(raw, true, out TimestampReply again));
        Assert.Equal(reply, again);
    }

    [Theory]
    [InlineData(0u, 0x80000000u)]
    [InlineData(0x7FFFFFFFu, 0xFFFFFFFFu)]
    [InlineData(0x80A385F4u, 0x80A385F4u)]
    public void A_nonce_is_no_time_of_day(uint random, uint nonce) =>
        Assert.Equal(nonce, TimestampPacket.NonceOf(random));

    [Fact]
    public void A_truncated_answer_is_never_taken_for_whole()
    {
        byte[] raw = [.. Convert.FromHexString(IpHeader), .. Convert.FromHexString(Answered)];
        for (int length = 0; length < raw.Length; length++)
        {
            Assert.NotEqual(Decoded.Whole, TimestampPacket.TryReadReply(raw.AsSpan(0, length), true, out _));
            // Shorter with a sum that is right: the host has cut it.
            byte[] cut = raw[20..][..Math.Max(0, length - 20)];
            Sum(cut);
            Assert.Equal(Decoded.Partial, TimestampPacket.TryReadReply(cut, false, out TimestampReply reply));
            Assert.Equal(default, reply);
        }
    }

    [Fact]
    public void Each_flipped_bit_is_noticed()
    {
        byte[] answer = Convert.FromHexString(Answered);
        for (int bit = 0; bit < answer.Length * 8; bit++)
        {
            answer[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(Decoded.Malformed, TimestampPacket.TryReadReply(answer, false, out _));
            answer[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData(0, 13)] // our own request on the loopback
    [InlineData(0, 0)]  // an echo reply
    [InlineData(1, 1)]  // a code that no answer has
    public void Other_messages_are_no_answers(int position, byte value)
    {
        byte[] answer = Convert.FromHexString(Answered);
        answer[position] = value;
        Sum(answer);
        Assert.Equal(Decoded.Malformed, TimestampPacket.TryReadReply(answer, false, out _));
    }

    [Fact]
    public void A_longer_answer_is_not_ours()
    {
        byte[] answer = [.. Convert.FromHexString(Answered), 0, 0];
        Sum(answer);
        Assert.Equal(Decoded.Malformed, TimestampPacket.TryReadReply(answer, false, out _));
    }

    [Theory]
    [InlineData(3, EchoKind.Unreachable)]
    [InlineData(11, EchoKind.TimeExceeded)]
    [InlineData(12, EchoKind.ParameterProblem)]
    public void An_error_says_which_request_it_is_about(byte type, EchoKind kind)
    {
        Assert.Equal(Decoded.Whole, TimestampPacket.TryReadReply(Error(type, Asked), false, out TimestampReply reply));
        Assert.Equal(new TimestampReply(kind, 1, 0x5743, 1, true, 0x80A385F4, 0, 0), reply);
        // RFC 792 promises only the first 8 bytes of what was sent.
        Assert.Equal(Decoded.Whole, TimestampPacket.TryReadReply(Error(type, Asked[..16]), false, out reply));
        Assert.Equal(new TimestampReply(kind, 1, 0x5743, 1, false, 0, 0, 0), reply);
        Assert.Equal(Decoded.Partial, TimestampPacket.TryReadReply(Error(type, Asked[..14]), false, out _));
    }

    [Fact]
    public void An_error_about_an_echo_is_not_about_a_timestamp() =>
        Assert.Equal(
            Decoded.Malformed, TimestampPacket.TryReadReply(Error(3, "08007921ABCD3039"), false, out _));

    [Fact]
    public void Random_datagrams_never_throw_and_never_allocate()
    {
        var random = new Random(7);
        byte[] noise = new byte[96];
        ReadNoise(random, noise, rounds: 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadNoise(random, noise, rounds: 100_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void ReadNoise(Random random, byte[] noise, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            Span<byte> datagram = noise.AsSpan(0, random.Next(noise.Length));
            random.NextBytes(datagram);
            if (!datagram.IsEmpty)
                datagram[0] = (i % 4) switch { 0 => 0x45, 1 => 14, 2 => 3, _ => datagram[0] };
            if (i % 2 == 1 && datagram.Length >= 4)
                Sum(datagram);
            TimestampPacket.TryReadReply(datagram, withIpHeader: i % 4 == 0, out _);
            TimestampPacket.WriteRequest(datagram, 1, 2, 3);
        }
    }

    private static byte[] Error(byte type, string quoted)
    {
        byte[] error = [type, 1, 0, 0, 0, 0, 0, 0, .. Convert.FromHexString(IpHeader + quoted)];
        Sum(error);
        return error;
    }

    private static void Sum(Span<byte> message)
    {
        if (message.Length < 4)
            return;
        message[2..4].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], InternetChecksum.Of(message));
    }
}
