namespace Wanctl.Wire.RouterOs;

/// <summary>
/// One sentence as a view into the reader's buffer: valid until the next call of
/// <see cref="SentenceReader.TryRead"/>,
/// <see cref="SentenceReader.Free"/> or <see cref="SentenceReader.Reset"/>. Words are bytes; nothing is decoded to
/// text.
/// </summary>
public readonly ref struct Sentence
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<int> _ends;
    private readonly int _tagStart;
    private readonly int _tagEnd;

    internal Sentence(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends, int tagStart, int tagEnd, int lost)
    {
        _bytes = bytes;
        _ends = ends;
        _tagStart = tagStart;
        _tagEnd = tagEnd;
        Lost = lost;
    }

    /// <summary>How many words were kept: 0 to <see cref="SentenceReader.MaxWords"/>.</summary>
    public int Count => _ends.Length;

    /// <summary>How many words were emptied for their length or left out for their number.</summary>
    public int Lost { get; }

    /// <summary>A word, without its prefix. The word that was too long to be kept is empty here.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];

    /// <summary>The first word: a command in a client's sentence, a reply word in a router's.</summary>
    public ReadOnlySpan<byte> Command => Count == 0 ? default : this[0];

    /// <summary>What the first word means in a sentence from a router.</summary>
    public Reply Reply
    {
        get
        {
            ReadOnlySpan<byte> word = Command;
            if (word.IsEmpty || word[0] != (byte)'!') return Reply.None;
            if (word.SequenceEqual("!re"u8)) return Reply.Row;
            if (word.SequenceEqual("!done"u8)) return Reply.Done;
            if (word.SequenceEqual("!trap"u8)) return Reply.Trap;
            if (word.SequenceEqual("!fatal"u8)) return Reply.Fatal;
            return word.SequenceEqual("!empty"u8) ? Reply.Empty : Reply.Unknown;
        }
    }

    /// <summary>
    /// The value of the first <c>.tag=</c> word, wherever it stands; empty where there is none, which means the
    /// same.
    /// </summary>
    public ReadOnlySpan<byte> Tag => _bytes[_tagStart.._tagEnd];

    /// <summary>
    /// Why the router complains, for an operator: the attribute <c>message</c>, or the first bare word, which is how
    /// <c>!fatal</c> gives its reason. May be empty.
    /// </summary>
    public ReadOnlySpan<byte> Message
    {
        get
        {
            if (TryGet("message"u8, out ReadOnlySpan<byte> message)) return message;
            for (int i = 1; i < Count; i++)
            {
                ReadOnlySpan<byte> word = this[i];
                if (!word.IsEmpty && word[0] != (byte)'=' && !word.StartsWith(SentenceReader.TagKey)) return word;
            }

            return default;
        }
    }

    /// <summary>The category of a trap.</summary>
    public TrapCategory Category =>
        TryGet("category"u8, out ReadOnlySpan<byte> text) && text is [>= (byte)'0' and <= (byte)'7']
            ? (TrapCategory)(text[0] - '0')
            : TrapCategory.Unknown;

    /// <summary>
    /// The value of the attribute <c>=key=value</c>. The first wins where a key comes twice; <c>=key</c> without a
    /// second equals sign, which RouterOS has been seen to send, has the empty value.
    /// </summary>
    /// <returns>False where the sentence has no such attribute; an empty value is not the same as none.</returns>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        for (int i = 1; i < Count; i++)
        {
            ReadOnlySpan<byte> word = this[i];
            if (word.Length <= key.Length || word[0] != (byte)'=' || !word[1..].StartsWith(key)) continue;

            ReadOnlySpan<byte> rest = word[(1 + key.Length)..];
            if (!rest.IsEmpty && rest[0] != (byte)'=') continue;

            value = rest.IsEmpty ? default : rest[1..];
            return true;
        }

        value = default;
        return false;
    }
}
