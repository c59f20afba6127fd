using Wanctl.SystemTests.Kit;

namespace Wanctl.Bench;

/// <summary>
/// Measures what the daemon costs and how punctual it is, and prints a table: figure, measured, to reach.
/// <c>--seconds N</c> sets the length of each whole-process measurement. Exit code 1 where a figure is missed.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        int seconds = 60;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] != "--seconds" || i + 1 == args.Length || !int.TryParse(args[++i], out seconds) || seconds < 10)
            {
                Console.Error.WriteLine("usage: Wanctl.Bench [--seconds N]   (N at least 10)");
                return 2;
            }
        }
        var table = new FigureTable();
        FigureTable.Title("Parts, in this process (JIT)");
        PartsBench.Run(table);
        FigureTable.Title("Files");
        FilesBench.Run(table);
        FigureTable.Title($"The published binary, {seconds} s each");
        if (NetworkRoom.WhyNot is { } reason)
            FigureTable.Skip("whole process", reason);
        else if (!Artifacts.HasBinary)
            FigureTable.Skip("whole process", "no binary; build/publish makes it");
        else
            DaemonBench.Run(table, TimeSpan.FromSeconds(seconds));
        FigureTable.Title($"The reflector over the loopback, {seconds / 5} s each");
        if (Artifacts.HasBinary)
            ReflectBench.Run(table, TimeSpan.FromSeconds(seconds / 5.0));
        else
            FigureTable.Skip("reflector", "no binary; build/publish makes it");
        return table.Missed == 0 ? 0 : 1;
    }
}
