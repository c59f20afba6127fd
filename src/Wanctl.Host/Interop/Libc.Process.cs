using System.Runtime.InteropServices;

namespace Wanctl.Host.Interop;

internal static unsafe partial class Libc
{
    public const int SCHED_FIFO = 1;
    public const int SCHED_RESET_ON_FORK = 0x40000000;
    public const int MCL_CURRENT = 1;
    public const int MCL_FUTURE = 2;
    public const int MCL_ONFAULT = 4;

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint getrandom(void* buffer, nuint size, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int mlockall(int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int sched_setscheduler(int thread, int policy, int* priority);
}
