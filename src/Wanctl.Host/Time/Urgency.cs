using Wanctl.Host.Interop;

namespace Wanctl.Host.Time;

/// <summary>
/// Asks the kernel to run the loop's thread when its time has come, whatever else the box is doing. Both wishes may be
/// refused.
/// </summary>
public static unsafe class Urgency
{
    /// <summary>
    /// Low among the real-time priorities: above every ordinary process, below the kernel's own threads.
    /// </summary>
    private const int Priority = 10;

    /// <summary>
    /// Real-time scheduling for the calling thread alone; threads that it starts do not inherit it. False where refused
    /// (needs CAP_SYS_NICE or RLIMIT_RTPRIO).
    /// </summary>
    public static bool TryRaise()
    {
        int priority = Priority;
        return Libc.sched_setscheduler(0, Libc.SCHED_FIFO | Libc.SCHED_RESET_ON_FORK, &priority) == 0;
    }

    /// <summary>
    /// Keeps the process's pages in memory once they have been touched, so that a tick never waits for a disk. False
    /// where refused (needs CAP_IPC_LOCK or RLIMIT_MEMLOCK).
    /// </summary>
    public static bool TryLockMemory() => Libc.mlockall(Libc.MCL_CURRENT | Libc.MCL_FUTURE | Libc.MCL_ONFAULT) == 0;
}
