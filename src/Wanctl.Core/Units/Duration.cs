namespace Wanctl.Core.Units;

/// <summary>A span of time in whole nanoseconds; negative where a difference is.</summary>
public readonly record struct Duration(long Nanos) : IComparable<Duration>
{
    /// <summary>No time at all.</summary>
    public static readonly Duration Zero;

    /// <summary>The span in seconds.</summary>
    public double Seconds => Nanos / 1e9;

    /// <summary>The span in milliseconds.</summary>
    public double Millis => Nanos / 1e6;

    /// <summary>The span in whole microseconds, truncated.</summary>
    public long Micros => Nanos / 1_000;

    /// <summary>
    /// A whole number of seconds. Apart from the other, so that the compiler can put a constant span into the file:
    /// what has to be rounded is made when its class is first used, which may be in the middle of a tick, and then
    /// allocates.
    /// </summary>
    public static Duration FromSeconds(long seconds) => new(seconds * 1_000_000_000);

    /// <summary>A whole number of milliseconds; see <see cref="FromSeconds(long)"/>.</summary>
    public static Duration FromMillis(long millis) => new(millis * 1_000_000);

    /// <summary>The span nearest to a number of seconds.</summary>
    public static Duration FromSeconds(double seconds) => new((long)Math.Round(seconds * 1e9));

    /// <summary>The span nearest to a number of milliseconds.</summary>
    public static Duration FromMillis(double millis) => new((long)Math.Round(millis * 1e6));

    /// <inheritdoc/>
    public int CompareTo(Duration other) => Nanos.CompareTo(other.Nanos);

    /// <summary>The sum of two spans.</summary>
    public static Duration operator +(Duration left, Duration right) => new(left.Nanos + right.Nanos);

    /// <summary>A whole multiple of a span.</summary>
    public static Duration operator *(Duration span, long factor) => new(span.Nanos * factor);

    /// <summary>Shorter than.</summary>
    public static bool operator <(Duration left, Duration right) => left.Nanos < right.Nanos;

    /// <summary>Longer than.</summary>
    public static bool operator >(Duration left, Duration right) => left.Nanos > right.Nanos;

    /// <summary>At most as long as.</summary>
    public static bool operator <=(Duration left, Duration right) => left.Nanos <= right.Nanos;

    /// <summary>At least as long as.</summary>
    public static bool operator >=(Duration left, Duration right) => left.Nanos >= right.Nanos;
}
