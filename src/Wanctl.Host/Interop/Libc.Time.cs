using System.Runtime.InteropServices;

namespace Wanctl.Host.Interop;

internal static unsafe partial class Libc
{
    public const int CLOCK_REALTIME = 0;
    public const int CLOCK_MONOTONIC = 1;
    public const int CLOCK_THREAD_CPUTIME_ID = 3;
    public const int CLOCK_MONOTONIC_RAW = 4;
    public const int TFD_TIMER_ABSTIME = 1;
    public const int TFD_CLOEXEC = 0x80000;

    public struct Timespec
    {
        public long Sec;
        public long Nsec;

        public readonly long Nanos => Sec * 1_000_000_000 + Nsec;

        public static Timespec FromNanos(long nanos) =>
            new() { Sec = nanos / 1_000_000_000, Nsec = nanos % 1_000_000_000 };
    }

    public struct Itimerspec
    {
        public Timespec Interval;
        public Timespec Value;
    }

    [LibraryImport("libc", SetLastError = true)]
    public static partial int clock_gettime(int clock, Timespec* now);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int timerfd_create(int clock, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int timerfd_settime(int fd, int flags, Itimerspec* next, Itimerspec* previous);
}
