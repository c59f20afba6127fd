namespace Wanctl.Wire.Stamp;

/// <summary>
/// The timestamps of STAMP and TWAMP, 64 bits: NTP's 32 bits of seconds since 1900 and 32 of a fraction, or those of
/// truncated PTPv2, 32 bits of TAI seconds since 1970 and 32 of nanoseconds (RFC 8762, 4.2.1). Which of them says the Z
/// bit of the error estimate beside it.
/// </summary>
public static class StampTime
{
    /// <summary>
    /// Nanoseconds after which both forms start again: 2^32 s. Fits a long; differences are taken modulo it.
    /// </summary>
    public const long EraNanos = (1L << 32) * NanosPerSecond;

    private const long NanosPerSecond = 1_000_000_000;

    /// <summary>Seconds from 1900 to 1970, both at midnight UT.</summary>
    private const long UnixEpoch = 2_208_988_800;

    /// <summary>The NTP form of a time since 1970, rounded down to 2^-32 s.</summary>
    public static ulong NtpOf(long unixNanos)
    {
        (long seconds, long nanos) = Math.DivRem(unixNanos, NanosPerSecond);
        if (nanos < 0) (seconds, nanos) = (seconds - 1, nanos + NanosPerSecond);
        return (ulong)(uint)(seconds + UnixEpoch) << 32 | ((ulong)nanos << 32) / NanosPerSecond;
    }

    /// <summary>A timestamp in nanoseconds since the beginning of its form's era; less than 2^32 s.</summary>
    public static long NanosOf(ulong time, bool ptp)
    {
        long seconds = (long)(time >> 32) * NanosPerSecond;
        uint low = (uint)time;
        return seconds + (ptp ? Math.Min(low, NanosPerSecond - 1) : (long)((ulong)low * NanosPerSecond >> 32));
    }

    /// <summary>
    /// The time since 1970 of the NTP form; seconds with their highest bit clear are of the era that begins in 2036
    /// (RFC 4330, section 3).
    /// </summary>
    public static long UnixNanosOf(ulong ntp)
    {
        long nanos = NanosOf(ntp, ptp: false) - UnixEpoch * NanosPerSecond;
        return (ntp & (1UL << 63)) == 0 ? nanos + EraNanos : nanos;
    }

    /// <summary>
    /// A difference of two times of one clock, in nanoseconds, taken as the shorter way around the era: within 68
    /// years to either side.
    /// </summary>
    public static long Difference(ulong later, ulong earlier, bool ptp)
    {
        // Neither is EraNanos or more, so that the difference lies between -EraNanos and EraNanos.
        long nanos = NanosOf(later, ptp) - NanosOf(earlier, ptp);
        if (nanos >= EraNanos / 2) return nanos - EraNanos;
        return nanos < -EraNanos / 2 ? nanos + EraNanos : nanos;
    }
}
