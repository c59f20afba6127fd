using System.Globalization;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Scenarios;

/// <summary>
/// <c>head FILE</c> prints what a scenario begins with, as variables of a shell; <c>timeline FILE</c> prints each event
/// when it is due.
/// </summary>
internal static class ScenarioVerbs
{
    /// <summary>
    /// An event is told half a step before it is due: the sample of its own moment is to see it, and tc takes a while.
    /// </summary>
    private const double EarlyMillis = Grid.StepMillis / 2.0;

    /// <summary>Runs <c>head</c>.</summary>
    public static int Head(Words words)
    {
        LabScenario scenario = Read(words);
        Put("NAME", scenario.Name);
        Put("SECONDS_LONG", scenario.Seconds);
        Put("DOWN", scenario.Down.At(0));
        Put("UP", scenario.Up.At(0));
        Put("DOWN_CEILING", scenario.DownCeiling);
        Put("UP_CEILING", scenario.UpCeiling);
        Put("DOWN_FIFO", scenario.DownFifo);
        Put("UP_FIFO", scenario.UpFifo);
        Put("RTT", scenario.RttMs + scenario.Path.At(0));
        Put("NOISE", scenario.Noise switch
        {
            LineNoise.Still => "still",
            LineNoise.Cable => "cable",
            LineNoise.Radio => "radio",
            _ => "none",
        });
        Put("TINS", scenario.Tins);
        var controls = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Load load in scenario.Loads)
            controls.Add(load.Control);
        Put("CONTROLS", string.Join(' ', controls));
        var traces = new List<string>();
        foreach (TraceFile trace in scenario.Traces)
            traces.Add(trace.FullPath);
        Put("TRACES", string.Join(' ', traces));
        return 0;
    }

    /// <summary>Runs <c>timeline</c>.</summary>
    public static int Play(Words words)
    {
        var grid = new Grid(words.Number("zero", 0));
        foreach ((double seconds, string text) in Timeline.Of(Read(words), Seed(words)))
        {
            grid.WaitFor(seconds * 1000 - EarlyMillis);
            Console.Out.WriteLine(text);
            Console.Out.Flush();
        }
        return 0;
    }

    /// <summary>The scenario that the words name.</summary>
    public static LabScenario Read(Words words) =>
        ScenarioReader.Read(words.Need(0, "a scenario's file"), words.Number("scale", 1), Seed(words));

    private static ulong Seed(Words words) => (ulong)words.Number("seed", 1);

    private static void Put(string name, IFormattable value) =>
        Put(name, value.ToString(null, CultureInfo.InvariantCulture));

    private static void Put(string name, string value) => Console.Out.WriteLine($"{name}='{value}'");
}
