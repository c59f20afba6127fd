using System.Buffers.Binary;
using Wanctl.Fuzz.Engine;
using Wanctl.Wire;
using Wanctl.Wire.Icmp;

namespace Wanctl.Fuzz.Targets;

/// <summary>Echo requests, answers and errors, of both families, with and without the header before them.</summary>
internal sealed class EchoTarget : FuzzTarget
{
    private const int Ipv4Header = 20;

    public override string Name => "echoes";

    public override int BytesMax => 300;

    public override long AllocatedMax => 100_000;

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (EchoFamily family in (EchoFamily[])[EchoFamily.V4, EchoFamily.V6])
        {
            byte[] request = new byte[EchoPacket.Size];
            EchoPacket.WriteRequest(request, family, 77, new EchoPayload(0x1122334455667788, 5_000_000_000, 9, 1));
            EchoPacket.TryReadRequest(request, family, false, out EchoRequest read);
            byte[] reply = new byte[EchoPacket.Size];
            EchoPacket.WriteReply(reply, family, read);
            yield return request;
            yield return reply;
            yield return [.. Header(reply.Length), .. reply];
            byte[] error = [family == EchoFamily.V4 ? (byte)3 : (byte)1, 1, 0, 0, 0, 0, 0, 0];
            byte[] six = new byte[40];
            (six[0], six[6]) = (0x60, 58);
            yield return [.. error, .. family == EchoFamily.V4 ? Header(request.Length) : six, .. request];
        }
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        int result = Read(input);
        // Chance alone never hits the sum, behind which the rest of the reader lies.
        byte[] mended = input.ToArray();
        Mend(mended.AsSpan(Math.Min(mended.Length, StartsHeader(mended) ? Ipv4Header : 0)));
        return HashCode.Combine(result, Read(mended));
    }

    private static byte[] Header(int length)
    {
        byte[] header = new byte[Ipv4Header];
        (header[0], header[9]) = (0x45, 1);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(Ipv4Header + length));
        return header;
    }

    private static bool StartsHeader(byte[] bytes) => bytes.Length > Ipv4Header && bytes[0] == 0x45;

    private static void Mend(Span<byte> message)
    {
        if (message.Length < 4)
            return;
        message[2..4].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], InternetChecksum.Of(message));
    }

    private static int Read(ReadOnlySpan<byte> input)
    {
        var sum = new HashCode();
        Span<byte> again = stackalloc byte[EchoPacket.Size];
        for (int way = 0; way < 4; way++)
        {
            (EchoFamily family, bool header) = ((EchoFamily)(way % 2), way > 1);
            Decoded answered = EchoPacket.TryReadReply(input, family, header, out EchoReply reply);
            Decoded asked = EchoPacket.TryReadRequest(input, family, header, out EchoRequest request);
            sum.Add((answered, asked, reply.Kind, reply.Code, reply.HasPayload));
            if (asked != Decoded.Whole)
                continue;
            EchoPacket.WriteReply(again, family, request);
            Must(EchoPacket.TryReadReply(again, family, false, out EchoReply copy) == Decoded.Whole
                && copy.Payload == request.Payload, "the answer to a request is not read as it was asked");
        }
        return sum.ToHashCode();
    }
}
