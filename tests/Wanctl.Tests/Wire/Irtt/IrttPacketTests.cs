using System.Linq;
using Wanctl.Wire;
using Wanctl.Wire.Digest;
using Wanctl.Wire.Irtt;

namespace Wanctl.Tests.Wire.Irtt;

public sealed class IrttPacketTests
{
    private static readonly IrttParameters Wanted = new()
    {
        Version = 1, DurationNanos = 110_000_000, IntervalNanos = 50_000_000, Stamps = IrttStamps.Both,
        Clocks = IrttClocks.Monotonic,
    };

    public static TheoryData<string> Ids => [.. IrttVector.All.Select(vector => vector.Id)];

    [Fact]
    public void There_are_95_vectors() => Assert.Equal(95, IrttVector.All.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_packet_that_was_recorded_is_written_and_read(string id)
    {
        IrttVector vector = IrttVector.Of(id);
        bool asksOddly = id.StartsWith("odd-", StringComparison.Ordinal)
            || id.StartsWith("no-", StringComparison.Ordinal);
        switch (vector.ToServer, vector.Flags)
        {
            case (false, 3 or 7):
                ReadsOpenReply(vector);
                break;
            case (false, 2 or 6):
                ReadsEchoReply(vector);
                break;
            case (true, 1 or 5) when !asksOddly:
                WritesOpen(vector);
                break;
            case (true, 0) when !asksOddly:
                WritesEcho(vector);
                break;
            case (true, 4):
                WritesClose(vector);
                break;
            default:
                Assert.True(vector.ToServer && asksOddly, $"{id} is of a kind that nothing checks");
                break;
        }
        // What was sent to a server is no answer to a client.
        if (vector.ToServer && id != "no-echo-reply-flag")
        {
            Assert.NotEqual(Decoded.Whole, IrttPacket.TryReadOpenReply(vector.Bytes, vector.Key, out _));
            Assert.NotEqual(Decoded.Whole, IrttPacket.TryReadEchoReply(vector.Bytes, Wanted, vector.Key, out _));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_answer_that_is_cut_is_never_whole(string id)
    {
        IrttVector vector = IrttVector.Of(id);
        if (vector.ToServer)
            return;
        int whole = vector.Flags is 3 or 7 ? vector.Bytes.Length : (int)vector.Number("header_length");
        for (int length = 0; length < whole; length++)
        {
            ReadOnlySpan<byte> part = vector.Bytes.AsSpan(0, length);
            Decoded echo = IrttPacket.TryReadEchoReply(part, vector.Under, vector.Key, out IrttEchoReply reply);
            Assert.NotEqual(Decoded.Whole, echo);
            Assert.Equal(default, reply);
            Decoded open = IrttPacket.TryReadOpenReply(part, vector.Key, out IrttOpenReply opened);
            // Unsigned, a list of parameters that ends between two of them is a shorter list.
            if (vector.Key is null && vector.Flags is (3 or 7) && open == Decoded.Whole)
                Assert.NotEqual(vector.Parameters, opened.Parameters);
            else
                Assert.NotEqual(Decoded.Whole, open);
        }
    }

    [Theory]
    [InlineData("hmac-open-reply")]
    [InlineData("hmac-echo-reply-0")]
    public void Each_flipped_bit_of_a_signed_answer_is_noticed(string id)
    {
        IrttVector vector = IrttVector.Of(id);
        byte[] packet = [.. vector.Bytes];
        Assert.Equal(Decoded.Whole, Read(vector.Key));
        Assert.Equal(Decoded.Malformed, Read(null));
        Assert.Equal(Decoded.Malformed, Read(new HmacKey<Md5>("other"u8)));
        for (int bit = 0; bit < packet.Length * 8; bit++)
        {
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(Decoded.Malformed, Read(vector.Key));
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Decoded Read(HmacKey<Md5>? key) => vector.Flags == 3
            ? IrttPacket.TryReadOpenReply(packet, key, out _)
            : IrttPacket.TryReadEchoReply(packet, vector.Under, key, out _);
    }

    [Fact]
    public void An_unsigned_answer_is_refused_where_there_is_a_key()
    {
        byte[] answer = IrttVector.Of("both-open-reply").Bytes;
        Assert.Equal(Decoded.Malformed, IrttPacket.TryReadOpenReply(answer, new HmacKey<Md5>("s3cret"u8), out _));
    }

    [Theory]
    [InlineData("0102ffffffffffffffffff01")] // a type of 2^64 - 1 that ends before its value
    [InlineData("010202")]                   // a type without a value
    [InlineData("0102090472616e")]           // a text that is cut
    public void A_list_that_ends_too_early_is_partial(string list) =>
        Assert.Equal(Decoded.Partial, ReadList(list));

    [Theory]
    [InlineData("")]                             // no version
    [InlineData("0104")]                         // version 2
    [InlineData("01020201")]                     // duration -1
    [InlineData("01020301")]                     // interval -1
    [InlineData("01020401")]                     // length -1
    [InlineData("0102048080f0ffff1f")]           // length beyond a datagram
    [InlineData("01020508")]                     // statistics 4
    [InlineData("0102050a")]                     // statistics 5
    [InlineData("010205828080808040")]           // statistics 2^32 + 1
    [InlineData("0102060a")]                     // stamps 5
    [InlineData("01020708")]                     // clocks 4
    [InlineData("010208ff03")]                   // ToS -256
    [InlineData("01020921")]                     // a text of 33 bytes
    [InlineData("010209ffffffffffffffffff01")]   // a text of 2^64 - 1 bytes
    [InlineData("0102ffffffffffffffffff7f02")]   // a varint of 70 bits
    [InlineData("0102ffffffffffffffffffff0102")] // a varint of 11 bytes
    public void A_list_that_makes_no_sense_is_malformed(string list) =>
        Assert.Equal(Decoded.Malformed, ReadList(list));

    [Fact]
    public void A_list_longer_than_128_bytes_is_malformed()
    {
        string unknown = string.Concat(Enumerable.Repeat("4d0a", 63));
        Assert.Equal(Decoded.Whole, ReadList("0102" + unknown));
        Assert.Equal(Decoded.Malformed, ReadList("0102" + unknown + "4d0a"));
    }

    [Theory]
    [InlineData(0, IrttStamps.None, IrttClocks.Both, 0, 16)]
    [InlineData(0, IrttStamps.Both, IrttClocks.Monotonic, 0, 32)]
    [InlineData(1, IrttStamps.Midpoint, IrttClocks.Monotonic, 0, 28)]
    [InlineData(3, IrttStamps.Both, IrttClocks.Both, 0, 60)]
    [InlineData(3, IrttStamps.Both, IrttClocks.Both, 30, 60)]
    [InlineData(0, IrttStamps.Receive, IrttClocks.Wall, 80, 80)]
    [InlineData(0, IrttStamps.Receive, IrttClocks.None, 0, 16)]
    public void An_echo_is_as_long_as_the_parameters_say(
        int statistics, IrttStamps stamps, IrttClocks clocks, long length, int size)
    {
        var parameters = new IrttParameters
        {
            Version = 1, Statistics = (IrttStatistics)statistics, Stamps = stamps, Clocks = clocks, Length = length,
        };
        Assert.Equal(size, IrttPacket.EchoSize(parameters, keyed: false));
        Assert.Equal(Math.Max(length, FieldsOf(size, length) + 16), IrttPacket.EchoSize(parameters, keyed: true));
        byte[] packet = new byte[size];
        Assert.Equal(size, IrttPacket.WriteEcho(packet, 1, 2, parameters));
        Assert.Equal(0, IrttPacket.WriteEcho(packet.AsSpan(1), 1, 2, parameters));
    }

    [Fact]
    public void Nothing_is_written_where_there_is_no_room()
    {
        var key = new HmacKey<Md5>("key"u8);
        for (int size = 0; size < 28; size++)
            Assert.Equal(0, IrttPacket.WriteClose(new byte[size], 1, key));
        for (int size = 0; size < 130; size++)
            Assert.Equal(0, IrttPacket.WriteOpen(new byte[size], Wanted, key));
        Assert.NotEqual(0, IrttPacket.WriteOpen(new byte[160], Wanted, key));
    }

    [Fact]
    public void Random_packets_never_throw_and_never_allocate()
    {
        var random = new Random(11);
        byte[] noise = new byte[200];
        byte[] magic = [0x14, 0xa7, 0x5b];
        var key = new HmacKey<Md5>("key"u8);
        Read(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(50_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Read(int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                Span<byte> packet = noise.AsSpan(0, random.Next(noise.Length));
                random.NextBytes(packet);
                if (packet.Length > 20 && i % 2 == 0)
                {
                    magic.CopyTo(packet);
                    packet[3] = (byte)(i % 4 == 0 ? 3 : 2);
                    packet[12] = 1;
                    packet[13] = 2;
                }
                var parameters = new IrttParameters
                {
                    Statistics = (IrttStatistics)(i % 4), Stamps = (IrttStamps)(i % 5), Clocks = (IrttClocks)(i % 4),
                };
                HmacKey<Md5>? with = i % 3 == 0 ? key : null;
                IrttPacket.TryReadOpenReply(packet, with, out _);
                IrttPacket.TryReadEchoReply(packet, parameters, with, out _);
            }
        }
    }

    /// <summary>The size of the fields alone: the receive stamp is the one with filling behind it.</summary>
    private static int FieldsOf(int size, long length) => length == size ? 24 : size;

    private static void ReadsOpenReply(IrttVector vector)
    {
        Assert.Equal(Decoded.Whole, IrttPacket.TryReadOpenReply(vector.Bytes, vector.Key, out IrttOpenReply reply));
        Assert.Equal(new IrttOpenReply(vector.Token, vector.Flags == 7, vector.Parameters), reply);
    }

    private static void ReadsEchoReply(IrttVector vector)
    {
        Decoded found = IrttPacket.TryReadEchoReply(vector.Bytes, vector.Under, vector.Key, out IrttEchoReply reply);
        Assert.Equal(Decoded.Whole, found);
        Assert.Equal(
            new IrttEchoReply
            {
                Token = vector.Token,
                Sequence = (uint)vector.Number("seqno"),
                Ended = vector.Flags == 6,
                ReceivedCount = (uint)vector.Number("received_count"),
                ReceivedWindow = vector.Hex("received_window"),
                ReceiveWallNanos = vector.Number("receive_wall_ns"),
                ReceiveMonoNanos = vector.Number("receive_mono_ns"),
                MidpointWallNanos = vector.Number("midpoint_wall_ns"),
                MidpointMonoNanos = vector.Number("midpoint_mono_ns"),
                SendWallNanos = vector.Number("send_wall_ns"),
                SendMonoNanos = vector.Number("send_mono_ns"),
            },
            reply);
        Assert.Equal(vector.Bytes.Length, IrttPacket.EchoSize(vector.Under, vector.Key is not null));
    }

    private static void WritesOpen(IrttVector vector)
    {
        // What this client never asks for.
        if (vector.Parameters.ServerFills)
            return;
        byte[] packet = new byte[200];
        int size = IrttPacket.WriteOpen(packet, vector.Parameters, vector.Key, onlyAsk: vector.Flags == 5);
        Assert.Equal(Convert.ToHexString(vector.Bytes), Convert.ToHexString(packet.AsSpan(0, size)));
    }

    private static void WritesEcho(IrttVector vector)
    {
        byte[] packet = new byte[200];
        int size = IrttPacket.WriteEcho(
            packet, vector.Token, (uint)vector.Number("seqno"), vector.Under, vector.Key);
        Assert.Equal(Convert.ToHexString(vector.Bytes), Convert.ToHexString(packet.AsSpan(0, size)));
    }

    private static void WritesClose(IrttVector vector)
    {
        byte[] packet = new byte[40];
        int size = IrttPacket.WriteClose(packet, vector.Token, vector.Key);
        Assert.Equal(Convert.ToHexString(vector.Bytes), Convert.ToHexString(packet.AsSpan(0, size)));
    }

    private static Decoded ReadList(string list)
    {
        byte[] packet = Convert.FromHexString("14a75b030100000000000000" + list);
        return IrttPacket.TryReadOpenReply(packet, null, out _);
    }
}
