using System.IO;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>A scenario that follows recorded capacities.</summary>
public static class TraceScenario
{
    private const double SecondsMost = 600;

    /// <summary>
    /// Four flows each way over a line that carries what the traces say, for as long as the longer one goes, ten
    /// minutes
    /// at most. Ceilings are the traces' peaks, floors a tenth of their means; the queue holds 300 ms at the mean.
    /// </summary>
    /// <exception cref="FormatException">A trace cannot be understood.</exception>
    public static Scenario Of(TextReader down, TextReader up)
    {
        Track downTrack = TraceReader.Read(down);
        Track upTrack = TraceReader.Read(up);
        double seconds = Math.Clamp(Math.Max(downTrack.Length, upTrack.Length), 10, SecondsMost);
        var settings = TunnelSettings.Link("trace", downTrack.Peak / 1e6, upTrack.Peak / 1e6);
        return new Scenario
        {
            Name = "trace",
            Summary = "4 flows each way on a line that follows the traces",
            Length = Duration.FromSeconds(seconds),
            Settings = settings with
            {
                Download = settings.Download with { FloorRed = Floor(downTrack) },
                Upload = settings.Upload with { FloorRed = Floor(upTrack) },
            },
            DownCapacity = _ => downTrack.Times(1),
            UpCapacity = _ => upTrack.Times(1),
            FifoAtMean = true,
            DownFlows = 4,
            UpFlows = 4,
        };
    }

    /// <summary>Not below what a connection needs to live, nor above what the line ever carries.</summary>
    private static Rate Floor(Track track) => new((long)Math.Min(track.Peak, Math.Max(100_000, track.Mean / 10)));
}
