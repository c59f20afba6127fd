using System.Threading;

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

    /// <summary>Waits until a moment; returns at once where it has passed.</summary>
    public void WaitFor(double millis)
    {
        double wait = millis - Millis;
        if (wait > 0)
            Thread.Sleep(TimeSpan.FromMilliseconds(Math.Ceiling(wait)));
    }
}
