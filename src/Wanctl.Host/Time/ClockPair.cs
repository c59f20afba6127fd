using Wanctl.Core.Units;

namespace Wanctl.Host.Time;

/// <summary>
/// One moment on both clocks. They can only be read one after the other, and a thread that is preempted in between
/// would see the system clock step; so the system clock is read between two reads of the monotonic one, and again where
/// those lie too far apart.
/// </summary>
/// <param name="Now">The monotonic clock, in the middle between its two reads.</param>
/// <param name="WallNanos">The system clock in nanoseconds since 1970.</param>
public readonly record struct ClockPair(Instant Now, long WallNanos)
{
    /// <summary>
    /// Further apart than this the two reads were interrupted: undisturbed they take less than a microsecond.
    /// </summary>
    internal const long ApartMaxNanos = 50_000;

    /// <summary>
    /// Readings before the closest of them has to do; on a busy machine the second is nearly always good.
    /// </summary>
    internal const int ReadingsMax = 3;

    /// <summary>Reads both clocks.</summary>
    public static ClockPair Read() => Read(Clock.Now, Clock.WallNanos);

    /// <summary>Reads two clocks.</summary>
    internal static ClockPair Read(Func<Instant> monotonic, Func<long> wall)
    {
        ClockPair closest = default;
        long closestApart = long.MaxValue;
        for (int i = 0; i < ReadingsMax && closestApart > ApartMaxNanos; i++)
        {
            Instant before = monotonic();
            long wallNanos = wall();
            long apart = (monotonic() - before).Nanos;
            if (apart >= closestApart)
                continue;
            closestApart = apart;
            closest = new ClockPair(before + new Duration(apart / 2), wallNanos);
        }
        return closest;
    }
}
