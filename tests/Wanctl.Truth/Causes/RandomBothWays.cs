using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth.Causes;

/// <summary>
/// Lines that are full both ways, and on which something happens: one direction or both collapse, the path changes, or
/// only spikes come. Everything is drawn from the seed.
/// </summary>
internal static class RandomBothWays
{
    /// <summary>How long a run takes, in seconds.</summary>
    public const double Seconds = 24;

    private const double From = 9;
    private const double Until = 13;

    /// <summary>The line of a seed.</summary>
    public static Scenario Of(int seed)
    {
        var random = new Random(seed);
        double down = 8e6 * Math.Exp(random.NextDouble() * Math.Log(50));
        double up = down * (0.08 + 0.92 * random.NextDouble());
        double room = 1.02 + 0.25 * random.NextDouble();
        double at = From + (Until - From) * random.NextDouble();
        double back = at + 3 + 5 * random.NextDouble();
        int what = random.Next(5);
        bool downFalls = what is 0 or 2;
        bool upFalls = what is 1 or 2;
        double shift = what == 3 ? 4 + 36 * random.NextDouble() : 0;
        double spikes = what == 4 || random.Next(4) == 0 ? 40 * random.NextDouble() : 0;
        double baseMs = 8 + 72 * random.NextDouble() * random.NextDouble();
        double downTo = down * (0.25 + 0.6 * random.NextDouble());
        double upTo = up * (0.25 + 0.6 * random.NextDouble());
        return new Scenario
        {
            Name = "both-ways",
            Summary = "",
            Length = Duration.FromSeconds(Seconds),
            Settings = TunnelSettings.Link("both-ways", down * room / 1e6, up * room / 1e6),
            DownCapacity = _ => Dip(down, downFalls ? downTo : down, at, back),
            UpCapacity = _ => Dip(up, upFalls ? upTo : up, at, back),
            Path = _ => Track.Steps((0, 0), (at, shift)),
            BaseRttMs = baseMs,
            FifoMs = 80 + 300 * random.NextDouble(),
            Noise = random.Next(4) switch { 0 => LineNoise.Radio, 1 => LineNoise.Cable, _ => LineNoise.Still },
            Stalls = new EchoStalls(spikes, 20, 200),
            DownFlows = random.Next(1, 9),
            UpFlows = random.Next(1, 9),
            LoadFrom = 1,
        };
    }

    private static Track Dip(double whole, double low, double from, double to) =>
        Track.Steps((0, whole), (from, low), (to, whole));
}
