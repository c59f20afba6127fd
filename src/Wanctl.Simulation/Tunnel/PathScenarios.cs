using System.Globalization;
using static Wanctl.Simulation.Tunnel.ScenarioParts;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Paths that become longer or shorter, which is no queue, at every load of either direction; and reconnects, after
/// which path and rates are others.
/// </summary>
internal static class PathScenarios
{
    /// <summary>When the path changes.</summary>
    private const double Shift = 30;

    private const double Length = 75;

    /// <summary>Constant excess that is not ours, at any load: both limits are back within so many seconds.</summary>
    private const double BackSeconds = 10;

    private static readonly double[] s_shifts = [8, 15, 40];

    /// <summary>Nothing, names and echoes, calls, a video, several, and all that it carries; in per cent.</summary>
    private static readonly double[] s_loads = [0, 3, 10, 30, 60, 100];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Shifted("path-longer", 15, 3, 100) with { Family = Shifts("path-longer", 1) },
        Shifted("path-shorter", -15, 3, 100) with { Family = Shifts("path-shorter", -1) },
        // What the retrained line carries, and how far the new path is, as seen by its owner: less, farther; or better.
        Reconnect("reconnect", (50, 20, 0), (35, 12, 12)), Reconnect("reconnect-better", (35, 12, 12), (50, 20, 0)),
    ];

    private static List<Scenario> Shifts(string name, int sign)
    {
        var family = new List<Scenario>();
        foreach (double millis in s_shifts)
        {
            foreach (double down in s_loads)
            {
                foreach (double up in s_loads)
                {
                    family.Add(Shifted(name, sign * millis, down, up) with
                    {
                        Name = string.Create(
                            CultureInfo.InvariantCulture, $"{name}, {millis} ms, load {down} and {up} %"),
                    });
                }
            }
        }
        return family;
    }

    /// <summary>A path that changes for good while each direction carries a share of what it can.</summary>
    private static Scenario Shifted(string name, double millis, double down, double up) =>
        Basic(name, Length, 60, 24) with
        {
            Summary = string.Create(
                CultureInfo.InvariantCulture,
                $"the path gets {Math.Abs(millis)} ms {(millis > 0 ? "longer" : "shorter")} for good; "
                + $"{down} % of the download and {up} % of the upload are in use"),
            // The shortest is the base RTT.
            Path = Fixed(Track.Steps((0, Math.Max(0, -millis)), (Shift, Math.Max(0, millis)))),
            DownFlows = down > 0 ? 4 : 0,
            DownPace = Pace(50, down),
            UpFlows = up > 0 ? 4 : 0,
            UpPace = Pace(20, up),
            Figures =
            [
                new("download limit back (s)", FigureKind.Back, false, Shift, Length, BackSeconds, true),
                new("upload limit back (s)", FigureKind.Back, true, Shift, Length, BackSeconds, true),
            ],
        };

    /// <summary>What each of four flows sends so that all use a share of the line; 0 for all that they get.</summary>
    private static double Pace(double mbps, double percent) => percent < 100 ? mbps * Mbps * percent / 400 : 0;

    private static Scenario Reconnect(
        string name, (double Down, double Up, double PathMs) before, (double Down, double Up, double PathMs) after)
    {
        const double Gone = 40;
        const double Again = 70;
        const double End = 120;
        // A modem that trains carries nothing; what it takes before the queue is full is lost with the line's gap.
        const double Nothing = 0.01;
        return Basic(name, End, 60, 24) with
        {
            Summary = string.Create(
                CultureInfo.InvariantCulture,
                $"4 flows each way; after 30 s of nothing the line is back with {after.Down}/{after.Up} instead of "
                + $"{before.Down}/{before.Up} Mbit/s and a path {Math.Abs(after.PathMs - before.PathMs)} ms "
                + $"{(after.PathMs > before.PathMs ? "longer" : "shorter")}"),
            DownCapacity = Fixed(Track.Steps(
                (0, before.Down * Mbps), (Gone, Nothing * Mbps), (Again, after.Down * Mbps))),
            UpCapacity = Fixed(Track.Steps((0, before.Up * Mbps), (Gone, Nothing * Mbps), (Again, after.Up * Mbps))),
            Path = Fixed(Track.Steps((0, before.PathMs), (Again, after.PathMs))),
            DownFlows = 4,
            UpFlows = 4,
            Figures =
            [
                new("download at 90 % of the line (s)", FigureKind.Rise, false, Again, End, BackSeconds, true),
                new("upload at 90 % of the line (s)", FigureKind.Rise, true, Again, End, BackSeconds, true),
                new("p95 queue after 10 s (ms)", FigureKind.QueueP95, false, Again + BackSeconds, End, 8, true),
                new("download utilisation after 10 s", FigureKind.Utilisation, false, Again + BackSeconds, End, 0.93,
                    false),
                new("upload utilisation after 10 s", FigureKind.Utilisation, true, Again + BackSeconds, End, 0.93,
                    false),
            ],
        };
    }
}
