using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth.Lines;

/// <summary>
/// A line with room for both ceilings whose path gets longer or shorter for good: nothing about that is ours.
/// Everything else comes from the seed, as far as it is not given.
/// </summary>
internal sealed class ShiftCase
{
    private const double ShiftAt = 20;
    private const double BackWithin = 10;
    private const double WatchedFor = 20;
    private const double BusyFor = 8;
    private const double BackShare = 0.9;

    private readonly Random _random;

    public ShiftCase(int seed)
    {
        _random = new Random(seed);
        DownMbps = 10 * Math.Exp(_random.NextDouble() * Math.Log(94));
        UpMbps = DownMbps * (0.05 + 0.95 * _random.NextDouble());
        Floor = _random.Next(3) == 0 ? 0.1 * _random.Next(1, 3) : 0.05 + 0.55 * _random.NextDouble();
        DownLoad = Load();
        UpLoad = Load();
        Bursts = _random.Next(3) == 0;
        Recorded = _random.Next(3) == 0;
        Reflectors = _random.Next(2) == 0 ? 3 : _random.Next(1, 5);
        BaseMs = 8 + 72 * _random.NextDouble() * _random.NextDouble();
        ShiftMs = (5 + 55 * _random.NextDouble()) * (_random.Next(6) == 0 ? -1 : 1);
        if (BaseMs + ShiftMs < 3)
            ShiftMs = -ShiftMs;
        ApiTicks = _random.Next(4) == 0 ? _random.Next(1, 5) : 1;
    }

    public RateLawKind Law { get; init; } = RateLawKind.Adaptive;

    public double DownMbps { get; init; }

    public double UpMbps { get; init; }

    /// <summary>The floors as a share of the ceilings.</summary>
    public double Floor { get; init; }

    /// <summary>What is wanted as a share of the ceiling; more than 1 for all there is.</summary>
    public double DownLoad { get; init; }

    public double UpLoad { get; init; }

    public bool Bursts { get; init; }

    public bool Recorded { get; init; }

    public int Reflectors { get; init; }

    public double BaseMs { get; init; }

    public double ShiftMs { get; init; }

    public long ApiTicks { get; init; }

    /// <summary>How often the shaper's counters are brought up to date, in seconds; 0 for with each reading.</summary>
    public double RefreshSeconds { get; init; }

    public override string ToString() =>
        $"{(Recorded ? "recorded" : "closed")} {DownMbps:F0}/{UpMbps:F0} Mbit/s, floor {Floor:P0}, load {DownLoad:P1}/"
        + $"{UpLoad:P1}, bursts {Bursts}, {Reflectors} reflectors, {BaseMs:F0} ms {ShiftMs:+0.0;-0.0}, API {ApiTicks},"
        + $" counters {RefreshSeconds} s";

    /// <summary>
    /// Null where both limits are back in time and stay: at what they were, or where a direction that gets busy after
    /// those ten seconds can use them within some more.
    /// </summary>
    public string? Run()
    {
        LinkSettings settings = Settings();
        FluidLoad down = Of(DownLoad, DownMbps);
        FluidLoad up = Of(UpLoad, UpMbps);
        var line = new FluidLine(settings, _random, down, up)
        {
            Recorded = Recorded,
            ApiTicks = ApiTicks,
            RefreshSeconds = RefreshSeconds,
            BaseMs = BaseMs,
            NoiseMs = _random.Next(2) == 0 ? FluidLine.Still : FluidLine.Scattering,
        };
        Decision decision = line.Step();
        while (line.Seconds < ShiftAt)
            decision = line.Step();
        (Rate downBefore, Rate upBefore) = (decision.Down.Wanted, decision.Up.Wanted);
        line.PathMs = ShiftMs;
        double from = ShiftAt + BackWithin;
        bool busy = false;
        while (line.Seconds < ShiftAt + BackWithin + WatchedFor)
        {
            decision = line.Step();
            bool downLow = decision.Down.Wanted < downBefore * BackShare;
            bool upLow = decision.Up.Wanted < upBefore * BackShare;
            if (line.Seconds < from || !(downLow || upLow))
                continue;
            string low = $"after {line.Seconds - ShiftAt:F1} s at {decision.Down.Wanted.Mbps:F1} of"
                + $" {downBefore.Mbps:F1} and {decision.Up.Wanted.Mbps:F1} of {upBefore.Mbps:F1}:"
                + $" {decision.Down.Reason}, {decision.Up.Reason}";
            if (busy)
                return $"{this}: {low}";
            busy = true;
            from = line.Seconds + BusyFor;
            down.Elastic |= downLow;
            up.Elastic |= upLow;
        }
        return null;
    }

    private double Load() => _random.Next(5) switch
    {
        0 => 0.001 * _random.Next(2),
        1 => 0.01 * _random.Next(1, 10),
        2 => 0.1 * _random.NextDouble(),
        3 => _random.NextDouble(),
        _ => 2,
    };

    private FluidLoad Of(double share, double mbps) => new()
    {
        Capacity = mbps * 1e6 * (_random.Next(2) == 0 ? 1.05 : 3),
        Wanted = Math.Min(1, share) * mbps * 1e6,
        Elastic = share > 1,
        BurstTo = Bursts ? 0.9 * _random.NextDouble() * mbps * 1e6 : 0,
        Counted = _random.Next(3) switch { 0 => 0.97, 1 => 0.9, _ => 1 },
    };

    private LinkSettings Settings()
    {
        LinkSettings settings = TunnelSettings.Link("line", DownMbps, UpMbps);
        return settings with
        {
            Law = Law,
            Download = Floored(settings.Download),
            Upload = Floored(settings.Upload),
            Interval = Duration.FromMillis(_random.Next(8) == 0 ? 100 : 50),
            Probe = settings.Probe with { Reflectors = TunnelSettings.Reflectors(Reflectors) },
        };
    }

    private DirectionSettings Floored(DirectionSettings direction)
    {
        Rate floor = direction.Ceiling * Floor;
        return direction with { FloorRed = floor, FloorSoftRed = floor, FloorYellow = floor, FloorGreen = floor };
    }
}
