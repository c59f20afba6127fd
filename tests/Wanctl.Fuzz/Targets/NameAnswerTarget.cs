using System.Buffers.Binary;
using Wanctl.Fuzz.Engine;
using Wanctl.Tests.Wire.Dns;
using Wanctl.Wire;
using Wanctl.Wire.Dns;

namespace Wanctl.Fuzz.Targets;

/// <summary>What a name server says: it answers the question that was asked, or it is none.</summary>
internal sealed class NameAnswerTarget : FuzzTarget
{
    private const ushort Id = 0x1234;
    private const int QuestionAt = 12;
    private const byte Untouched = 0xA5;

    private static readonly byte[] Router = DnsAnswer.Wire("router.lan");

    public override string Name => "name-answers";

    public override int BytesMax => 1500;

    public override long AllocatedMax => 100_000;

    public override IReadOnlyList<string> Words =>
        ["\xC0\x0C", "\xC0\x0B", "\xC0\xFF", "\xFF\xFF", "\x06router\x03lan\0", "\x01\x62\x03lan\0", "\x3F", "\x40",
        "\0\x01\0\x01\0\0\0\x3C\0\x04", "\0\x05\0\x01\0\0\0\x3C\0\x07", "\0\x1C\0\x01\0\0\0\x3C\0\x10", "\x81\x80",
        "\x83\x80", "\x81\x83"];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (DnsType type in (DnsType[])[DnsType.A, DnsType.Aaaa])
        {
            byte[] address = new byte[type == DnsType.A ? 4 : 16];
            address[^1] = 7;
            yield return new DnsAnswer(Id, "router.lan", type).Record(QuestionAt, type, address).Bytes;
            yield return new DnsAnswer(Id, "router.lan", type)
                .Record("c.lan", type, address)
                .Record("b.lan", DnsType.Cname, DnsAnswer.Wire("c.lan"))
                .Record(QuestionAt, DnsType.Cname, DnsAnswer.Wire("b.lan")).Bytes;
            foreach (int flags in (int[])[0x8180, 0x8183, 0x8182, 0x8380, 0x0100])
                yield return new DnsAnswer(Id, "router.lan", type, flags).Bytes;
        }
        yield return [0x12, 0x34, 0x81, 0x85, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        var sum = new HashCode();
        foreach (DnsType type in (DnsType[])[DnsType.A, DnsType.Aaaa])
        {
            sum.Add(Read(input, type));
            // Chance alone seldom leaves the question as it was, behind which the rest of the reader lies.
            byte[] begun = new DnsAnswer(Id, "router.lan", type).Bytes;
            sum.Add(input.Length <= begun.Length ? 0 : Read([.. begun[..6], .. input[6..8], .. begun[8..],
                .. input[begun.Length..]], type));
        }
        sum.Add(ReadName(input));
        return sum.ToHashCode();
    }

    private static int Read(ReadOnlySpan<byte> message, DnsType type)
    {
        int size = type == DnsType.A ? 4 : 16;
        var question = new DnsQuestion(Id, Router, type);
        Span<byte> addresses = stackalloc byte[3 * 16];
        addresses.Fill(Untouched);
        Decoded read = DnsMessage.TryRead(message, in question, addresses, out DnsReply reply);
        Must(read == Decoded.Whole || reply == default, "what cannot be read means something");
        Must((reply.Outcome == DnsOutcome.Found) == (reply.Count > 0), "found are no addresses, or they are not found");
        Must(reply.Count * size <= addresses.Length && reply.Code <= 15, "there is more than there is room for");
        if (reply.Outcome == DnsOutcome.Found)
            Must(!addresses[(reply.Count * size)..].ContainsAnyExcept(Untouched), "an address goes beyond its place");
        // The header alone holds 0.0.0.0: what was read stands behind it.
        for (int i = 0; i < reply.Count; i++)
        {
            int found = message[QuestionAt..].IndexOf(addresses.Slice(i * size, size));
            Must(found >= 0, "an address does not stand in it");
        }

        var other = new DnsQuestion(Id ^ 1, Router, type);
        if (reply.Outcome != DnsOutcome.Foreign)
        {
            Must(DnsMessage.TryRead(message, in other, addresses, out DnsReply stray) == Decoded.Whole
                && stray.Outcome == DnsOutcome.Foreign, "it answers two questions");
            Must(DnsMessage.TryRead([.. message, 0xC0], in question, addresses, out DnsReply longer) == Decoded.Whole
                && longer == reply, "it changes with what follows");
        }
        return HashCode.Combine(read, reply);
    }

    /// <summary>Names, wherever they begin; each that is read is one that can be read again and asked for.</summary>
    private static int ReadName(ReadOnlySpan<byte> message)
    {
        int whole = 0;
        int malformed = 0;
        Span<byte> name = stackalloc byte[DnsName.Longest];
        Span<byte> again = stackalloc byte[DnsName.Longest];
        Span<byte> packet = stackalloc byte[DnsQuestion.SizeMax];
        for (int at = 0; at < message.Length; at += 1 + message.Length / 64)
        {
            Decoded read = DnsName.TryRead(message, at, name, out int length, out int next);
            malformed += read == Decoded.Malformed ? 1 : 0;
            if (read != Decoded.Whole)
                continue;
            whole++;
            Must(length is > 0 and <= DnsName.Longest && name[length - 1] == 0, "a name has no end");
            Must(next > at && next <= message.Length, "the message does not go on after a name");
            Must(DnsName.TryRead(name[..length], 0, again, out int same, out _) == Decoded.Whole
                && DnsName.Same(name[..length], again[..same]), "a name without pointers is another one");
            int size = new DnsQuestion(Id, name[..length], DnsType.A).Write(packet);
            Must(size == QuestionAt + length + 4, "a question has another size than its parts");
            Must(BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) == 1, "a question is not one");
        }
        return HashCode.Combine(whole / 4, malformed / 4);
    }
}
