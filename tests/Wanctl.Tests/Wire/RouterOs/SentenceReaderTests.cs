using System.Text;
using Wanctl.Wire;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Tests.Wire.RouterOs;

public sealed class SentenceReaderTests
{
    public static TheoryData<string> Received => RouterOsVector.Ids("rx");

    [Theory]
    [MemberData(nameof(Received))]
    public void A_stream_means_the_same_in_one_read_and_in_reads_of_any_size(string id)
    {
        RouterOsVector vector = RouterOsVector.Find("rx", id);
        foreach (int size in new[] { int.MaxValue, 1, 2, 3, 7, 64 })
        {
            AssertMeans(vector, new Feeder().Feed(vector.Bytes, size));
        }
    }

    [Theory]
    [MemberData(nameof(Received))]
    public void A_stream_means_the_same_however_it_is_cut_in_two(string id)
    {
        RouterOsVector vector = RouterOsVector.Find("rx", id);
        for (int cut = 1; cut < vector.Bytes.Length; cut++)
        {
            var feeder = new Feeder();
            feeder.Feed(vector.Bytes.AsSpan(0, cut));
            if (feeder.Last != Decoded.Malformed) feeder.Feed(vector.Bytes.AsSpan(cut));
            AssertMeans(vector, feeder);
        }
    }

    [Theory]
    [MemberData(nameof(Received))]
    public void A_truncated_stream_gives_its_first_sentences_and_waits_for_the_rest(string id)
    {
        RouterOsVector vector = RouterOsVector.Find("rx", id);
        for (int length = 0; length < vector.Bytes.Length; length++)
        {
            Feeder feeder = new Feeder().Feed(vector.Bytes.AsSpan(0, length));
            Assert.True(feeder.Sentences.Count <= vector.Decoded.Length);
            for (int i = 0; i < feeder.Sentences.Count; i++)
            {
                Assert.Equal(string.Join('|', vector.Decoded[i]), feeder.Sentences[i]);
            }

            if (vector.State != "protocol-error") Assert.Equal(Decoded.Partial, feeder.Last);
        }
    }

    [Fact]
    public void After_nonsense_nothing_is_believed_until_the_reader_is_reset()
    {
        Feeder feeder = new Feeder().Feed([0xFF]);
        Assert.Equal(Decoded.Malformed, feeder.Last);
        feeder.Feed("\x05!done\0"u8);
        Assert.Equal(Decoded.Malformed, feeder.Last);
        Assert.Empty(feeder.Sentences);

        feeder.Reader.Reset();
        feeder.Feed("\x05!done\0"u8);
        Assert.Equal(["!done"], feeder.Sentences);
    }

    [Fact]
    public void Sentences_before_the_nonsense_are_still_delivered()
    {
        Feeder feeder = new Feeder().Feed("\x05!done\0\x03!re"u8);
        feeder.Feed([0xF8]);
        Assert.Equal(["!done"], feeder.Sentences);
        Assert.Equal(Decoded.Malformed, feeder.Last);
    }

    [Fact]
    public void Empty_sentences_are_ignored()
    {
        Feeder feeder = new Feeder().Feed([0, 0, 0x80, 0, .. "\x05!done\0\0"u8]);
        Assert.Equal(["!done"], feeder.Sentences);
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    [InlineData(300_000, false)]
    [InlineData(1 << 20, false)]
    public void A_word_that_is_too_long_leaves_an_empty_word_in_its_place(int length, bool kept)
    {
        byte[] stream = [.. "\x03!re"u8, .. Word(new string('a', length)), .. "\x04=b=1\0\x05!done\0"u8];
        foreach (int size in new[] { int.MaxValue, 1000, 1 })
        {
            Feeder feeder = new Feeder().Feed(stream, size);
            Assert.Equal([$"!re|{(kept ? new string('a', length) : "")}|=b=1", "!done"], feeder.Sentences);
        }
    }

    [Fact]
    public void A_reply_word_that_is_too_long_does_not_let_the_next_word_take_its_place()
    {
        var reader = new SentenceReader();
        Give(reader, [.. Word(new string('!', 5000)), .. "\x05!done\0"u8]);
        Assert.Equal(Decoded.Whole, reader.TryRead(out Sentence sentence));
        Assert.Equal(Reply.None, sentence.Reply);
        Assert.Equal(1, sentence.Lost);
    }

    [Fact]
    public void A_word_of_more_than_a_mebibyte_is_malformed_as_soon_as_its_prefix_is_there()
    {
        var reader = new SentenceReader();
        byte[] prefix = new byte[WordPrefix.MaxSize];
        int size = WordPrefix.Write(prefix, SentenceReader.MaxWord + 1);
        Give(reader, prefix.AsSpan(0, size));
        Assert.Equal(Decoded.Malformed, reader.TryRead(out _));
    }

    [Fact]
    public void Words_past_the_limit_are_left_out_but_their_tag_is_found()
    {
        var stream = new List<byte>();
        stream.AddRange("\x03!re"u8);
        for (int i = 0; i < 100; i++) stream.AddRange(Word($"=k{i}=v"));
        stream.AddRange("\x08.tag=s07"u8);
        for (int i = 0; i < 3; i++) stream.AddRange("\x04=z=1"u8);
        stream.Add(0);

        var reader = new SentenceReader();
        Give(reader, [.. stream]);
        Assert.Equal(Decoded.Whole, reader.TryRead(out Sentence sentence));
        Assert.Equal(SentenceReader.MaxWords, sentence.Count);
        Assert.Equal("s07"u8, sentence.Tag);
        Assert.Equal("=k62=v"u8, sentence[63]);
        Assert.Equal(101 - SentenceReader.MaxWords + 3, sentence.Lost);
    }

    [Fact]
    public void An_endless_sentence_keeps_waiting_and_there_is_always_room_to_receive()
    {
        var reader = new SentenceReader(capacity: 1024);
        byte[] piece = [.. Word("=" + new string('x', 700)), .. Word("=y=" + new string('y', 90))];
        Give(reader, "\x03!re"u8);
        for (int i = 0; i < 2000; i++)
        {
            Give(reader, piece);
            Assert.Equal(Decoded.Partial, reader.TryRead(out _));
            Assert.True(reader.Free.Length >= 4000);
        }

        Give(reader, "\x06.tag=4\0\x05!done\0"u8);
        Assert.Equal(Decoded.Whole, reader.TryRead(out Sentence sentence));
        Assert.Equal("4"u8, sentence.Tag);
        Assert.Equal(Decoded.Whole, reader.TryRead(out sentence));
        Assert.Equal(Reply.Done, sentence.Reply);
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_allocate()
    {
        var random = new Random(20261123);
        var reader = new SentenceReader();
        byte[] noise = new byte[1_200_000];
        random.NextBytes(noise);
        // Half of it has small prefixes, which make words and sentences; plain noise soon claims a word that eats the
        // rest.
        for (int i = 0; i < noise.Length / 2; i++)
        {
            noise[i] = random.Next(100) == 0 ? (byte)(noise[i] | 0xF0) : (byte)(noise[i] & 0x07);
        }

        ReadNoise(reader, noise.AsSpan(0, 10_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        (int whole, int malformed) = ReadNoise(reader, noise);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
        Assert.True(whole > 1000, $"{whole} sentences");
        Assert.True(malformed > 10, $"{malformed} errors");
    }

    [Fact]
    public void Reading_replies_allocates_nothing()
    {
        byte[] batch = RouterOsVector.Find("rx", "R35").Bytes;
        var reader = new SentenceReader();
        Assert.Equal(4, ReadBatch(reader, batch));
        long before = GC.GetAllocatedBytesForCurrentThread();
        int sentences = 0;
        for (int i = 0; i < 10_000; i++) sentences += ReadBatch(reader, batch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(40_000, sentences);
    }

    private static int ReadBatch(SentenceReader reader, ReadOnlySpan<byte> batch)
    {
        int sentences = 0;
        Give(reader, batch);
        while (reader.TryRead(out Sentence sentence) == Decoded.Whole)
        {
            if (!sentence.Tag.IsEmpty) sentences++;
            sentence.TryGet(".id"u8, out _);
        }

        return sentences;
    }

    private static (int Whole, int Malformed) ReadNoise(SentenceReader reader, ReadOnlySpan<byte> noise)
    {
        int whole = 0, malformed = 0, round = 0;
        while (!noise.IsEmpty)
        {
            int size = Math.Min(1 + (round++ % 97), noise.Length);
            Give(reader, noise[..size]);
            noise = noise[size..];
            Decoded outcome;
            while ((outcome = reader.TryRead(out Sentence sentence)) == Decoded.Whole)
            {
                whole++;
                int bytes = sentence.Tag.Length + sentence.Message.Length;
                for (int i = 0; i < sentence.Count; i++) bytes += sentence[i].Length;
                if (bytes > 1 << 20) throw new InvalidOperationException("A sentence is larger than its buffer.");
            }

            if (outcome != Decoded.Malformed) continue;
            malformed++;
            reader.Reset();
        }

        return (whole, malformed);
    }

    private static void Give(SentenceReader reader, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> free = reader.Free;
            int size = Math.Min(bytes.Length, free.Length);
            bytes[..size].CopyTo(free);
            reader.Commit(size);
            bytes = bytes[size..];
        }
    }

    private static byte[] Word(string text)
    {
        byte[] prefix = new byte[WordPrefix.MaxSize];
        int size = WordPrefix.Write(prefix, (uint)text.Length);
        return [.. prefix.AsSpan(0, size), .. Encoding.Latin1.GetBytes(text)];
    }

    private static void AssertMeans(RouterOsVector vector, Feeder feeder)
    {
        var wanted = new List<string>();
        foreach (string[] sentence in vector.Decoded) wanted.Add(string.Join('|', sentence));
        Assert.Equal(wanted, feeder.Sentences);
        Assert.Equal(vector.State == "protocol-error" ? Decoded.Malformed : Decoded.Partial, feeder.Last);
    }
}
