using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;
using Wanctl.Truth.Lines;

namespace Wanctl.Truth.Properties;

/// <summary>
/// Nothing waits for ever: an excess that is not ours, at any load of either direction and any floor, lets both limits
/// go again; a limit that is not filled is no evidence; who is full and calm climbs; a constant line is left alone.
/// </summary>
internal static class ClosedProperties
{
    private static readonly double[] s_refreshes = [0.2, 0.5, 1, 2];
    private static readonly int[] s_masks = [0b001, 0b011, 0b110];

    /// <summary>A line whose path gets longer or shorter, at any load and floor.</summary>
    public static string? Path(RateLawKind law, int seed) => new ShiftCase(seed) { Law = law }.Run();

    /// <summary>The same where counters are brought up to date every 0.2, 0.5, 1 or 2 s.</summary>
    public static string? SlowCounters(RateLawKind law, int seed) =>
        new ShiftCase(seed) { Law = law, RefreshSeconds = s_refreshes[seed % s_refreshes.Length] }.Run();

    /// <summary>A floor that was never filled cured nothing: what went by itself, at a queue's pace, was not ours.
    /// </summary>
    public static string? PassingDelay(RateLawKind law, int seed)
    {
        var random = new Random(seed);
        LinkSettings settings = TunnelSettings.Link("line", 100, 10) with { Law = law };
        FluidLoad down = new() { Capacity = 105e6, Wanted = (1.6 + 6 * random.NextDouble()) * 1e6 };
        FluidLoad up = new() { Capacity = 10.5e6, Wanted = 0.05e6 };
        var line = new FluidLine(settings, random, down, up);
        Run(line, 20);
        double millis = 20 + 80 * random.NextDouble();
        double until = 20.5 + 2 * random.NextDouble();
        Decision last = line.Step();
        while (line.Seconds < 32)
        {
            line.PathMs = Math.Clamp((until - line.Seconds) * 400, 0, millis);
            last = line.Step();
        }
        return last.Down.Wanted.Mbps < 90 || last.Up.Wanted.Mbps < 9 ? Told(in last) : null;
    }

    public static string? DeafShaper(RateLawKind law, int seed) => new ShiftCase(seed)
    {
        Law = law,
        DownLoad = 0.03 + 0.45 * new Random(seed).NextDouble(),
        UpLoad = 0.05,
        Bursts = false,
        ApiTicks = long.MaxValue / 2,
    }.Run();

    /// <summary>
    /// A law that begins while a buffer is full, with levels from before, has not seen it outlast anything: it has the
    /// same seven seconds.
    /// </summary>
    public static string? Reload(RateLawKind law, int seed)
    {
        var random = new Random(seed);
        LinkSettings settings = TunnelSettings.Link("line", 100, 10) with { Law = law };
        FluidLoad down = new() { Capacity = 105e6, Elastic = true };
        var line = new FluidLine(settings, random, down, new FluidLoad { Capacity = 10.5e6 })
        {
            ApiTicks = long.MaxValue / 2,
        };
        Run(line, 20);
        down.Capacity = 60e6;
        Run(line, 24 + 2.5 * random.NextDouble());
        line.Reload();
        Decision last = Run(line, line.Seconds + 6);
        return last.BaselineMs > 40 || last.Down.Wanted.Mbps > 60
            ? $"a baseline of {last.BaselineMs:F0} ms, {Told(in last)}"
            : null;
    }

    /// <summary>One answer that comes at once proves that there is no queue, for ever if need be; the others' levels
    /// must follow.</summary>
    public static string? SomeReflectors(RateLawKind law, int seed)
    {
        LinkSettings settings = TunnelSettings.Link("line", 100, 20) with { Law = law };
        FluidLoad down = new() { Capacity = 40e6, Elastic = true };
        var line = new FluidLine(settings, new Random(seed), down, new FluidLoad { Capacity = 21e6 })
        {
            PathMask = s_masks[seed % s_masks.Length],
        };
        Run(line, 20);
        line.PathMs = 15;
        down.Capacity = 105e6;
        Decision last = Run(line, 35);
        return last.Down.Wanted.Mbps < 90 ? Told(in last) : null;
    }

    /// <summary>The download is cut, then idle; the path grows under a trickle of upload; then a download wants all.
    /// </summary>
    public static string? FullAndCalm(RateLawKind law, int seed)
    {
        var random = new Random(seed);
        LinkSettings settings = TunnelSettings.Link("line", 100, 10) with { Law = law };
        double trickle = 0.01 + 0.07 * random.NextDouble();
        FluidLoad down = new() { Capacity = 40e6, Elastic = true };
        FluidLoad up = new() { Capacity = 10.5e6, Wanted = trickle * 10e6 };
        var line = new FluidLine(settings, random, down, up);
        Run(line, 20);
        down.Capacity = 105e6;
        down.Elastic = false;
        down.Wanted = 1e6;
        Run(line, 30);
        line.PathMs = 8 + 30 * random.NextDouble();
        Run(line, 31 + 6 * random.NextDouble());
        down.Elastic = true;
        Decision last = Run(line, line.Seconds + 12);
        return last.Down.Wanted.Mbps < 90 ? Told(in last) : null;
    }

    public static string? Constant(RateLawKind law, int seed)
    {
        int changes = Changes(law, seed, out string line);
        return changes > 6 ? $"{changes} changes, {line}" : null;
    }

    /// <summary>How often a minute the limits of a constant line change, after a minute. It is full one way or both;
    /// the ceilings lie below, at or above it.</summary>
    public static int Changes(RateLawKind law, int seed, out string told)
    {
        var random = new Random(seed);
        double downMbps = 10 * Math.Exp(random.NextDouble() * Math.Log(94));
        double upMbps = downMbps * (0.05 + 0.95 * random.NextDouble());
        LinkSettings settings = TunnelSettings.Link("line", downMbps, upMbps) with { Law = law };
        int full = random.Next(3);
        FluidLoad down = Steady(random, downMbps, full != 1);
        FluidLoad up = Steady(random, upMbps, full != 0);
        var line = new FluidLine(settings, random, down, up)
        {
            BaseMs = 8 + 72 * random.NextDouble() * random.NextDouble(),
            NoiseMs = random.Next(2) == 0 ? FluidLine.Still : FluidLine.Scattering,
        };
        Decision before = Run(line, 60);
        int changes = 0;
        while (line.Seconds < 120)
        {
            Decision after = line.Step();
            changes += after.Down.Wanted != before.Down.Wanted ? 1 : 0;
            changes += after.Up.Wanted != before.Up.Wanted ? 1 : 0;
            before = after;
        }
        told = $"{downMbps:F0}/{upMbps:F0} on {down.Capacity / 1e6:F0}/{up.Capacity / 1e6:F0} Mbit/s";
        return changes;
    }

    private static FluidLoad Steady(Random random, double mbps, bool full) => new()
    {
        Capacity = mbps * 1e6 * (0.75 + 0.3 * random.NextDouble()),
        Wanted = 0.02 * mbps * 1e6,
        Elastic = full,
    };

    private static Decision Run(FluidLine line, double until)
    {
        Decision last = line.Step();
        while (line.Seconds < until)
            last = line.Step();
        return last;
    }

    private static string Told(in Decision last) =>
        $"{last.Down.Wanted.Mbps:F1} {last.Up.Wanted.Mbps:F1} Mbit/s, {last.Down.Reason}, {last.Up.Reason}";
}
