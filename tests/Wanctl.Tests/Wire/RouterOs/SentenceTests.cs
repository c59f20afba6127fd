using Wanctl.Wire;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Tests.Wire.RouterOs;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("R20", 0, Reply.Row)]
    [InlineData("R01", 0, Reply.Done)]
    [InlineData("R04", 0, Reply.Trap)]
    [InlineData("R13", 0, Reply.Fatal)]
    [InlineData("R11", 0, Reply.Empty)]
    [InlineData("R27", 0, Reply.Unknown)]
    [InlineData("R28", 0, Reply.None)]
    [InlineData("R28", 1, Reply.Done)]
    public void The_first_word_names_the_reply(string id, int index, Reply reply) =>
        Assert.Equal(reply, Read(id, index).Reply);

    [Theory]
    [InlineData("R16", 0, "2")]
    [InlineData("R17", 0, "2")]
    [InlineData("R01", 0, "")]
    [InlineData("F15", 0, "\\xff\\xfe")]
    [InlineData("F15", 1, "")]
    public void A_tag_is_found_wherever_it_stands(string id, int index, string tag) =>
        Assert.Equal(tag, RouterOsVector.Text(Read(id, index).Tag));

    [Theory]
    [InlineData("R17", "comment", "")]
    [InlineData("R19", "disabled", "")]
    [InlineData("R19", "disable", null)]
    [InlineData("R19", "disabledx", null)]
    [InlineData("R20", ".id", null)]
    [InlineData("R23", "comment", "line1\n!done\n=x=y")]
    [InlineData("R24", "remote", "1.1.1.1")]
    [InlineData("R03", "ret", "93b438ec9b80057c06dd9fe67d56aa9a")]
    [InlineData("F17", "a", "b")]
    public void An_attribute_is_found_by_its_whole_key(string id, string key, string? value)
    {
        bool found = Read(id, 0).TryGet(System.Text.Encoding.ASCII.GetBytes(key), out ReadOnlySpan<byte> text);
        Assert.Equal(value is not null, found);
        Assert.Equal(value ?? "", RouterOsVector.Text(text));
    }

    [Theory]
    [InlineData("R13", "session terminated on request")]
    [InlineData("R15", "")]
    [InlineData("R09", "std failure: not allowed (9)")]
    [InlineData("R36", "a")]
    public void The_reason_of_a_complaint_is_found_in_both_of_its_shapes(string id, string message) =>
        Assert.Equal(message, RouterOsVector.Text(Read(id, 0).Message));

    [Theory]
    [InlineData("R07", 0, TrapCategory.BadValue)]
    [InlineData("R08", 0, TrapCategory.Interrupted)]
    [InlineData("R09", 0, TrapCategory.Unknown)]
    [InlineData("R36", 0, TrapCategory.Unknown)]
    [InlineData("R36", 1, TrapCategory.Interrupted)]
    public void A_trap_without_a_category_has_an_unknown_one(string id, int index, TrapCategory category) =>
        Assert.Equal(category, Read(id, index).Category);

    [Fact]
    public void The_first_word_of_a_command_is_the_command()
    {
        RouterOsVector vector = RouterOsVector.Find("tx", "T10");
        var reader = new SentenceReader();
        vector.Bytes.CopyTo(reader.Free);
        reader.Commit(vector.Bytes.Length);
        Assert.Equal(Decoded.Whole, reader.TryRead(out Sentence sentence));
        Assert.Equal("/cancel"u8, sentence.Command);
        Assert.Equal("7"u8, sentence.Tag);
        Assert.True(sentence.TryGet("tag"u8, out ReadOnlySpan<byte> target));
        Assert.Equal("2"u8, target);
    }

    private static Sentence Read(string id, int index)
    {
        RouterOsVector vector = RouterOsVector.Find("rx", id);
        var reader = new SentenceReader();
        vector.Bytes.CopyTo(reader.Free);
        reader.Commit(vector.Bytes.Length);
        Sentence sentence;
        do Assert.Equal(Decoded.Whole, reader.TryRead(out sentence));
        while (index-- > 0);
        return sentence;
    }
}
