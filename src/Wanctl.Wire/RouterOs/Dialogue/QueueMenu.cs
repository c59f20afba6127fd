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

    /// <summary>Prints the queues of one group by name; a search asks what they stand on, too.</summary>
    public bool WritePrint(ref SentenceWriter writer, ReadOnlySpan<ShaperQueue> queues, RequestTag tag)
    {
        bool search = tag.Kind == RequestKind.Resolve;
        Span<byte> text = stackalloc byte[RequestTag.Size];
        writer.Word(PrintCommand);
        writer.Tag(tag.Write(text));
        writer.Attribute(".proplist"u8, Simple
            ? ".id,name,target,dst,max-limit,bytes,dropped,queued-bytes,disabled,invalid"u8
            : search ? ".id,name,parent,max-limit,bytes,dropped,queued-bytes,disabled,invalid"u8
            : ".id,name,max-limit,bytes,dropped,queued-bytes,disabled,invalid"u8);
        for (int i = 0; i < queues.Length; i++)
        {
            writer.Query("name"u8, queues[i].Name);
            if (i > 0)
                writer.Combine("|"u8);
        }
        return writer.End();
    }

    /// <summary>
    /// Reads a row's numbers over those of the row before. A counter that is absent or no number keeps its value,
    /// because a 0 would look like a router that was restarted.
    /// </summary>
    /// <returns>
    /// False where the limit cannot be read: 0 would mean that there is none, so that such a row says nothing.
    /// </returns>
    public bool TryRead(in Sentence row, ref QueueReading reading)
    {
        if (!TryLimits(in row, out long first, out long second))
            return false;
        reading.LimitFirst = first;
        reading.LimitSecond = second;
        Counters(in row, "bytes"u8, ref reading.BytesFirst, ref reading.BytesSecond);
        Counters(in row, "dropped"u8, ref reading.DroppedFirst, ref reading.DroppedSecond);
        Counters(in row, "queued-bytes"u8, ref reading.QueuedFirst, ref reading.QueuedSecond);
        return true;
    }

    private bool TryLimits(in Sentence row, out long first, out long second)
    {
        first = 0;
        second = 0;
        if (!row.TryGet("max-limit"u8, out ReadOnlySpan<byte> text))
            return false;
        if (!Simple)
            return Value.TryRate(text, out first);
        return Value.TryPair(text, out ReadOnlySpan<byte> left, out ReadOnlySpan<byte> right)
            && Value.TryRate(left, out first) && Value.TryRate(right, out second);
    }

    private void Counters(in Sentence row, ReadOnlySpan<byte> key, ref ulong first, ref ulong second)
    {
        if (!row.TryGet(key, out ReadOnlySpan<byte> text))
            return;
        if (!Simple)
        {
            Counter(text, ref first);
        }
        else if (Value.TryPair(text, out ReadOnlySpan<byte> left, out ReadOnlySpan<byte> right))
        {
            Counter(left, ref first);
            Counter(right, ref second);
        }
    }

    private static void Counter(ReadOnlySpan<byte> text, ref ulong counter)
    {
        if (Value.TryCounter(text, out ulong number))
            counter = number;
    }

    private static void WritePair(ref SentenceWriter writer, long first, long second)
    {
        Span<byte> pair = stackalloc byte[48];
        System.Buffers.Text.Utf8Formatter.TryFormat(first, pair, out int length);
        pair[length++] = (byte)'/';
        System.Buffers.Text.Utf8Formatter.TryFormat(second, pair[length..], out int rest);
        writer.Attribute("max-limit"u8, pair[..(length + rest)]);
    }
}
