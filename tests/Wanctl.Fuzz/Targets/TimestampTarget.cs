using System.Buffers.Binary;
using Wanctl.Fuzz.Engine;
using Wanctl.Wire;
using Wanctl.Wire.Icmp;

namespace Wanctl.Fuzz.Targets;

/// <summary>Answers to ICMP timestamp requests and errors about them, with and without the IP header.</summary>
internal sealed class TimestampTarget : FuzzTarget
{
    public override string Name => "timestamps";

    public override int BytesMax => 200;

    public override long AllocatedMax => 100_000;

    public override IEnumerable<byte[]> Seeds()
    {
        byte[] header = Convert.FromHexString("4500002800004000400100000a0000020a000001");
        byte[] request = new byte[TimestampPacket.Size];
        TimestampPacket.WriteRequest(request, 77, 9, 0x80A385F4);
        byte[] reply = Convert.FromHexString("0e00d5c25743000180a385f400bd5e7300bd5e73");
        yield return reply;
        yield return [.. header, .. reply];
        yield return [11, 0, 0, 0, 0, 0, 0, 0, .. header, .. request];
        yield return [3, 1, 0, 0, 0, 0, 0, 0, .. header, .. request[..8]];
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        var sum = new HashCode();
        sum.Add(Read(input, withIpHeader: false));
        sum.Add(Read(input, withIpHeader: true));
        // Chance alone never hits the sum, behind which the rest of the reader lies.
        byte[] mended = input.ToArray();
        int header = mended.Length > 20 && mended[0] == 0x45 ? 20 : 0;
        if (mended.Length >= header + 4)
        {
            Span<byte> message = mended.AsSpan(header);
            message[2..4].Clear();
            BinaryPrimitives.WriteUInt16BigEndian(message[2..], InternetChecksum.Of(message));
        }
        sum.Add(Read(mended, header > 0));
        return sum.ToHashCode();
    }

    private static int Read(ReadOnlySpan<byte> input, bool withIpHeader)
    {
        Decoded found = TimestampPacket.TryReadReply(input, withIpHeader, out TimestampReply reply);
        Must(found == Decoded.Whole || reply == default, "something was told although nothing was read");
        Must(reply.Kind == EchoKind.Answer || (reply.Receive, reply.Transmit) == default, "an error tells the time");
        return HashCode.Combine(found, reply);
    }
}
