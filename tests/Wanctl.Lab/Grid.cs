using Wanctl.Lab.Kernel;

namespace Wanctl.Lab;

/// <summary>
/// The scenario's time: seconds since a moment of the system clock that all programs of a run are told, so that what
/// they write down lies on one grid.
/// </summary>
/// <param name="zeroMillis">The scenario's beginning, in milliseconds since 1970.</param>
internal sealed class Grid(double zeroMillis)
{
    /// <summary>How long a step of everything recorded is, in milliseconds.</summary>
    public const int StepMillis = 10;

    /// <summary>Milliseconds since the scenario's beginning.</summary>
    public double Millis => (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds - zeroMillis;

    /// <summary>
    /// Waits until a moment; returns at once where it has passed. By the kernel's own clock: the runtime rounds to
    /// milliseconds, and a wait that ends too early would spin for the rest, which virtual time does not forgive.
    /// </summary>
    public void WaitFor(double millis)
    {
        const int Realtime = 0;
        const int Absolute = 1;
        _ = Libc.Sleep(Realtime, Absolute, new Libc.Timespec(zeroMillis + millis), 0);
    }

    /// <summary>Waits until a moment, or until a descriptor can be read; whether it can.</summary>
    public bool WaitFor(double millis, int descriptor)
    {
        var entry = new Libc.PollEntry(descriptor);
        double wait = Math.Max(0, millis - Millis);
        return Libc.Poll(new Span<Libc.PollEntry>(ref entry), 1, new Libc.Timespec(wait), 0) > 0;
    }
}
