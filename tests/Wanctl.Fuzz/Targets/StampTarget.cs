using Wanctl.Fuzz.Engine;
using Wanctl.Wire;
using Wanctl.Wire.Digest;
using Wanctl.Wire.Stamp;

namespace Wanctl.Fuzz.Targets;

/// <summary>STAMP's requests to a reflector and what a client reads, with and without a key, with TLVs.</summary>
internal sealed class StampTarget : FuzzTarget
{
    private static readonly HmacKey<Sha256> Key = new("fuzz"u8);

    public override string Name => "stamp";

    public override int BytesMax => 1472;

    public override long AllocatedMax => 100_000;

    public override IEnumerable<byte[]> Seeds()
    {
        var request = new StampRequest(3, 0xEEB7478040000000, StampError.Of(0.001, false), 7);
        foreach (HmacKey<Sha256>? key in (HmacKey<Sha256>?[])[null, Key])
        {
            byte[] packet = new byte[key is null ? StampPacket.Size : StampPacket.KeyedSize];
            StampPacket.WriteRequest(packet, request, key);
            byte[] padding = [0x80, 1, 0, 4, 0, 0, 0, 0];
            byte[] unknown = [0x80, 200, 0, 2, 1, 2];
            byte[] sum = [0x80, 8, 0, 16, .. new byte[16]];
            Key.Compute(sum.AsSpan(4), packet.AsSpan(0, 4), padding);
            yield return packet;
            yield return [.. packet, .. padding, .. unknown];
            yield return [.. packet, .. padding, .. sum];
            byte[] answer = [.. packet];
            StampReflection.Answer(answer, key, 0xEEB7478043333333, 0xEEB747804335D249, new StampError(0x0F84), 64);
            yield return answer;
        }
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        var sum = new HashCode();
        foreach (HmacKey<Sha256>? key in (HmacKey<Sha256>?[])[null, Key])
        {
            byte[] datagram = input.ToArray();
            // Chance alone never hits the sum, behind which the rest of the reader lies.
            if (key is not null && datagram.Length >= StampPacket.KeyedSize)
                key.Compute(datagram.AsSpan(96, StampPacket.SumSize), datagram.AsSpan(0, 96));
            Decoded found = StampPacket.TryReadReply(datagram, key, out StampReply reply);
            StampRefusal refusal = StampReflection.Examine(datagram, key);
            sum.Add((found, reply.Sequence, reply.SenderHops, refusal));
            Must(found == Decoded.Whole || reply == default, "something was told although nothing was read");
            if (refusal != StampRefusal.None)
                continue;
            StampPacket.TryReadRequest(datagram, key, out StampRequest request);
            StampReflection.Answer(
                datagram, key, 0xEEB7478043333333, 0xEEB747804335D249, new StampError(0x0F84), 64);
            Must(
                StampPacket.TryReadReply(datagram, key, out StampReply answer) == Decoded.Whole
                    && answer.SenderSequence == request.Sequence && answer.SenderTime == request.Time,
                "the answer to a request is not read as it was asked");
            Must(StampReflection.Examine(datagram, key) == StampRefusal.Answer, "an answer would be answered");
        }
        return sum.ToHashCode();
    }
}
