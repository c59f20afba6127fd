namespace Wanctl.Wire.Stamp;

/// <summary>
/// The error estimate that goes with a timestamp: 16 bits, S Z scale(6) multiplier(8) (RFC 4656, 4.1.2; the Z bit by
/// RFC 8186).
/// </summary>
/// <param name="Raw">The bits.</param>
public readonly record struct StampError(ushort Raw)
{
    private const int SynchronisedBit = 1 << 15;
    private const int PtpBit = 1 << 14;
    private const int ScaleMax = 63;

    /// <summary>Whether the clock is set by an external source to UTC.</summary>
    public bool Synchronised => (Raw & SynchronisedBit) != 0;

    /// <summary>Whether the timestamp is in the truncated PTPv2 form, and not in that of NTP.</summary>
    public bool Ptp => (Raw & PtpBit) != 0;

    /// <summary>The exponent, 0 to 63.</summary>
    public int Scale => (Raw >> 8) & ScaleMax;

    /// <summary>The multiplier; 0 is not allowed, and says nothing.</summary>
    public int Multiplier => Raw & 0xFF;

    /// <summary>The error in seconds, multiplier * 2^(scale - 32); NaN where the multiplier is 0.</summary>
    public double Seconds => Multiplier == 0 ? double.NaN : Math.ScaleB(Multiplier, Scale - 32);

    /// <summary>The estimate in the NTP form that says at least a number of seconds.</summary>
    /// <param name="seconds">The error, 0 or more; what is beyond the range becomes its end.</param>
    /// <param name="synchronised">Whether the clock is set by an external source to UTC.</param>
    public static StampError Of(double seconds, bool synchronised)
    {
        double units = Math.ScaleB(Math.Max(seconds, 0), 32);
        int scale = 0;
        while (scale < ScaleMax && Math.Ceiling(Math.ScaleB(units, -scale)) > byte.MaxValue) scale++;
        double multiplier = Math.Clamp(Math.Ceiling(Math.ScaleB(units, -scale)), 1, byte.MaxValue);
        return new StampError((ushort)((synchronised ? SynchronisedBit : 0) | (scale << 8) | (int)multiplier));
    }
}
