using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// What a delay and a byte counter say together of a line's capacity, each with the noise that follows from the time
/// and the bytes it rests on.
/// </summary>
public static class CapacityMeasures
{
    /// <summary>The bits of a full packet, line overhead included.</summary>
    private const double PacketBits = 12_000;

    /// <summary>When a reading was made is known this well, in seconds.</summary>
    private const double ReadingSeconds = 0.002;

    /// <summary>No delay is known better than this, in milliseconds.</summary>
    private const double LeastNoiseMs = 0.3;

    /// <summary>No measurement is better than this: what the counters count and what the line counts differ.</summary>
    private const double LeastDeviation = 0.005;

    /// <summary>
    /// Toward the user, while a queue stands before the line and none in the shaper: what passes is the capacity.
    /// </summary>
    /// <param name="rate">What passes, in bit/s.</param>
    /// <param name="seconds">Over this time; positive.</param>
    /// <param name="noiseMs">Doubt about the time, in milliseconds.</param>
    public static CapacityMeasurement Exact(double rate, double seconds, double noiseMs) =>
        new(rate, Error(rate * seconds, seconds, noiseMs));

    /// <summary>
    /// What went in came out, or stands there: bits = capacity * (time + growth of the delay).
    /// </summary>
    /// <param name="bits">What went in.</param>
    /// <param name="seconds">In this time; positive.</param>
    /// <param name="grownMs">By how much the delay has grown meanwhile, in milliseconds; negative where it fell. Less
    /// than the time.</param>
    /// <param name="noiseMs">Standard deviation of that, in milliseconds.</param>
    public static CapacityMeasurement Balance(double bits, double seconds, double grownMs, double noiseMs)
    {
        double whole = seconds + grownMs / 1000;
        return new CapacityMeasurement(bits / whole, Error(bits, whole, noiseMs));
    }

    private static double Error(double bits, double seconds, double noiseMs)
    {
        double packets = PacketBits / bits;
        double time = (ReadingSeconds + Math.Max(LeastNoiseMs, noiseMs) / 1000) / seconds;
        return Math.Sqrt(LeastDeviation * LeastDeviation + packets * packets + time * time);
    }
}
