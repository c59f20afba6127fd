using System.Buffers.Text;

namespace Wanctl.Wire.RouterOs;

/// <summary>
/// Writes sentences one after another into a buffer, so that a batch goes out with one send. It never throws for
/// want of room: a sentence that does not fit leaves no trace in <see cref="Written"/>, and
/// <see cref="Overflowed"/> says so.
/// </summary>
public ref struct SentenceWriter(Span<byte> buffer)
{
    // 19 digits and a sign.
    private const int LongestNumber = 20;

    private readonly Span<byte> _buffer = buffer;
    private int _position;
    private bool _broken;

    /// <summary>The bytes of all complete sentences.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[..Length];

    /// <summary>How many bytes complete sentences take; a sentence in work does not count.</summary>
    public int Length { get; private set; }

    /// <summary>
    /// True from the first sentence on that did not fit, or that had an empty word, which would have ended it
    /// early.
    /// </summary>
    public bool Overflowed { get; private set; }

    /// <summary>Adds a word: the command, or a reply word.</summary>
    public void Word(scoped ReadOnlySpan<byte> word) => Join(word, default, default, default);

    /// <summary>Adds <c>=key=value</c>; the value may be empty.</summary>
    public void Attribute(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value) =>
        Join("="u8, key, "="u8, value);

    /// <summary>Adds <c>=key=number</c> in plain digits.</summary>
    public void Number(scoped ReadOnlySpan<byte> key, long number)
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        Utf8Formatter.TryFormat(number, digits, out int length);
        Join("="u8, key, "="u8, digits[..length]);
    }

    /// <summary>Adds the query <c>?name=value</c>: the property equals the value.</summary>
    public void Query(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value) =>
        Join("?"u8, name, "="u8, value);

    /// <summary>
    /// Adds <c>?#operators</c>, which works on the results of the queries before it: <c>|</c> for any, <c>!</c> for
    /// not.
    /// </summary>
    public void Combine(scoped ReadOnlySpan<byte> operators) => Join("?#"u8, operators, default, default);

    /// <summary>Adds <c>.tag=tag</c>, which the router repeats in each reply.</summary>
    public void Tag(scoped ReadOnlySpan<byte> tag) => Join(SentenceReader.TagKey, tag, default, default);

    /// <summary>Ends the sentence.</summary>
    /// <returns>
    /// True where it is complete in <see cref="Written"/>; false where it did not fit, or had no words.
    /// </returns>
    public bool End()
    {
        bool complete = !_broken && _position > Length && _position < _buffer.Length;
        if (complete)
        {
            _buffer[_position] = 0;
            Length = _position + 1;
        }
        else if (_broken || _position > Length)
        {
            Overflowed = true;
        }

        _position = Length;
        _broken = false;
        return complete;
    }

    private void Join(
        scoped ReadOnlySpan<byte> first,
        scoped ReadOnlySpan<byte> second,
        scoped ReadOnlySpan<byte> third,
        scoped ReadOnlySpan<byte> fourth)
    {
        long length = (long)first.Length + second.Length + third.Length + fourth.Length;
        if (_broken || length == 0 || length > _buffer.Length - _position - WordPrefix.Size((uint)length))
        {
            _broken = true;
            Overflowed = true;
            return;
        }

        _position += WordPrefix.Write(_buffer[_position..], (uint)length);
        Append(first);
        Append(second);
        Append(third);
        Append(fourth);
    }

    private void Append(scoped ReadOnlySpan<byte> part)
    {
        part.CopyTo(_buffer[_position..]);
        _position += part.Length;
    }
}
