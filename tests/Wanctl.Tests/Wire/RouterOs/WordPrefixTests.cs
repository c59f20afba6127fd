using System.Globalization;
using Wanctl.Wire;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Tests.Wire.RouterOs;

public sealed class WordPrefixTests
{
    public static TheoryData<string> Lengths => RouterOsVector.Ids("len");

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Each_form_is_read_and_the_shortest_is_written(string id)
    {
        RouterOsVector vector = RouterOsVector.Find("len", id);
        Assert.Equal(Decoded.Whole, WordPrefix.TryRead(vector.Bytes, out uint length, out int size));
        Assert.Equal(vector.Bytes.Length, size);
        Assert.Equal(LengthIn(vector.Meaning), length);

        byte[] target = new byte[WordPrefix.MaxSize];
        int written = WordPrefix.Write(target, length);
        Assert.Equal(WordPrefix.Size(length), written);
        bool overlong = vector.Meaning.StartsWith("over-long", StringComparison.Ordinal);
        if (overlong) Assert.True(written < size);
        else Assert.Equal(vector.Bytes, target.AsSpan(0, written).ToArray());
    }

    [Fact]
    public void Lengths_around_every_border_survive_the_way_there_and_back()
    {
        byte[] target = new byte[WordPrefix.MaxSize];
        foreach (uint border in new uint[] { 0x80, 0x4000, 0x20_0000, 0x1000_0000 })
        {
            for (uint length = border - 2; length < border + 2; length++)
            {
                int size = WordPrefix.Write(target, length);
                Assert.Equal(Decoded.Whole, WordPrefix.TryRead(target, out uint read, out int readSize));
                Assert.Equal((length, size), (read, readSize));
                Assert.Equal(0, WordPrefix.Write(target.AsSpan(0, size - 1), length));
                for (int cut = 0; cut < size; cut++)
                {
                    Assert.Equal(Decoded.Partial, WordPrefix.TryRead(target.AsSpan(0, cut), out _, out _));
                }
            }
        }
    }

    [Fact]
    public void Reserved_first_bytes_are_malformed_at_once()
    {
        for (int first = 0xF1; first <= 0xFF; first++)
        {
            Assert.Equal(Decoded.Malformed, WordPrefix.TryRead([(byte)first], out _, out _));
        }

        Assert.Equal(Decoded.Partial, WordPrefix.TryRead([0xF0], out _, out _));
    }

    private static uint LengthIn(string meaning)
    {
        const string overlong = "over-long prefix for length ";
        if (meaning.StartsWith(overlong, StringComparison.Ordinal))
        {
            return uint.Parse(meaning.AsSpan(overlong.Length), CultureInfo.InvariantCulture);
        }

        int start = "length ".Length;
        return uint.Parse(meaning.AsSpan(start, meaning.IndexOf(' ', start) - start), CultureInfo.InvariantCulture);
    }
}
