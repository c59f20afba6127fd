using System.Diagnostics;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// A point on this machine's monotonic clock. Requests, lines of output and starts of processes carry one, so that
/// a test can say how long after a start the first request arrived.
/// </summary>
/// <param name="Nanos">Nanoseconds since an arbitrary origin that lasts as long as the process.</param>
public readonly record struct Moment(long Nanos) : IComparable<Moment>
{
    /// <summary>The clock's reading. On Linux .NET's stopwatch counts nanoseconds of CLOCK_MONOTONIC.</summary>
    public static Moment Now => new((long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency)));

    public static TimeSpan operator -(Moment later, Moment earlier) =>
        TimeSpan.FromTicks((later.Nanos - earlier.Nanos) / TimeSpan.NanosecondsPerTick);

    public static Moment operator +(Moment moment, TimeSpan time) =>
        new(moment.Nanos + time.Ticks * TimeSpan.NanosecondsPerTick);

    public static bool operator <(Moment left, Moment right) => left.Nanos < right.Nanos;

    public static bool operator >(Moment left, Moment right) => left.Nanos > right.Nanos;

    public static bool operator <=(Moment left, Moment right) => left.Nanos <= right.Nanos;

    public static bool operator >=(Moment left, Moment right) => left.Nanos >= right.Nanos;

    public int CompareTo(Moment other) => Nanos.CompareTo(other.Nanos);
}
