namespace Wanctl.Core.Units;

/// <summary>A point on a monotonic clock, in nanoseconds since some fixed past moment; never wall-clock time.</summary>
public readonly record struct Instant(long Nanos) : IComparable<Instant>
{
    /// <summary>Before everything that a running process can see.</summary>
    public static readonly Instant Never = new(long.MinValue / 4);

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Nanos.CompareTo(other.Nanos);

    /// <summary>The time from <paramref name="right"/> to <paramref name="left"/>.</summary>
    public static Duration operator -(Instant left, Instant right) => new(left.Nanos - right.Nanos);

    /// <summary>The instant a span later.</summary>
    public static Instant operator +(Instant left, Duration right) => new(left.Nanos + right.Nanos);

    /// <summary>The instant a span earlier.</summary>
    public static Instant operator -(Instant left, Duration right) => new(left.Nanos - right.Nanos);

    /// <summary>Earlier than.</summary>
    public static bool operator <(Instant left, Instant right) => left.Nanos < right.Nanos;

    /// <summary>Later than.</summary>
    public static bool operator >(Instant left, Instant right) => left.Nanos > right.Nanos;

    /// <summary>Not later than.</summary>
    public static bool operator <=(Instant left, Instant right) => left.Nanos <= right.Nanos;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(Instant left, Instant right) => left.Nanos >= right.Nanos;
}
