using System.Buffers.Binary;

namespace Wanctl.Core.Measure.Timestamps;

/// <summary>
/// What the 32 bits of an ICMP timestamp mean, and arithmetic on a time that starts again at midnight.
/// </summary>
public static class TimestampCode
{
    /// <summary>Milliseconds of a day: where the standard form starts again.</summary>
    public const long DayMillis = 86_400_000;

    private const uint HighBit = 1u << 31;

    /// <summary>A leap second shows as up to a second more than a day has.</summary>
    private const uint MillisEnd = 86_401_000;

    /// <summary>The milliseconds that a raw field says in a form.</summary>
    public static uint MillisOf(uint raw, TimestampForm form) => form switch
    {
        TimestampForm.HighBit => raw & ~HighBit,
        TimestampForm.LittleEndian => BinaryPrimitives.ReverseEndianness(raw),
        TimestampForm.HalfWord => raw >> 16,
        _ => raw,
    };

    /// <summary>How many milliseconds a form counts before it starts again.</summary>
    public static long ModulusOf(TimestampForm form) => form switch
    {
        TimestampForm.HighBit => 1L << 31,
        TimestampForm.HalfWord => 1L << 16,
        _ => DayMillis,
    };

    /// <summary>
    /// A difference of two such times, in milliseconds, taken as the shorter way around: a result in half a modulus to
    /// either side, +-43,200,000 for the standard form.
    /// </summary>
    public static double Wrap(double millis, long modulus) => Math.IEEERemainder(millis, modulus);

    /// <summary>The form in which all of some raw values can be read; a single value may mislead.</summary>
    /// <param name="values">Raw fields of one host, some hundred milliseconds or more apart.</param>
    /// <param name="known">
    /// The form in which the host has been read before, else the standard one. In the first 65 s of a day the reversed
    /// form looks like the half word, and is taken for it unless it is known.
    /// </param>
    public static TimestampForm Recognise(ReadOnlySpan<uint> values, TimestampForm known)
    {
        bool half = true;
        bool high = true;
        bool standard = true;
        bool reversed = true;
        foreach (uint value in values)
        {
            half &= (value & 0xFFFF) == 0;
            high &= (value & HighBit) != 0;
            standard &= value < MillisEnd;
            reversed &= BinaryPrimitives.ReverseEndianness(value) < MillisEnd;
        }
        if (half && !(reversed && known == TimestampForm.LittleEndian))
            return TimestampForm.HalfWord;
        if (reversed && !standard)
            return TimestampForm.LittleEndian;
        return high ? TimestampForm.HighBit : TimestampForm.Standard;
    }
}
