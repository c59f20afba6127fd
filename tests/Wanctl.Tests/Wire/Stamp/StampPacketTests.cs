using System.Linq;
using System.Text.Json;
using Wanctl.Wire;
using Wanctl.Wire.Digest;
using Wanctl.Wire.Stamp;

namespace Wanctl.Tests.Wire.Stamp;

public sealed class StampPacketTests
{
    private const long NanosPerTick = 1;

    /// <summary>What is no request, by what the reflector says of it.</summary>
    private static readonly Dictionary<string, StampRefusal> Refused = new()
    {
        ["twamp-light-short"] = StampRefusal.TooShort,
        ["too-short-43"] = StampRefusal.TooShort,
        ["loop-answer-as-request"] = StampRefusal.Answer,
        ["sender-auth-tampered"] = StampRefusal.WrongSum,
    };

    public static TheoryData<string> Requests => [.. StampVector.All.Where(v => v.Asks).Select(v => v.Id)];

    public static TheoryData<string> Replies => [.. StampVector.All.Where(v => !v.Asks).Select(v => v.Id)];

    [Fact]
    public void There_are_26_vectors() => Assert.Equal(26, StampVector.All.Count);

    [Theory]
    [MemberData(nameof(Requests))]
    public void Each_request_is_read_and_judged(string id)
    {
        StampVector vector = StampVector.Of(id);
        HmacKey<Sha256>? key = vector.Bytes.Length == StampPacket.KeyedSize ? vector.Key : null;
        Assert.Equal(
            Refused.GetValueOrDefault(id, StampRefusal.None), StampReflection.Examine(vector.Bytes, key));
        if (Refused.ContainsKey(id))
            return;
        Assert.Equal(Decoded.Whole, StampPacket.TryReadRequest(vector.Bytes, key, out StampRequest request));
        Assert.Equal(vector.Number("seq"), request.Sequence);
        if (vector.Has("ssid"))
            Assert.Equal(vector.Number("ssid"), request.SessionId);
        if (vector.Has("timestamp_unix_ns"))
            Same(vector.Number("timestamp_unix_ns"), StampTime.UnixNanosOf(request.Time));
        if (vector.Has("timestamp_raw"))
            Assert.Equal((ulong)vector.Number("timestamp_raw"), request.Time);
        if (vector.Has("ptp_seconds"))
        {
            long nanos = vector.Number("ptp_seconds") * 1_000_000_000 + vector.Number("ptp_nanoseconds");
            Assert.Equal(nanos, StampTime.NanosOf(request.Time, ptp: true));
        }
        Same(vector.Decoded.GetProperty("error"), request.Error);
        Span<byte> again = stackalloc byte[StampPacket.KeyedSize];
        int size = StampPacket.WriteRequest(again, request, key);
        if (vector.Bytes.Length == size && !vector.Has("ssid_or_padding"))
            Assert.Equal(Convert.ToHexString(vector.Bytes), Convert.ToHexString(again[..size]));
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void Each_answer_is_read(string id)
    {
        StampVector vector = StampVector.Of(id);
        Assert.Equal(Decoded.Whole, StampPacket.TryReadReply(vector.Bytes, vector.Key, out StampReply reply));
        Assert.Equal(vector.Number("seq"), reply.Sequence);
        Assert.Equal(vector.Number("sender_seq"), reply.SenderSequence);
        Assert.Equal(vector.Has("sender_ttl") ? vector.Number("sender_ttl") : -1, reply.SenderHops);
        Same(vector.Number("timestamp_unix_ns"), StampTime.UnixNanosOf(reply.Transmit));
        Same(vector.Number("receive_unix_ns"), StampTime.UnixNanosOf(reply.Receive));
        Same(vector.Decoded.GetProperty("error"), reply.Error);
        Same(vector.Decoded.GetProperty("sender_error"), reply.SenderError);
        if (vector.Has("sender_timestamp_unix_ns"))
            Same(vector.Number("sender_timestamp_unix_ns"), StampTime.UnixNanosOf(reply.SenderTime));
        if (vector.Has("ssid"))
            Assert.Equal(vector.Number("ssid"), reply.SessionId);
        if (vector.Has("turnround_ns"))
            Same(vector.Number("turnround_ns"), reply.TurnNanos);
        if (vector.Has("up_raw_ns"))
            Same(vector.Number("up_raw_ns"), StampTime.Difference(reply.Receive, reply.SenderTime, ptp: false));
    }

    [Theory]
    [InlineData("sender-ntp", "reflector-stateless-ntp")]
    [InlineData("sender-ptp", "reflector-mixed")]
    [InlineData("sender-ssid-padding", "reflector-ssid-padding")]
    [InlineData("sender-unknown-tlv", "reflector-unknown-tlv")]
    [InlineData("sender-malformed-tlv", "reflector-malformed-tlv")]
    [InlineData("sender-auth", "reflector-auth")]
    public void The_reflector_answers_as_the_RFCs_say(string asked, string answered)
    {
        StampVector right = StampVector.Of(answered);
        byte[] datagram = [.. StampVector.Of(asked).Bytes];
        Assert.Equal(Decoded.Whole, StampPacket.TryReadReply(right.Bytes, right.Key, out StampReply reply));
        Assert.Equal(StampRefusal.None, StampReflection.Examine(datagram, right.Key));
        StampReflection.Answer(
            datagram, right.Key, reply.Receive, reply.Transmit, reply.Error, (byte)reply.SenderHops);
        Assert.Equal(Convert.ToHexString(right.Bytes), Convert.ToHexString(datagram));
        Assert.Equal(StampRefusal.Answer, StampReflection.Examine(datagram, right.Key));
    }

    [Fact]
    public void The_sum_of_the_TLVs_is_checked_and_made_anew()
    {
        StampVector vector = StampVector.Of("sender-hmac-tlv");
        byte[] tlvs = vector.Bytes[44..];
        byte[] sequence = vector.Bytes[..4];
        StampTlvs.Reflect(tlvs, sequence, vector.Key);
        // Known and sound: no flag is left, and the sum is that over what is sent.
        Assert.Equal("000100040000000000080010", Convert.ToHexStringLower(tlvs[..12]));
        Assert.True(vector.Key!.Verify(tlvs.AsSpan(12, 16), sequence, tlvs.AsSpan(0, 8)));

        byte[] forged = vector.Bytes[44..];
        forged[5] ^= 1;
        StampTlvs.Reflect(forged, sequence, vector.Key);
        Assert.Equal((0x20, 0x20), (forged[0], forged[8]));

        byte[] keyless = vector.Bytes[44..];
        StampTlvs.Reflect(keyless, sequence, null);
        Assert.Equal((0x00, 0x80), (keyless[0], keyless[8]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_truncated_packet_is_partial(bool keyed)
    {
        HmacKey<Sha256>? key = keyed ? new HmacKey<Sha256>("key"u8) : null;
        byte[] packet = new byte[StampPacket.KeyedSize];
        int size = StampPacket.WriteRequest(packet, new StampRequest(1, 2, new StampError(3), 4), key);
        for (int length = 0; length < size; length++)
        {
            Span<byte> part = packet.AsSpan(0, length);
            Assert.Equal(StampRefusal.TooShort, StampReflection.Examine(part, key));
            Assert.Equal(Decoded.Partial, StampPacket.TryReadRequest(part, key, out _));
            Assert.Equal(0, StampPacket.WriteRequest(part, default, key));
            Decoded found = StampPacket.TryReadReply(part, key, out _);
            Assert.Equal(!keyed && length >= StampPacket.ReplySizeMin ? Decoded.Whole : Decoded.Partial, found);
        }
    }

    [Fact]
    public void Each_flipped_bit_of_a_signed_packet_is_noticed()
    {
        StampVector vector = StampVector.Of("sender-auth");
        byte[] packet = [.. vector.Bytes];
        for (int bit = 0; bit < packet.Length * 8; bit++)
        {
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(StampRefusal.None, StampReflection.Examine(packet, vector.Key));
            Assert.Equal(Decoded.Malformed, StampPacket.TryReadRequest(packet, vector.Key, out _));
            Assert.Equal(Decoded.Malformed, StampPacket.TryReadReply(packet, vector.Key, out _));
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.Equal(StampRefusal.WrongSum, StampReflection.Examine(packet, new HmacKey<Sha256>("other"u8)));
    }

    [Theory]
    [InlineData(0, false, 0x0001)]
    [InlineData(0.001, false, 0x0F84)]
    [InlineData(0.01, true, 0x92A4)]
    [InlineData(1e12, true, 0xBFFF)]
    public void An_error_is_told_rounded_up(double seconds, bool synchronised, int raw)
    {
        StampError error = StampError.Of(seconds, synchronised);
        Assert.Equal(raw, error.Raw);
        Assert.True(error.Seconds >= Math.Min(seconds, 5e11));
    }

    [Theory]
    [InlineData(0L, 0x83AA7E80_00000000UL)]
    [InlineData(500_000_000L, 0x83AA7E80_80000000UL)]
    [InlineData(-500_000_000L, 0x83AA7E7F_80000000UL)]
    [InlineData(2_085_978_496_500_000_000L, 0x00000000_80000000UL)]
    public void Times_are_those_of_NTP(long unixNanos, ulong ntp)
    {
        Assert.Equal(ntp, StampTime.NtpOf(unixNanos));
        Same(unixNanos, StampTime.UnixNanosOf(ntp));
    }

    [Theory]
    [InlineData(0x00000001_00000000UL, 0xFFFFFFFF_00000000UL, 2_000_000_000L)]
    [InlineData(0xFFFFFFFF_00000000UL, 0x00000001_00000000UL, -2_000_000_000L)]
    [InlineData(0x00000005_00000000UL, 0x00000005_80000000UL, -500_000_000L)]
    public void Differences_hold_over_the_end_of_an_era(ulong later, ulong earlier, long nanos) =>
        Assert.Equal(nanos, StampTime.Difference(later, earlier, ptp: false));

    [Fact]
    public void Random_datagrams_never_throw_never_grow_and_never_allocate()
    {
        var random = new Random(6);
        byte[] noise = new byte[300];
        var key = new HmacKey<Sha256>("key"u8);
        Read(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(100_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Read(int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                Span<byte> datagram = noise.AsSpan(0, random.Next(noise.Length));
                random.NextBytes(datagram);
                HmacKey<Sha256>? with = i % 2 == 0 ? key : null;
                StampPacket.TryReadReply(datagram, with, out _);
                StampPacket.TryReadRequest(datagram, with, out _);
                if (StampReflection.Examine(datagram, with) == StampRefusal.None)
                    StampReflection.Answer(datagram, with, 5, 6, new StampError(0x0F84), 64);
                if (datagram.Length >= 4)
                    StampTlvs.Reflect(datagram[4..], datagram[..4], with);
            }
        }
    }

    private static void Same(long unixNanos, long found) =>
        Assert.InRange(found - unixNanos, -NanosPerTick, NanosPerTick);

    private static void Same(JsonElement error, StampError found)
    {
        Assert.Equal(error.GetProperty("S").GetInt32() == 1, found.Synchronised);
        Assert.Equal(error.GetProperty("Z").GetInt32() == 1, found.Ptp);
        Assert.Equal(error.GetProperty("scale").GetInt32(), found.Scale);
        Assert.Equal(error.GetProperty("multiplier").GetInt32(), found.Multiplier);
        JsonElement seconds = error.GetProperty("error_seconds");
        Assert.Equal(seconds.ValueKind == JsonValueKind.Null ? double.NaN : seconds.GetDouble(), found.Seconds);
    }
}
