using System.Globalization;
using System.IO;

namespace Wanctl.Lab.Watch;

/// <summary>
/// <c>usage CGROUP FILE</c>: writes down each second what the processes of a control group have cost so far: CPU time
/// by the group's own account, and memory as the sum of their proportional shares, in which a page that several of
/// them map counts once.
/// </summary>
internal static class UsageVerb
{
    private const int EveryMillis = 1000;

    /// <summary>Runs it.</summary>
    public static int Run(Words words)
    {
        var grid = new Grid(words.Number("zero", 0));
        double end = words.Number("seconds", 60) * 1000;
        string group = words.Need(0, "a control group's folder");
        using var file = new StreamWriter(words.Need(1, "a file"));
        file.WriteLine("seconds,cpu_usec,user_usec,system_usec,processes,memory_kib");
        for (double at = 0; at < end; at += EveryMillis)
        {
            grid.WaitFor(at);
            string[] processes = File.ReadAllLines(Path.Combine(group, "cgroup.procs"));
            string[] times = Array.ConvertAll(
                File.ReadAllLines(Path.Combine(group, "cpu.stat"))[..3], line => line.Split(' ')[1]);
            long kib = 0;
            foreach (string process in processes)
                kib += Memory(process);
            file.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{grid.Millis / 1000:F3},{string.Join(',', times)},{processes.Length},{kib}"));
        }
        return 0;
    }

    private static long Memory(string process)
    {
        try
        {
            foreach (string line in File.ReadLines($"/proc/{process}/smaps_rollup"))
            {
                if (line.StartsWith("Pss:", StringComparison.Ordinal))
                    return long.Parse(line.AsSpan(4).TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture);
            }
        }
        catch (IOException)
        {
            // It has ended meanwhile.
        }
        return 0;
    }
}
