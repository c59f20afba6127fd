namespace Wanctl.Core.Units;

/// <summary>
/// A data rate in whole bits per second; 0 means "no limit" where RouterOS says so and "nothing" in a measurement.
/// </summary>
public readonly record struct Rate(long BitsPerSecond) : IComparable<Rate>
{
    /// <summary>Nothing.</summary>
    public static readonly Rate Zero;

    /// <summary>The rate in Mbit/s (10^6 bit/s).</summary>
    public double Mbps => BitsPerSecond / 1e6;

    /// <summary>
    /// The rate nearest to a number of Mbit/s. Rounds to the whole bit instead of truncating: 8.2 Mbit/s is 8,200,000
    /// bit/s, although 8.2 * 1e6 is a hair less in binary.
    /// </summary>
    public static Rate FromMbps(double mbps) => new((long)Math.Round(mbps * 1e6));

    /// <inheritdoc/>
    public int CompareTo(Rate other) => BitsPerSecond.CompareTo(other.BitsPerSecond);

    /// <summary>The smaller of two rates.</summary>
    public static Rate Min(Rate left, Rate right) => left < right ? left : right;

    /// <summary>The larger of two rates.</summary>
    public static Rate Max(Rate left, Rate right) => left > right ? left : right;

    /// <summary>The sum of two rates.</summary>
    public static Rate operator +(Rate left, Rate right) => new(left.BitsPerSecond + right.BitsPerSecond);

    /// <summary>The rate times a factor, truncated toward zero as the classic law does.</summary>
    public static Rate operator *(Rate rate, double factor) => new((long)(rate.BitsPerSecond * factor));

    /// <summary>Less than.</summary>
    public static bool operator <(Rate left, Rate right) => left.BitsPerSecond < right.BitsPerSecond;

    /// <summary>Greater than.</summary>
    public static bool operator >(Rate left, Rate right) => left.BitsPerSecond > right.BitsPerSecond;

    /// <summary>At most.</summary>
    public static bool operator <=(Rate left, Rate right) => left.BitsPerSecond <= right.BitsPerSecond;

    /// <summary>At least.</summary>
    public static bool operator >=(Rate left, Rate right) => left.BitsPerSecond >= right.BitsPerSecond;
}
