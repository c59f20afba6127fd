namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// The question about the counters of the interfaces that queues stand on. What has passed such a queue leaves there,
/// in either direction of the line.
/// </summary>
internal static class InterfaceQuestion
{
    /// <summary>Room for what one queue adds to a question, and for its head.</summary>
    public const int SizeMax = ShaperQueue.ParentSizeMax + 128;

    /// <summary>The parent of a queue that stands on no interface of its own.</summary>
    private static ReadOnlySpan<byte> Global => "global"u8;

    /// <summary>Whether one of these queues wants to know.</summary>
    public static bool Wanted(ReadOnlySpan<ShaperQueue> queues)
    {
        foreach (ShaperQueue queue in queues)
        {
            if (Wanted(queue))
                return true;
        }
        return false;
    }

    /// <summary>Asks for the interfaces of those who want to know.</summary>
    public static void Write(ref SentenceWriter writer, ReadOnlySpan<ShaperQueue> queues, RequestTag tag)
    {
        Span<byte> text = stackalloc byte[RequestTag.Size];
        writer.Word("/interface/print"u8);
        writer.Tag(tag.Write(text));
        writer.Attribute(".proplist"u8, "name,tx-byte"u8);
        bool first = true;
        foreach (ShaperQueue queue in queues)
        {
            if (!Wanted(queue))
                continue;
            writer.Query("name"u8, queue.Parent);
            if (!first)
                writer.Combine("|"u8);
            first = false;
        }
        writer.End();
    }

    /// <summary>Gives a row of the answer to the queues that stand on the interface.</summary>
    public static void Take(ReadOnlySpan<ShaperQueue> queues, in Sentence row)
    {
        if (!row.TryGet("name"u8, out ReadOnlySpan<byte> name)
            || !row.TryGet("tx-byte"u8, out ReadOnlySpan<byte> text) || !Value.TryCounter(text, out ulong bytes))
            return;
        foreach (ShaperQueue queue in queues)
        {
            if (Wanted(queue) && queue.Parent.SequenceEqual(name))
                queue.NoteCarried(bytes);
        }
    }

    private static bool Wanted(ShaperQueue queue) => queue.WantsInterface && queue.State == QueueState.Ready
        && !queue.Parent.IsEmpty && !queue.Parent.SequenceEqual(Global);
}
