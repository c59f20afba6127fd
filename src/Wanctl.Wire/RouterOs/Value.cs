using System.Buffers.Text;

namespace Wanctl.Wire.RouterOs;

/// <summary>
/// Reads the values of attributes. Each method takes the whole value, returns false for anything else, and never
/// throws; its result is then 0 or false.
/// </summary>
public static class Value
{
    private const long Second = 1_000_000_000;

    /// <summary>A counter in plain digits. A number past 2^64 - 1 is refused, not wrapped.</summary>
    public static bool TryCounter(ReadOnlySpan<byte> text, out ulong counter)
    {
        counter = 0;
        if (text.IsEmpty || !IsDigit(text[0])) return false;
        if (Utf8Parser.TryParse(text, out counter, out int consumed) && consumed == text.Length) return true;
        counter = 0;
        return false;
    }

    /// <summary><c>true</c> and <c>yes</c>, <c>false</c> and <c>no</c>: RouterOS uses both pairs.</summary>
    public static bool TryBool(ReadOnlySpan<byte> text, out bool value)
    {
        value = text.SequenceEqual("true"u8) || text.SequenceEqual("yes"u8);
        return value || text.SequenceEqual("false"u8) || text.SequenceEqual("no"u8);
    }

    /// <summary>A share of a hundred, 0 to 100, with or without the sign.</summary>
    public static bool TryPercent(ReadOnlySpan<byte> text, out int percent)
    {
        percent = 0;
        if (!text.IsEmpty && text[^1] == (byte)'%') text = text[..^1];
        if (!TryCounter(text, out ulong number) || number > 100) return false;
        percent = (int)number;
        return true;
    }

    /// <summary>
    /// The halves of <c>a/b</c>, as simple queues write upload and download; there must be exactly one slash.
    /// </summary>
    public static bool TryPair(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second)
    {
        first = second = default;
        int slash = text.IndexOf((byte)'/');
        if (slash < 0 || text[(slash + 1)..].Contains((byte)'/')) return false;
        first = text[..slash];
        second = text[(slash + 1)..];
        return true;
    }

    /// <summary>
    /// A rate in bits per second: <c>940000000</c>, <c>40M</c>, <c>512k</c>, <c>1.5G</c>, <c>10Mbps</c>. The
    /// prefixes are powers of 1000. A fraction needs a prefix and may have nine digits.
    /// </summary>
    public static bool TryRate(ReadOnlySpan<byte> text, out long bitsPerSecond)
    {
        bitsPerSecond = 0;
        if (text.EndsWith("bps"u8)) text = text[..^3];
        if (text.IsEmpty) return false;

        long unit = text[^1] switch
        {
            (byte)'k' or (byte)'K' => 1_000,
            (byte)'M' => 1_000_000,
            (byte)'G' => 1_000_000_000,
            _ => 1,
        };
        if (unit > 1) text = text[..^1];
        return TakeNumber(ref text, unit, out bitsPerSecond) && text.IsEmpty || Refuse(out bitsPerSecond);
    }

    /// <summary>
    /// A span of time in nanoseconds, in either of RouterOS's grammars: <c>2d20h12m20s</c>, <c>1w</c>,
    /// <c>382us</c>, <c>1.5s</c>, or <c>01:22:53</c>, <c>1d02:03:04.5</c>. A bare number has no unit and is
    /// refused.
    /// </summary>
    public static bool TryDuration(ReadOnlySpan<byte> text, out long nanos)
    {
        nanos = 0;
        if (text.IsEmpty) return false;
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> part = text;
            if (!SkipNumber(ref text)) return Refuse(out nanos);
            if (!text.IsEmpty && text[0] == (byte)':') return TakeClock(part, ref nanos) || Refuse(out nanos);

            long unit = TakeUnit(ref text);
            bool taken = unit > 0 && TakeNumber(ref part, unit, out long value) && TryAdd(ref nanos, value);
            if (!taken) return Refuse(out nanos);
        }

        return true;
    }

    private static bool TakeClock(ReadOnlySpan<byte> text, ref long nanos)
    {
        if (!TakeNumber(ref text, 3600 * Second, out long hours) || !TakeColon(ref text)) return false;
        if (!TakeNumber(ref text, 60 * Second, out long minutes) || !TakeColon(ref text)) return false;
        return TakeNumber(ref text, Second, out long seconds) && text.IsEmpty
            && minutes < 3600 * Second && seconds < 60 * Second
            && TryAdd(ref nanos, hours) && TryAdd(ref nanos, minutes) && TryAdd(ref nanos, seconds);
    }

    private static bool TakeColon(ref ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != (byte)':') return false;
        text = text[1..];
        return true;
    }

    private static long TakeUnit(ref ReadOnlySpan<byte> text)
    {
        (int length, long unit) = text switch
        {
            [(byte)'m', (byte)'s', ..] => (2, 1_000_000),
            [(byte)'u', (byte)'s', ..] => (2, 1_000),
            [(byte)'n', (byte)'s', ..] => (2, 1),
            [(byte)'s', ..] => (1, Second),
            [(byte)'m', ..] => (1, 60 * Second),
            [(byte)'h', ..] => (1, 3600 * Second),
            [(byte)'d', ..] => (1, 86_400 * Second),
            [(byte)'w', ..] => (1, 604_800 * Second),
            _ => (0, 0),
        };
        text = text[length..];
        return unit;
    }

    private static bool SkipNumber(ref ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && (IsDigit(text[length]) || text[length] == (byte)'.')) length++;
        text = text[length..];
        return length > 0;
    }

    /// <summary>Takes digits, and a fraction where the unit can hold one, and multiplies by the unit.</summary>
    private static bool TakeNumber(ref ReadOnlySpan<byte> text, long unit, out long scaled)
    {
        scaled = 0;
        if (text.IsEmpty || !IsDigit(text[0])) return false;
        if (!Utf8Parser.TryParse(text, out long whole, out int consumed)) return false;
        if (whole > long.MaxValue / unit) return false;
        text = text[consumed..];
        scaled = whole * unit;
        if (text.IsEmpty || text[0] != (byte)'.') return true;

        int digits = 1;
        long place = unit;
        long fraction = 0;
        for (; digits < text.Length && IsDigit(text[digits]) && digits <= 9; digits++)
        {
            if (place % 10 != 0) return false;
            place /= 10;
            fraction += (text[digits] - '0') * place;
        }

        if (digits == 1) return false;
        text = text[digits..];
        return TryAdd(ref scaled, fraction);
    }

    private static bool TryAdd(ref long sum, long value)
    {
        if (value > long.MaxValue - sum) return false;
        sum += value;
        return true;
    }

    private static bool Refuse(out long value)
    {
        value = 0;
        return false;
    }

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';
}
