namespace Wanctl.Wire.Irtt;

/// <summary>
/// The list of parameters in an open and its answer: a type as an unsigned varint, a value as a zigzag varint, except
/// that a text has its length as an unsigned varint before it. Zeros are left out; unknown types are passed over.
/// </summary>
internal static class IrttParameterCode
{
    /// <summary>The most that a list may take, by irtt's own limit.</summary>
    public const int SizeMax = 128;

    /// <summary>The longest text.</summary>
    private const int TextMax = 32;

    private const int VarintMax = 10;

    private enum Code : ulong
    {
        Version = 1,
        Duration,
        Interval,
        Length,
        Statistics,
        Stamps,
        Clocks,
        TypeOfService,
        ServerFill,
    }

    /// <summary>Writes a list; 0 where there is no room for the longest or it is empty.</summary>
    public static int Write(Span<byte> list, in IrttParameters parameters)
    {
        if (list.Length < SizeMax) return 0;
        int at = 0;
        Put(list, ref at, Code.Version, parameters.Version);
        Put(list, ref at, Code.Duration, parameters.DurationNanos);
        Put(list, ref at, Code.Interval, parameters.IntervalNanos);
        Put(list, ref at, Code.Length, parameters.Length);
        Put(list, ref at, Code.Statistics, (long)parameters.Statistics);
        Put(list, ref at, Code.Stamps, (long)parameters.Stamps);
        Put(list, ref at, Code.Clocks, (long)parameters.Clocks);
        Put(list, ref at, Code.TypeOfService, parameters.TypeOfService);
        return at;
    }

    /// <summary>
    /// Reads a list to its end. Values that make no sense are malformed: packets would be laid out by them.
    /// </summary>
    public static Decoded TryRead(ReadOnlySpan<byte> list, out IrttParameters parameters)
    {
        parameters = default;
        if (list.Length > SizeMax) return Decoded.Malformed;
        IrttParameters read = default;
        while (!list.IsEmpty)
        {
            Decoded found = TryTake(ref list, out ulong code);
            if (found != Decoded.Whole) return found;
            found = TryTake(ref list, out ulong raw);
            if (found != Decoded.Whole) return found;
            if ((Code)code == Code.ServerFill)
            {
                if (raw > TextMax) return Decoded.Malformed;
                if (raw > (ulong)list.Length) return Decoded.Partial;
                list = list[(int)raw..];
                read = read with { ServerFills = raw > 0 };
                continue;
            }

            read = With(read, (Code)code, (long)(raw >> 1) ^ -(long)(raw & 1));
        }

        if (!Sensible(read)) return Decoded.Malformed;
        parameters = read;
        return Decoded.Whole;
    }

    private static IrttParameters With(in IrttParameters parameters, Code code, long value) => code switch
    {
        Code.Version => parameters with { Version = value },
        Code.Duration => parameters with { DurationNanos = value },
        Code.Interval => parameters with { IntervalNanos = value },
        Code.Length => parameters with { Length = value },
        Code.Statistics => parameters with { Statistics = (IrttStatistics)Small(value) },
        Code.Stamps => parameters with { Stamps = (IrttStamps)Small(value) },
        Code.Clocks => parameters with { Clocks = (IrttClocks)Small(value) },
        Code.TypeOfService => parameters with { TypeOfService = value },
        _ => parameters,
    };

    /// <summary>A value that fits into the enums, or one that none of them has: a cast alone would cut it.</summary>
    private static int Small(long value) => value is >= 0 and <= byte.MaxValue ? (int)value : -1;

    private static bool Sensible(in IrttParameters read) =>
        read.Version == 1
        && read.DurationNanos >= 0
        && read.IntervalNanos >= 0
        && read.Length is >= 0 and <= ushort.MaxValue
        && (read.Statistics & ~IrttStatistics.Both) == 0
        && read.Stamps is >= IrttStamps.None and <= IrttStamps.Midpoint
        && (read.Clocks & ~IrttClocks.Both) == 0
        && read.TypeOfService is >= 0 and <= byte.MaxValue;

    private static void Put(Span<byte> list, ref int at, Code code, long value)
    {
        if (value == 0) return;
        PutVarint(list, ref at, (ulong)code);
        PutVarint(list, ref at, (ulong)(value << 1) ^ (ulong)(value >> 63));
    }

    private static void PutVarint(Span<byte> list, ref int at, ulong value)
    {
        for (; value > 0x7F; value >>= 7) list[at++] = (byte)(value | 0x80);
        list[at++] = (byte)value;
    }

    private static Decoded TryTake(ref ReadOnlySpan<byte> list, out ulong value)
    {
        value = 0;
        for (int i = 0; i < list.Length && i < VarintMax; i++)
        {
            ulong bits = list[i] & 0x7Fu;
            // The tenth byte has room for one bit.
            if (i == VarintMax - 1 && bits > 1) return Decoded.Malformed;
            value |= bits << (7 * i);
            if (list[i] <= 0x7F)
            {
                list = list[(i + 1)..];
                return Decoded.Whole;
            }
        }

        return list.Length < VarintMax ? Decoded.Partial : Decoded.Malformed;
    }
}
