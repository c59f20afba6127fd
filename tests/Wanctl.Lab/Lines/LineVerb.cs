using Wanctl.Lab.Kernel;
using Wanctl.Lab.Scenarios;

namespace Wanctl.Lab.Lines;

/// <summary>
/// <c>line FILE --down-device D --up-device D</c> lets the TBFs at the roots of two interfaces follow a scenario's
/// line. It sees the interfaces of the network namespace in which it runs.
/// </summary>
internal static class LineVerb
{
    /// <summary>Runs it.</summary>
    public static int Run(Words words)
    {
        var grid = new Grid(words.Number("zero", 0));
        LabScenario scenario = ScenarioVerbs.Read(words);
        using var kernel = new TrafficControl();
        var due = new List<(LineChange Change, uint Device, uint Handle, long Depth)>();
        Add(words.Text("down-device"), scenario.Down, scenario.DownFifo);
        Add(words.Text("up-device"), scenario.Up, scenario.UpFifo);
        due.Sort((left, right) => left.Change.Seconds.CompareTo(right.Change.Seconds));
        foreach ((LineChange change, uint device, uint handle, long depth) in due)
        {
            grid.WaitFor(change.Seconds * 1000);
            kernel.SetTbf(device, handle, change.BitsPerSecond, change.BurstBytes, (int)depth);
        }
        return 0;

        void Add(string? name, Simulation.Tunnel.Track mbps, long depth)
        {
            uint device = TrafficControl.Device(name ?? throw new LabException("found no interface of a direction"));
            uint handle = kernel.ReadRoot(device).Handle;
            foreach (LineChange change in LineChanges.Of(mbps, scenario.Seconds))
                due.Add((change, device, handle, depth));
        }
    }
}
