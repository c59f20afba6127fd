using System.Globalization;
using System.IO;
using Wanctl.Host.Time;

namespace Wanctl;

/// <summary>What this machine is, as far as the daemon's work depends on it.</summary>
internal static class Machine
{
    /// <summary>Before this year no build was made: a clock that shows less has not been set.</summary>
    private const int YearMin = 2024;

    /// <summary>
    /// Whether this process runs in a container: one of Docker or Podman, or one whose first process is this program,
    /// as on RouterOS.
    /// </summary>
    public static bool IsContainer => Environment.ProcessId == 1 || File.Exists("/.dockerenv")
        || File.Exists("/run/.containerenv") || IsFirst();

    /// <summary>Whether the clock of the day has been set. Routers without a battery begin in 1970.</summary>
    public static bool IsClockSet => Today.Year >= YearMin;

    /// <summary>The day by the clock, as <c>1970-01-02</c>.</summary>
    public static string Date => Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTime Today => DateTime.UnixEpoch.AddTicks(Clock.WallNanos() / TimeSpan.NanosecondsPerTick);

    private static bool IsFirst()
    {
        try
        {
            return File.ResolveLinkTarget("/proc/1/exe", returnFinalTarget: false)?.FullName is { } first
                && first == Environment.ProcessPath;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
