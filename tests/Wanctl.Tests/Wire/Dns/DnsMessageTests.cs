using Wanctl.Wire;
using Wanctl.Wire.Dns;

namespace Wanctl.Tests.Wire.Dns;

public class DnsMessageTests
{
    private const ushort Id = 0x1234;
    private const string Router = "router.lan";

    /// <summary>Where the question's name stands in every message.</summary>
    private const int QuestionAt = 12;

    [Fact]
    public void A_question_is_the_one_of_RFC_1035()
    {
        byte[] packet = new byte[DnsQuestion.SizeMax];
        int size = new DnsQuestion(Id, DnsAnswer.Wire(Router), DnsType.Aaaa).Write(packet);

        Assert.Equal(
            "12340100000100000000000006726F75746572036C616E00001C0001", Convert.ToHexString(packet.AsSpan(0, size)));
        Assert.Equal(0, new DnsQuestion(Id, DnsAnswer.Wire(Router), DnsType.A).Write(packet.AsSpan(0, size - 1)));
    }

    [Fact]
    public void Addresses_of_the_name_are_found()
    {
        byte[] message = Answer()
            .Record(QuestionAt, DnsType.A, 192, 0, 2, 1)
            .Record("other.lan", DnsType.A, 192, 0, 2, 9)
            .Record("ROUTER.lan", DnsType.A, 192, 0, 2, 2)
            .Record(QuestionAt, DnsType.Aaaa, new byte[16]).Bytes;

        Assert.Equal((DnsOutcome.Found, "C0000201C0000202"), Read(message));
    }

    [Fact]
    public void IPv6_addresses_have_sixteen_bytes()
    {
        byte[] address = [0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7];
        byte[] message = Answer(type: DnsType.Aaaa).Record(QuestionAt, DnsType.Aaaa, address).Bytes;

        Assert.Equal((DnsOutcome.Found, Convert.ToHexString(address)), Read(message, DnsType.Aaaa));
    }

    [Fact]
    public void A_chain_of_aliases_is_followed_in_any_order()
    {
        byte[] message = Answer()
            .Record("c.lan", DnsType.A, 192, 0, 2, 3)
            .Record("b.lan", DnsType.Cname, DnsAnswer.Wire("c.lan"))
            .Record(QuestionAt, DnsType.Cname, DnsAnswer.Wire("b.lan")).Bytes;

        Assert.Equal((DnsOutcome.Found, "C0000203"), Read(message));
    }

    [Fact]
    public void An_alias_without_an_address_and_a_circle_of_aliases_have_none()
    {
        byte[] open = Answer().Record(QuestionAt, DnsType.Cname, DnsAnswer.Wire("b.lan")).Bytes;
        byte[] circle = Answer()
            .Record(QuestionAt, DnsType.Cname, DnsAnswer.Wire("b.lan"))
            .Record("b.lan", DnsType.Cname, DnsAnswer.Wire(Router)).Bytes;

        Assert.Equal((DnsOutcome.NoAddress, ""), Read(open));
        Assert.Equal((DnsOutcome.NoAddress, ""), Read(circle));
    }

    [Theory]
    [InlineData(0x8180, DnsOutcome.NoAddress)]
    [InlineData(0x8183, DnsOutcome.NoSuchName)]
    [InlineData(0x8182, DnsOutcome.Failed)]
    [InlineData(0x8185, DnsOutcome.Failed)]
    [InlineData(0x8380, DnsOutcome.Truncated)]
    [InlineData(0x0100, DnsOutcome.Foreign)]
    [InlineData(0x9180, DnsOutcome.Foreign)]
    public void The_header_says_what_an_answer_without_records_means(int flags, DnsOutcome outcome) =>
        Assert.Equal((outcome, ""), Read(Answer(flags: flags).Bytes));

    [Fact]
    public void A_refusal_need_not_repeat_the_question_but_a_missing_name_must()
    {
        byte[] header = [0x12, 0x34, 0x81, 0x85, 0, 0, 0, 0, 0, 0, 0, 0];

        Assert.Equal((DnsOutcome.Failed, ""), Read(header));
        Assert.NotEqual(DnsOutcome.NoSuchName, Try(DnsAnswer.WithFlags(header, 0x8183), DnsType.A).Reply.Outcome);
    }

    [Fact]
    public void Another_number_name_type_or_class_is_no_answer()
    {
        Assert.Equal(DnsOutcome.Foreign, Read(new DnsAnswer(Id + 1, Router, DnsType.A).Bytes).Outcome);
        Assert.Equal(DnsOutcome.Foreign, Read(new DnsAnswer(Id, "router.lam", DnsType.A).Bytes).Outcome);
        Assert.Equal(DnsOutcome.Foreign, Read(new DnsAnswer(Id, Router, DnsType.Aaaa).Bytes).Outcome);
        byte[] chaos = Answer().Bytes;
        chaos[^1] = 3;
        Assert.Equal(DnsOutcome.Foreign, Read(chaos).Outcome);
        byte[] twice = Answer().Bytes;
        twice[5] = 2;
        Assert.Equal(DnsOutcome.Foreign, Read(twice).Outcome);
    }

    [Fact]
    public void Every_truncation_is_partial()
    {
        byte[] message = Answer()
            .Record(QuestionAt, DnsType.Cname, DnsAnswer.Wire("b.lan"))
            .Record("b.lan", DnsType.A, 192, 0, 2, 3).Bytes;
        for (int length = 0; length < message.Length; length++)
            Assert.Equal(Decoded.Partial, Try(message[..length], DnsType.A).Decoded);
    }

    [Fact]
    public void Hostile_lengths_and_counts_end_the_reading()
    {
        byte[] record = Answer().Record(QuestionAt, DnsType.A, 192, 0, 2, 3).Bytes;
        byte[] longData = [.. record];
        longData[^6] = 0xFF;
        byte[] manyRecords = [.. record];
        manyRecords[6] = 0xFF;
        byte[] shortAddress = Answer().Record(QuestionAt, DnsType.A, 192, 0, 2).Bytes;
        byte[] ownPointer = Answer().Bytes;
        int at = ownPointer.Length;
        byte[] circle = Answer().Record(at, DnsType.A, 192, 0, 2, 3).Bytes;

        Assert.Equal(Decoded.Partial, Try(longData, DnsType.A).Decoded);
        Assert.Equal(Decoded.Partial, Try(manyRecords, DnsType.A).Decoded);
        Assert.Equal(Decoded.Malformed, Try(shortAddress, DnsType.A).Decoded);
        Assert.Equal(Decoded.Malformed, Try(circle, DnsType.A).Decoded);
    }

    [Fact]
    public void Addresses_that_find_no_place_are_left_out()
    {
        DnsAnswer answer = Answer();
        for (byte i = 0; i < 100; i++)
            answer.Record(QuestionAt, DnsType.A, 192, 0, 2, i);

        Assert.Equal(4, Try(answer.Bytes, DnsType.A).Reply.Count);
    }

    [Fact]
    public void No_bytes_whatever_throw()
    {
        var random = new Random(1035);
        byte[] seed = Answer()
            .Record(QuestionAt, DnsType.Cname, DnsAnswer.Wire("b.lan"))
            .Record("b.lan", DnsType.A, 192, 0, 2, 3).Bytes;
        for (int round = 0; round < 200_000; round++)
        {
            byte[] message = [.. seed];
            for (int change = random.Next(1, 6); change > 0; change--)
                message[random.Next(message.Length)] = (byte)random.Next(256);
            Try(message, DnsType.A);
        }
    }

    private static DnsAnswer Answer(int flags = 0x8180, DnsType type = DnsType.A) => new(Id, Router, type, flags);

    private static (DnsOutcome Outcome, string Addresses) Read(byte[] message, DnsType type = DnsType.A)
    {
        (Decoded decoded, DnsReply reply, byte[] addresses) = Try(message, type);
        Assert.Equal(Decoded.Whole, decoded);
        int size = reply.Count * (type == DnsType.A ? 4 : 16);
        return (reply.Outcome, Convert.ToHexString(addresses.AsSpan(0, size)));
    }

    private static (Decoded Decoded, DnsReply Reply, byte[] Addresses) Try(byte[] message, DnsType type)
    {
        byte[] addresses = new byte[16];
        var question = new DnsQuestion(Id, DnsAnswer.Wire(Router), type);
        Decoded decoded = DnsMessage.TryRead(message, in question, addresses, out DnsReply reply);
        return (decoded, reply, addresses);
    }
}
