using System.Buffers.Binary;

namespace Wanctl.Wire.Dns;

/// <summary>
/// Reads what a name server says. Everything is checked before it is used; a message of a stranger is an outcome, not
/// an exception.
/// </summary>
public static class DnsMessage
{
    /// <summary>Other names that one answer may lead over before the address; real ones have up to three.</summary>
    public const int AliasesMax = 8;

    private const int ResponseBit = 0x8000;
    private const int OpcodeBits = 0x7800;
    private const int TruncatedBit = 0x0200;
    private const int CodeBits = 0x000F;
    private const byte CodeNoSuchName = 3;

    /// <summary>Type, class, time to live and length: what follows the name of a record.</summary>
    private const int RecordSize = 10;

    /// <summary>Reads a message and finds the addresses that answer a question.</summary>
    /// <param name="message">One datagram, or one message of a TCP stream without its length.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="addresses">Takes the addresses, one after another; those that find no place are left out.</param>
    /// <param name="reply">What it means, where it is <see cref="Decoded.Whole"/>.</param>
    /// <returns><see cref="Decoded.Partial"/> where the message ends before what it announces.</returns>
    public static Decoded TryRead(
        ReadOnlySpan<byte> message, in DnsQuestion question, Span<byte> addresses, out DnsReply reply)
    {
        reply = default;
        if (message.Length < DnsQuestion.HeaderSize) return Decoded.Partial;
        int flags = Number(message, 2);
        byte code = (byte)(flags & CodeBits);
        bool response = (flags & ResponseBit) != 0 && (flags & OpcodeBits) == 0;
        if (Number(message, 0) != question.Id || !response) return Decoded.Whole;

        int questions = Number(message, 4);
        if (questions == 0 && code is not (0 or CodeNoSuchName))
        {
            // A server that did not understand the question, or wants to hear none, need not repeat it.
            reply = new DnsReply(DnsOutcome.Failed, code, 0);
            return Decoded.Whole;
        }
        Decoded read = TryMatch(message, question, out bool ours, out int at);
        if (read != Decoded.Whole || questions != 1 || !ours) return read;

        if (code != 0)
        {
            reply = new DnsReply(code == CodeNoSuchName ? DnsOutcome.NoSuchName : DnsOutcome.Failed, code, 0);
            return Decoded.Whole;
        }
        if ((flags & TruncatedBit) != 0)
        {
            reply = new DnsReply(DnsOutcome.Truncated, code, 0);
            return Decoded.Whole;
        }
        read = TryFollow(message, at, in question, addresses, out int count);
        if (read == Decoded.Whole)
            reply = new DnsReply(count > 0 ? DnsOutcome.Found : DnsOutcome.NoAddress, code, count);
        return read;
    }

    /// <summary>Whether the question that the message repeats is ours.</summary>
    private static Decoded TryMatch(ReadOnlySpan<byte> message, in DnsQuestion question, out bool ours, out int next)
    {
        Span<byte> name = stackalloc byte[DnsName.Longest];
        ours = false;
        Decoded read = DnsName.TryRead(message, DnsQuestion.HeaderSize, name, out int length, out next);
        if (read != Decoded.Whole) return read;
        if (next + DnsQuestion.TailSize > message.Length) return Decoded.Partial;
        ours = DnsName.Same(name[..length], question.Name)
            && Number(message, next) == (int)question.Type
            && Number(message, next + 2) == DnsQuestion.ClassInternet;
        next += DnsQuestion.TailSize;
        return Decoded.Whole;
    }

    /// <summary>Goes from alias to alias until there are addresses; the records may stand in any order.</summary>
    private static Decoded TryFollow(
        ReadOnlySpan<byte> message, int start, in DnsQuestion question, Span<byte> addresses, out int count)
    {
        Span<byte> wanted = stackalloc byte[DnsName.Longest];
        question.Name.CopyTo(wanted);
        int length = question.Name.Length;
        count = 0;
        for (int alias = 0; alias <= AliasesMax; alias++)
        {
            Decoded read = TryScan(message, start, wanted[..length], question.Type, addresses, out count, out int to);
            if (read != Decoded.Whole || count > 0 || to == 0) return read;
            read = DnsName.TryRead(message, to, wanted, out length, out _);
            if (read != Decoded.Whole) return read;
        }
        return Decoded.Whole;
    }

    /// <summary>Goes through the records once.</summary>
    /// <param name="alias">Where the name stands that the wanted one leads to; 0 where it leads to none.</param>
    private static Decoded TryScan(
        ReadOnlySpan<byte> message, int at, ReadOnlySpan<byte> wanted, DnsType type, Span<byte> addresses,
        out int count, out int alias)
    {
        Span<byte> owner = stackalloc byte[DnsName.Longest];
        int size = type == DnsType.A ? 4 : 16;
        count = 0;
        alias = 0;
        for (int records = Number(message, 6); records > 0; records--)
        {
            Decoded read = DnsName.TryRead(message, at, owner, out int length, out at);
            if (read != Decoded.Whole) return read;
            if (at + RecordSize > message.Length) return Decoded.Partial;
            int kind = Number(message, at);
            bool meant = Number(message, at + 2) == DnsQuestion.ClassInternet
                && DnsName.Same(owner[..length], wanted);
            int bytes = Number(message, at + 8);
            int data = at + RecordSize;
            at = data + bytes;
            if (at > message.Length) return Decoded.Partial;
            if (!meant) continue;
            if (kind == (int)DnsType.Cname)
            {
                alias = data;
                continue;
            }
            if (kind != (int)type) continue;
            if (bytes != size) return Decoded.Malformed;
            if ((count + 1) * size > addresses.Length) continue;
            message.Slice(data, size).CopyTo(addresses[(count * size)..]);
            count++;
        }
        return Decoded.Whole;
    }

    private static int Number(ReadOnlySpan<byte> message, int at) =>
        BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
}
