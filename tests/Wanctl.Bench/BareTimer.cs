using System.Diagnostics;
using System.Globalization;

namespace Wanctl.Bench;

/// <summary>
/// How punctual a bare timer in C is on the same machine in the same minute: Debian's <c>cyclictest</c> (package
/// rt-tests) at 50 ms and the loop's real-time priority, with the processor's idle states left as they are. What it
/// misses, the machine misses; a program can only add to that.
/// </summary>
internal sealed class BareTimer : IDisposable
{
    private readonly Process? _process;

    public BareTimer(TimeSpan length)
    {
        int loops = (int)(length.TotalMilliseconds / 50);
        try
        {
            _process = Process.Start(new ProcessStartInfo(
                "cyclictest", FormattableString.Invariant($"--laptop -p 10 -i 50000 -l {loops} -q -h 60000"))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not installed: there is nothing to compare with.
        }
    }

    /// <summary>Adds its quantiles to the table.</summary>
    public void Tell(string name)
    {
        if (_process is null)
        {
            FigureTable.Skip($"{name}: a bare timer beside it", "cyclictest is not installed (package rt-tests)");
            return;
        }
        List<int> late = Latencies(_process.StandardOutput.ReadToEnd());
        if (late.Count == 0)
        {
            FigureTable.Skip($"{name}: a bare timer beside it", "cyclictest may not run at real-time priority");
            return;
        }
        foreach ((string label, double share) in new[] { ("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999) })
        {
            int index = Math.Min(late.Count - 1, (int)(late.Count * share));
            FigureTable.Note($"{name}: a bare C timer beside it, {label}", late[index], "us");
        }
    }

    public void Dispose() => _process?.Dispose();

    /// <summary>The histogram's lines are "microseconds count"; what lies beyond it counts as its end.</summary>
    private static List<int> Latencies(string output)
    {
        var late = new List<int>();
        foreach (string line in output.Split('\n'))
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            bool row = words.Length == 2
                && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
            if (!row)
                continue;
            int count = int.Parse(words[1], CultureInfo.InvariantCulture);
            for (int i = 0; i < count; i++)
                late.Add(int.Parse(words[0], CultureInfo.InvariantCulture));
        }
        return late;
    }
}
