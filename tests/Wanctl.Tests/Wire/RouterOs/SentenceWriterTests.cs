using System.Globalization;
using System.Text;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Tests.Wire.RouterOs;

public sealed class SentenceWriterTests
{
    public static TheoryData<string> Sent => RouterOsVector.Ids("tx");

    [Theory]
    [MemberData(nameof(Sent))]
    public void Sentences_are_written_byte_for_byte(string id)
    {
        RouterOsVector vector = RouterOsVector.Find("tx", id);
        var writer = new SentenceWriter(new byte[2048]);
        foreach (string[] sentence in vector.Decoded)
        {
            foreach (string word in sentence) WriteByKind(ref writer, word);
            Assert.True(writer.End());
        }

        Assert.Equal(vector.Bytes, writer.Written.ToArray());
        Assert.False(writer.Overflowed);
    }

    [Theory]
    [MemberData(nameof(Sent))]
    public void What_does_not_fit_leaves_no_trace(string id)
    {
        RouterOsVector vector = RouterOsVector.Find("tx", id);
        for (int room = 0; room < vector.Bytes.Length; room++)
        {
            var writer = new SentenceWriter(new byte[room]);
            foreach (string word in vector.Decoded[0]) WriteByKind(ref writer, word);
            Assert.False(writer.End());
            Assert.True(writer.Overflowed);
            Assert.Equal(0, writer.Length);
        }

        var exact = new SentenceWriter(new byte[vector.Bytes.Length]);
        foreach (string word in vector.Decoded[0]) WriteByKind(ref exact, word);
        Assert.True(exact.End());
    }

    [Fact]
    public void A_sentence_that_does_not_fit_leaves_those_before_it_whole()
    {
        var writer = new SentenceWriter(new byte[16]);
        writer.Word("/quit"u8);
        Assert.True(writer.End());
        int length = writer.Length;

        writer.Word("/system/resource/print"u8);
        writer.Tag("7"u8);
        Assert.False(writer.End());
        Assert.Equal(length, writer.Length);
        Assert.Equal("\x05/quit\0"u8, writer.Written);

        writer.Word("/quit"u8);
        Assert.True(writer.End());
        Assert.True(writer.Overflowed);
        Assert.Equal("\x05/quit\0\x05/quit\0"u8, writer.Written);
    }

    [Fact]
    public void An_unfinished_sentence_is_not_sent()
    {
        var writer = new SentenceWriter(new byte[64]);
        writer.Word("/quit"u8);
        Assert.Equal(0, writer.Length);
        Assert.True(writer.Written.IsEmpty);
    }

    [Fact]
    public void An_empty_word_would_end_the_sentence_early_and_is_refused()
    {
        var writer = new SentenceWriter(new byte[64]);
        writer.Word("/quit"u8);
        writer.Word(default);
        Assert.False(writer.End());
        Assert.True(writer.Overflowed);
        Assert.Equal(0, writer.Length);
    }

    [Fact]
    public void A_sentence_without_words_is_not_written()
    {
        var writer = new SentenceWriter(new byte[64]);
        Assert.False(writer.End());
        Assert.False(writer.Overflowed);
        Assert.Equal(0, writer.Length);
    }

    [Theory]
    [InlineData(long.MaxValue, "9223372036854775807")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    [InlineData(0, "0")]
    public void Numbers_are_plain_digits(long number, string digits)
    {
        var writer = new SentenceWriter(new byte[64]);
        writer.Number("n"u8, number);
        Assert.True(writer.End());
        Assert.Equal($"=n={digits}", Encoding.ASCII.GetString(writer.Written[1..^1]));
    }

    [Fact]
    public void Writing_a_batch_allocates_nothing()
    {
        byte[] buffer = new byte[2048];
        Assert.True(WriteBatch(buffer) > 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++) WriteBatch(buffer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int WriteBatch(Span<byte> buffer)
    {
        var writer = new SentenceWriter(buffer);
        writer.Word("/queue/tree/set"u8);
        writer.Tag("d0f"u8);
        writer.Attribute(".id"u8, "*1"u8);
        writer.Number("max-limit"u8, 940_000_000);
        writer.End();
        writer.Word("/queue/tree/print"u8);
        writer.Query("name"u8, "DL"u8);
        writer.Query("name"u8, "UL"u8);
        writer.Combine("|"u8);
        writer.End();
        return writer.Length;
    }

    private static void WriteByKind(ref SentenceWriter writer, string word)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(word);
        int equals = bytes.AsSpan(1).IndexOf((byte)'=') + 1;
        if (word.StartsWith(".tag=", StringComparison.Ordinal))
        {
            writer.Tag(bytes.AsSpan(5));
        }
        else if (word.StartsWith("?#", StringComparison.Ordinal))
        {
            writer.Combine(bytes.AsSpan(2));
        }
        else if (word[0] == '?')
        {
            writer.Query(bytes.AsSpan(1, equals - 1), bytes.AsSpan(equals + 1));
        }
        else if (word[0] != '=')
        {
            writer.Word(bytes);
        }
        else if (long.TryParse(word.AsSpan(equals + 1), CultureInfo.InvariantCulture, out long number))
        {
            writer.Number(bytes.AsSpan(1, equals - 1), number);
        }
        else
        {
            writer.Attribute(bytes.AsSpan(1, equals - 1), bytes.AsSpan(equals + 1));
        }
    }
}
