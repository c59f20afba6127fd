namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>The sentences about one of the two kinds of queues.</summary>
internal sealed class QueueMenu
{
    /// <summary>
    /// Queues that one print names; with their operators well within the words of a sentence that any reader keeps.
    /// </summary>
    public const int QueuesPerPrint = 16;

    private QueueMenu(bool simple) => Simple = simple;

    public static QueueMenu For(bool simple) => new(simple);

    public bool Simple { get; }

    private ReadOnlySpan<byte> SetCommand => Simple ? "/queue/simple/set"u8 : "/queue/tree/set"u8;

    private ReadOnlySpan<byte> PrintCommand => Simple ? "/queue/simple/print"u8 : "/queue/tree/print"u8;

    /// <summary>Sets max-limit and nothing else: sending the queue type again might reset CAKE.</summary>
    public bool WriteSet(ref SentenceWriter writer, ShaperQueue queue, RequestTag tag)
    {
        Span<byte> text = stackalloc byte[RequestTag.Size];
        writer.Word(SetCommand);
        writer.Tag(tag.Write(text));
        writer.Attribute(".id"u8, queue.Id);
        if (Simple)
            WritePair(ref writer, queue.SentFirst, queue.SentSecond);
        else
            writer.Number("max-limit"u8, queue.SentFirst);
        return writer.End();
    }

    /// <summary>Prints the queues of one group by name.</summary>
    public bool WritePrint(ref SentenceWriter writer, ReadOnlySpan<ShaperQueue> queues, RequestTag tag)
    {
        Span<byte> text = stackalloc byte[RequestTag.Size];
        writer.Word(PrintCommand);
        writer.Tag(tag.Write(text));
        writer.Attribute(".proplist"u8, tag.Kind == RequestKind.Resolve
            ? ".id,name,max-limit,bytes,dropped,queued-bytes,disabled,invalid"u8
            : ".id,name,max-limit,bytes,dropped,queued-bytes"u8);
        for (int i = 0; i < queues.Length; i++)
        {
            writer.Query("name"u8, queues[i].Name);
            if (i > 0)
                writer.Combine("|"u8);
        }
        return writer.End();
    }

    /// <summary>
    /// Reads a row's numbers; a field that is absent or no number stays 0, and the rest of the row counts.
    /// </summary>
    public QueueReading Read(in Sentence row)
    {
        QueueReading reading = default;
        if (row.TryGet("max-limit"u8, out ReadOnlySpan<byte> limit))
        {
            Split(limit, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second);
            Value.TryRate(first, out reading.LimitFirst);
            Value.TryRate(second, out reading.LimitSecond);
        }
        Counters(in row, "bytes"u8, out reading.BytesFirst, out reading.BytesSecond);
        Counters(in row, "dropped"u8, out reading.DroppedFirst, out reading.DroppedSecond);
        Counters(in row, "queued-bytes"u8, out reading.QueuedFirst, out reading.QueuedSecond);
        return reading;
    }

    private void Counters(in Sentence row, ReadOnlySpan<byte> key, out ulong first, out ulong second)
    {
        first = 0;
        second = 0;
        if (!row.TryGet(key, out ReadOnlySpan<byte> text))
            return;
        Split(text, out ReadOnlySpan<byte> left, out ReadOnlySpan<byte> right);
        Value.TryCounter(left, out first);
        Value.TryCounter(right, out second);
    }

    private void Split(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second)
    {
        second = default;
        if (!Simple || !Value.TryPair(text, out first, out second))
            first = text;
    }

    private static void WritePair(ref SentenceWriter writer, long upload, long download)
    {
        Span<byte> pair = stackalloc byte[48];
        System.Buffers.Text.Utf8Formatter.TryFormat(upload, pair, out int length);
        pair[length++] = (byte)'/';
        System.Buffers.Text.Utf8Formatter.TryFormat(download, pair[length..], out int rest);
        writer.Attribute("max-limit"u8, pair[..(length + rest)]);
    }
}
