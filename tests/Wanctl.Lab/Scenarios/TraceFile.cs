using System.IO;
using Wanctl.Simulate;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Scenarios;

/// <summary>A recording of what a line carried, as seconds and Mbit/s.</summary>
/// <param name="FullPath">Where it is.</param>
/// <param name="Capacity">What it says, in Mbit/s.</param>
internal sealed record TraceFile(string FullPath, Track Capacity)
{
    /// <summary>
    /// Looks beside the scenario, where a recorded run keeps it, then among the repository's own recordings, then where
    /// the environment says, and last beside the checkout.
    /// </summary>
    /// <param name="scenario">The scenario's file.</param>
    /// <param name="name">The recording's.</param>
    /// <param name="place">Where the scenario names it, for messages.</param>
    /// <exception cref="MissingPartException">It is nowhere.</exception>
    public static TraceFile Read(string scenario, string name, string place)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(scenario)) ?? "/";
        string? named = Environment.GetEnvironmentVariable(RecordedFolder.Variable);
        string[] folders =
        [
            folder, Path.Combine(folder, "..", "traces"), named ?? folder,
            Path.Combine(folder, "..", "..", "..", "..", "shared", "data", "traces"),
        ];
        string? path = Array.Find(folders, candidate => File.Exists(Path.Combine(candidate, name)));
        if (path is null)
        {
            throw new MissingPartException(
                $"{name}, which {Path.GetFileName(scenario)} follows, is not here: no licence allows it in the "
                + $"repository. Name a folder that holds it in {RecordedFolder.Variable}");
        }
        path = Path.GetFullPath(Path.Combine(path, name));
        try
        {
            using StreamReader text = File.OpenText(path);
            return new TraceFile(path, TraceReader.Read(text).Times(1e-6));
        }
        catch (FormatException wrong)
        {
            throw new LabException($"{place}: {path}: {wrong.Message}");
        }
    }
}
