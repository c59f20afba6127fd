using System.Globalization;
using System.IO;

namespace Wanctl.SystemTests.Kit;

/// <summary>What the kernel counts for a process (proc(5)).</summary>
/// <param name="ResidentBytes">Memory in use now (VmRSS).</param>
/// <param name="ResidentPeakBytes">The most that it ever used (VmHWM).</param>
/// <param name="Threads">Threads.</param>
/// <param name="CpuTime">User and system time of all its threads, counted in hundredths of a second.</param>
/// <param name="OpenFiles">Open descriptors, sockets included.</param>
public sealed record ProcessFigures(
    long ResidentBytes, long ResidentPeakBytes, int Threads, TimeSpan CpuTime, int OpenFiles)
{
    /// <summary>USER_HZ, which Linux fixes at 100 for programs on all machines that we build for.</summary>
    private const int TicksPerSecond = 100;

    /// <summary>Reads them. An <see cref="IOException"/> says that there is no such process.</summary>
    public static ProcessFigures Of(int process)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
        string[] status = File.ReadAllLines(folder + "/status");
        return new ProcessFigures(
            Field(status, "VmRSS:") * 1024,
            Field(status, "VmHWM:") * 1024,
            (int)Field(status, "Threads:"),
            ReadCpuTime(File.ReadAllText(folder + "/stat")),
            Directory.GetFileSystemEntries(folder + "/fd").Length);
    }

    private static long Field(string[] status, string name)
    {
        string? line = Array.Find(status, line => line.StartsWith(name, StringComparison.Ordinal));
        // A process that has ended and waits for its parent has no memory left to count.
        if (line is null) throw new IOException($"/proc/PID/status without {name}: the process has ended");
        string number = line[name.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0];
        return long.Parse(number, CultureInfo.InvariantCulture);
    }

    private static TimeSpan ReadCpuTime(string stat)
    {
        // The name in parentheses may contain spaces; fields 14 and 15 of the whole are 11 and 12 behind it.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        long ticks = long.Parse(fields[11], CultureInfo.InvariantCulture)
            + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }
}
