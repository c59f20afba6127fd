using System.IO;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>A scenario that follows recorded capacities.</summary>
public static class TraceScenario
{
    private const double SecondsMost = 600;

    /// <summary>
    /// Four flows each way over a line that carries what the traces say, for as long as the longer one goes, ten
    /// minutes at most. Ceilings are the traces' peaks, floors a tenth of their means; the queue holds 300 ms at the
    /// mean.
    /// </summary>
    /// <param name="down">The capacity toward the user; null where it is constant.</param>
    /// <param name="up">The capacity toward the Internet; null where it is constant.</param>
    /// <param name="manner">How traces are read, and the constants.</param>
    /// <exception cref="FormatException">A trace cannot be understood.</exception>
    public static Scenario Of(TextReader? down, TextReader? up, TraceManner manner)
    {
        Track downTrack = Capacity(down, manner.DownMbps, manner.BinMs);
        Track upTrack = Capacity(up, manner.UpMbps, manner.BinMs);
        double seconds = Math.Clamp(Math.Max(downTrack.Length, upTrack.Length), 10, SecondsMost);
        LinkSettings settings = TunnelSettings.Link("trace", downTrack.Peak / 1e6, upTrack.Peak / 1e6);
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

    private static Track Capacity(TextReader? trace, double mbps, int binMs) =>
        trace is null ? Track.Always(mbps * 1e6) : TraceReader.Read(trace, binMs);

    /// <summary>Not below what a connection needs to live, nor above what the line ever carries.</summary>
    private static Rate Floor(Track track) => new((long)Math.Min(track.Peak, Math.Max(100_000, track.Mean / 10)));
}
