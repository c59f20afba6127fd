using System.Globalization;
using System.IO;
using System.Text;
using Wanctl.Lab.Kernel;

namespace Wanctl.Lab.Watch;

/// <summary>
/// Writes down every 10 ms what queues of the kernel hold and have passed: <c>queues FILE NAME=DEVICE...</c>. It sees
/// the queues of the network namespace in which it runs.
/// </summary>
internal static class QueuesVerb
{
    /// <summary>Runs it.</summary>
    public static int Run(Words words)
    {
        var grid = new Grid(words.Number("zero", 0));
        double end = words.Number("seconds", 60) * 1000;
        using var kernel = new TrafficControl();
        using var file = new StreamWriter(words.Need(0, "a file"));
        var queues = new List<KernelQueue>();
        var line = new StringBuilder("seconds");
        for (int i = 1; i < words.Plain.Count; i++)
        {
            var queue = KernelQueue.Parse(words.Plain[i]);
            queues.Add(queue);
            foreach (string column in (string[])["rate_bps", "bytes", "dropped", "queued_bytes"])
                line.Append(CultureInfo.InvariantCulture, $",{queue.Name}_{column}");
        }
        file.WriteLine(line);
        for (double at = 0; at < end; at += Grid.StepMillis)
        {
            grid.WaitFor(at);
            line.Clear().Append(CultureInfo.InvariantCulture, $"{grid.Millis / 1000:F4}");
            foreach (KernelQueue queue in queues)
            {
                QueueFigures now = queue.Read(kernel);
                line.Append(
                    CultureInfo.InvariantCulture, $",{now.Rate:F0},{now.Bytes},{now.Dropped},{now.QueuedBytes}");
            }
            file.WriteLine(line);
        }
        return 0;
    }
}
