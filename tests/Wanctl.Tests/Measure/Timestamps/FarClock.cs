using Wanctl.Core.Measure.Timestamps;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Measure.Timestamps;

/// <summary>A host that answers ICMP timestamps over a path with delays of its own each way.</summary>
internal sealed class FarClock
{
    /// <summary>The host's milliseconds since midnight at our time 0.</summary>
    public double OffsetMillis { get; set; } = 12_345_678.4;

    public double UpMillis { get; set; } = 7;

    public double DownMillis { get; set; } = 9;

    public double TurnMillis { get; set; } = 0.02;

    /// <summary>How the fields are made of milliseconds since midnight.</summary>
    public Func<double, uint> Encode { get; set; } = Standard;

    /// <summary>Rate of the clock less one.</summary>
    public double Skew { get; set; }

    public static uint Standard(double millis) => (uint)(long)Math.Floor(Day(millis));

    public static uint HighBit(double millis) => 1u << 31 | (uint)((long)Math.Floor(millis) & 0x7FFFFFFF);

    public static uint LittleEndian(double millis) =>
        System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(Standard(millis));

    public static uint HalfWord(double millis) => (Standard(millis) & 0xFFFF) << 16;

    public static Func<double, uint> Steps(int millis) => at => Standard(Math.Floor(at / millis) * millis);

    public TimestampAnswer Answer(Instant sentAt, uint nonce = 1u << 31)
    {
        double arrival = sentAt.Nanos / 1e6 + UpMillis;
        double back = arrival + TurnMillis;
        return new TimestampAnswer(
            sentAt, new Instant((long)((back + DownMillis) * 1e6)), nonce, Encode(At(arrival)), Encode(At(back)));
    }

    private double At(double ourMillis) => ourMillis * (1 + Skew) + OffsetMillis;

    private static double Day(double millis) => millis - Math.Floor(millis / 86_400_000) * 86_400_000;
}
