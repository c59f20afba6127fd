using Wanctl.Core.Units;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Time;

/// <summary>The two clocks of the system. Only the host reads them; the core is told.</summary>
public static unsafe class Clock
{
    /// <summary>The monotonic clock (CLOCK_MONOTONIC): never stepped, stands still while the machine sleeps.</summary>
    public static Instant Now()
    {
        Libc.Timespec now;
        _ = Libc.clock_gettime(Libc.CLOCK_MONOTONIC, &now);
        return new Instant(now.Nanos);
    }

    /// <summary>
    /// The raw monotonic clock (CLOCK_MONOTONIC_RAW): neither stepped nor slewed; not to be compared with
    /// <see cref="Now"/>.
    /// </summary>
    public static Instant RawNow()
    {
        Libc.Timespec now;
        _ = Libc.clock_gettime(Libc.CLOCK_MONOTONIC_RAW, &now);
        return new Instant(now.Nanos);
    }

    /// <summary>
    /// The system clock in nanoseconds since 1970 (CLOCK_REALTIME), the one of the kernel's receive stamps; may be
    /// stepped.
    /// </summary>
    public static long WallNanos()
    {
        Libc.Timespec now;
        _ = Libc.clock_gettime(Libc.CLOCK_REALTIME, &now);
        return now.Nanos;
    }

    /// <summary>CPU time that the calling thread has used.</summary>
    public static Duration ThreadCpu()
    {
        Libc.Timespec used;
        _ = Libc.clock_gettime(Libc.CLOCK_THREAD_CPUTIME_ID, &used);
        return new Duration(used.Nanos);
    }
}
