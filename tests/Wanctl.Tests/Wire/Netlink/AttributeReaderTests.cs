using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Wire.Netlink;

public sealed class AttributeReaderTests
{
    [Fact]
    public void Attributes_come_one_by_one_with_their_padding_passed_over()
    {
        AttributeReader reader = new(Convert.FromHexString("050001002AEEEEEE" + "0800028004030201" + "07000300616200"));

        Assert.True(reader.Next());
        Assert.Equal((1, 42), (reader.Type, reader.Byte()));
        Assert.True(reader.Next());
        // The upper bits say that it is a nest; they are no part of the type.
        Assert.Equal((2, 0x01020304u), (reader.Type, reader.Word()));
        Assert.True(reader.Next());
        Assert.Equal("ab"u8.ToArray(), reader.Text().ToArray());
        Assert.False(reader.Next());
        Assert.False(reader.Broken);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("040001")]
    [InlineData("00000100")]
    [InlineData("03000100")]
    [InlineData("05000100")]
    [InlineData("FFFF0100AABBCCDD")]
    [InlineData("0400010004")]
    public void What_does_not_fit_breaks_the_reader_and_ends_it(string hex)
    {
        AttributeReader reader = new(Convert.FromHexString(hex));
        while (reader.Next())
        {
            // Whole ones in front are given.
        }

        Assert.True(reader.Broken);
        Assert.False(reader.Next());
    }

    [Fact]
    public void A_value_too_short_for_its_number_breaks_the_reader()
    {
        byte[] bytes = [4, 0, 1, 0, 6, 0, 2, 0, 1, 2, 0, 0];
        AttributeReader reader = new(bytes);

        Assert.True(reader.Next());
        Assert.Equal(0, reader.Byte());
        Assert.True(reader.Broken);

        reader = new AttributeReader(bytes.AsSpan(4));
        Assert.True(reader.Next());
        Assert.Equal(0u, reader.Word());
        Assert.True(reader.Broken);
        Assert.Equal(0ul, reader.Wide());
        Assert.False(reader.Next());
    }

    [Fact]
    public void No_bytes_are_no_attributes_and_nothing_is_broken()
    {
        AttributeReader reader = new([]);

        Assert.False(reader.Next());
        Assert.False(reader.Broken);
    }
}
