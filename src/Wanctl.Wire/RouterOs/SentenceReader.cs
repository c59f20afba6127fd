namespace Wanctl.Wire.RouterOs;

/// <summary>
/// Cuts a stream of bytes into sentences, however the network has cut it: receive into <see cref="Free"/>, tell
/// <see cref="Commit"/> how much came, then call <see cref="TryRead"/> until it no longer says
/// <see cref="Decoded.Whole"/>. All memory is taken at construction, and no input makes it throw:
/// <list type="bullet">
/// <item>a word over <see cref="MaxKeptWord"/> bytes or past the capacity passes by, and an empty word holds its
/// place;</item>
/// <item>words past <see cref="MaxWords"/> are left out, but a tag among them is still found;</item>
/// <item>a word over <see cref="MaxWord"/> bytes or a reserved prefix is malformed, and so is all that
/// follows.</item>
/// </list>
/// Empty sentences are ignored, as the protocol asks.
/// </summary>
public sealed class SentenceReader
{
    /// <summary>The most words kept of one sentence: enough for all properties of a row of any menu we read.</summary>
    public const int MaxWords = 64;

    /// <summary>The longest word that is kept, in bytes; comments and names in RouterOS stay below 4 KiB.</summary>
    public const int MaxKeptWord = 4096;

    /// <summary>
    /// The longest word that is believed, in bytes. More is a peer that speaks another protocol, or means harm.
    /// </summary>
    public const int MaxWord = 1 << 20;

    // Room to receive into that is left even when the kept part of an endless sentence is at its limit.
    private const int ReadSpace = 4096;

    // Where a full sentence may still put its tag; ours are three bytes long.
    private const int TagReserve = 256;

    private readonly byte[] _buffer;
    private readonly int[] _ends = new int[MaxWords];
    private readonly int _capacity;

    // The buffer holds, in this order: words of the sentence in work [_start, _kept), a gap of what was consumed,
    // bytes not looked at yet [_next, _end), free space.
    private int _start;
    private int _kept;
    private int _next;
    private int _end;

    private int _count;
    private int _seen;
    private int _lost;
    private int _tagStart;
    private int _tagEnd;

    private int _bodyLeft;
    private int _wordStart;
    private bool _keeping;
    private bool _delivered;
    private bool _malformed;

    /// <summary>Makes a reader that keeps up to <paramref name="capacity"/> bytes of one sentence.</summary>
    public SentenceReader(int capacity = 16384)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, MaxWords);
        _capacity = capacity;
        _buffer = new byte[capacity + TagReserve + ReadSpace];
    }

    internal static ReadOnlySpan<byte> TagKey => ".tag="u8;

    /// <summary>
    /// Where to receive into. It is never empty after <see cref="TryRead"/> has said <see cref="Decoded.Partial"/>;
    /// it can be while whole sentences wait to be read. Asking for it ends the life of the last sentence.
    /// </summary>
    public Span<byte> Free
    {
        get
        {
            ForgetDelivered();
            Compact();
            return _buffer.AsSpan(_end);
        }
    }

    /// <summary>Says that so many bytes have been received into <see cref="Free"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than there was room for, or less than none: an error of
    /// the caller.</exception>
    public void Commit(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _end);
        _end += count;
    }

    /// <summary>Forgets everything, for a connection that has been opened anew.</summary>
    public void Reset()
    {
        _start = _kept = _next = _end = 0;
        _malformed = false;
        BeginSentence();
    }

    /// <summary>Reads the next sentence. Once malformed, the stream stays so until <see cref="Reset"/>.</summary>
    public Decoded TryRead(out Sentence sentence)
    {
        sentence = default;
        ForgetDelivered();
        while (!_malformed)
        {
            if (_bodyLeft > 0)
            {
                TakeBody();
                if (_bodyLeft > 0) return Decoded.Partial;
            }

            Decoded prefix = WordPrefix.TryRead(_buffer.AsSpan(_next, _end - _next), out uint length, out int size);
            if (prefix == Decoded.Partial) return Decoded.Partial;
            if (prefix == Decoded.Malformed || length > MaxWord) break;

            _next += size;
            if (length > 0)
            {
                BeginWord((int)length);
            }
            else if (_seen > 0)
            {
                sentence = Deliver();
                return Decoded.Whole;
            }
        }

        _malformed = true;
        return Decoded.Malformed;
    }

    private void BeginSentence()
    {
        _start = _kept = _next;
        _count = _seen = _lost = _bodyLeft = 0;
        _tagStart = _tagEnd = 0;
        _delivered = false;
    }

    private void ForgetDelivered()
    {
        if (_delivered) BeginSentence();
    }

    private void BeginWord(int length)
    {
        // A peer may send small words for ever; the counter stops where nobody reads it any more.
        if (_seen < int.MaxValue) _seen++;
        _bodyLeft = length;
        _wordStart = _kept;
        _keeping = length <= MaxKeptWord && _kept - _start + length <= _capacity + TagReserve;
    }

    private void TakeBody()
    {
        int taken = Math.Min(_bodyLeft, _end - _next);
        if (_keeping)
        {
            _buffer.AsSpan(_next, taken).CopyTo(_buffer.AsSpan(_kept));
            _kept += taken;
        }

        _next += taken;
        _bodyLeft -= taken;
        if (_bodyLeft == 0) EndWord();
    }

    private void EndWord()
    {
        bool tag = _keeping && NoteTag();
        if (!tag && (!_keeping || _count == MaxWords || _kept - _start > _capacity))
        {
            _kept = _wordStart;
            if (_lost < int.MaxValue) _lost++;
        }

        if (_count < MaxWords) _ends[_count++] = _kept - _start;
    }

    private bool NoteTag()
    {
        ReadOnlySpan<byte> word = _buffer.AsSpan(_wordStart, _kept - _wordStart);
        if (_tagStart > 0 || !word.StartsWith(TagKey)) return false;

        _tagStart = _wordStart - _start + TagKey.Length;
        _tagEnd = _kept - _start;
        return true;
    }

    private Sentence Deliver()
    {
        _delivered = true;
        ReadOnlySpan<byte> words = _buffer.AsSpan(_start, _kept - _start);
        return new Sentence(words, _ends.AsSpan(0, _count), _tagStart, _tagEnd, _lost);
    }

    private void Compact()
    {
        int kept = _kept - _start;
        int unread = _end - _next;
        if (_start > 0 && kept > 0) _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        if (_next > kept && unread > 0) _buffer.AsSpan(_next, unread).CopyTo(_buffer.AsSpan(kept));
        _wordStart -= _start;
        _start = 0;
        _kept = _next = kept;
        _end = kept + unread;
    }
}
