using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>
/// Nothing waits for ever: an excess that is not ours, at any load of either direction and any floor, lets both limits
/// go again within ten seconds; a limit that is not filled is no evidence; and who is full and calm climbs.
/// </summary>
/// <param name="law">Whose limits.</param>
/// <param name="missed">On how many of 4000 lines a limit is given back too late.</param>
public abstract class NothingWaitsTests(RateLawKind law, int missed)
{
    private const int Lines = 4000;

    /// <summary>The lines on which limits once stayed at their floor for ever.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    public void A_longer_path_under_little_load_leaves_no_limit_at_its_floor(double floor)
    {
        double[] shifts = [8, 15, 40];
        double[] loads = [0.01, 0.02, 0.03, 0.04, 0.06, 0.08];
        List<string> stuck = [];
        foreach (double shift in shifts)
            foreach (double load in loads)
                foreach (bool recorded in (bool[])[false, true])
                    foreach ((double down, double up) in Sides(load))
                    {
                        ShiftCase given = new(stuck.Count)
                        {
                            Law = law,
                            DownMbps = 100, UpMbps = 10, Floor = floor, DownLoad = down, UpLoad = up, Bursts = false,
                            Recorded = recorded, ShiftMs = shift, BaseMs = 30, ApiTicks = 1,
                        };
                        if (given.Run() is { } problem)
                            stuck.Add(problem);
                    }
        Assert.Empty(stuck);
    }

    [Fact]
    public void A_path_of_another_length_lets_both_limits_go_within_ten_seconds_at_any_load_and_floor()
    {
        List<string> stuck = [];
        for (int seed = 0; seed < Lines; seed++)
        {
            if (new ShiftCase(seed) { Law = law }.Run() is { } problem)
                stuck.Add($"seed {seed}: {problem}");
        }
        Assert.True(stuck.Count <= missed, string.Join('\n', stuck));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void Counters_that_are_refreshed_seldom_keep_no_limit_waiting(double refresh)
    {
        List<string> stuck = [];
        for (int seed = 0; seed < Lines / 4; seed++)
        {
            if (new ShiftCase(seed) { Law = law, RefreshSeconds = refresh }.Run() is { } problem)
                stuck.Add($"seed {seed}: {problem}");
        }
        Assert.True(stuck.Count <= (missed + 3) / 4, string.Join('\n', stuck));
    }

    /// <summary>A floor that was never filled cured nothing: what went by itself, at a queue's pace, was not ours.
    /// </summary>
    [Fact]
    public void A_delay_that_comes_and_goes_under_little_load_leaves_no_limit_at_its_floor()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            LinkSettings settings = TunnelSettings.Link("line", 100, 10) with { Law = law };
            FluidLoad down = new() { Capacity = 105e6, Wanted = (1.6 + 6 * random.NextDouble()) * 1e6 };
            FluidLoad up = new() { Capacity = 10.5e6, Wanted = 0.05e6 };
            var line = new FluidLine(settings, random, down, up);
            while (line.Seconds < 20)
                line.Step();
            double millis = 20 + 80 * random.NextDouble();
            double until = 20.5 + 2 * random.NextDouble();
            Decision last = line.Step();
            while (line.Seconds < 32)
            {
                line.PathMs = Math.Clamp((until - line.Seconds) * 400, 0, millis);
                last = line.Step();
            }
            if (last.Down.Wanted.Mbps < 90 || last.Up.Wanted.Mbps < 9)
                Assert.Fail($"seed {seed}: {last.Down.Wanted.Mbps:F1} {last.Up.Wanted.Mbps:F1}, {last.Down.Reason}");
        }
    }

    [Fact]
    public void A_shaper_that_takes_no_limit_keeps_nothing_waiting()
    {
        List<string> stuck = [];
        for (int seed = 0; seed < Lines / 8; seed++)
        {
            ShiftCase given = new(seed)
            {
                Law = law,
                DownLoad = 0.03 + 0.0009 * seed, UpLoad = 0.05, Bursts = false, ApiTicks = long.MaxValue / 2,
            };
            if (given.Run() is { } problem)
                stuck.Add($"seed {seed}: {problem}");
        }
        Assert.Empty(stuck);
    }

    /// <summary>
    /// A law that begins while a buffer is full, with levels from before, has not seen it outlast anything: it has the
    /// same seven seconds.
    /// </summary>
    [Fact]
    public void A_reload_while_a_buffer_stands_full_takes_it_for_no_path()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            LinkSettings settings = TunnelSettings.Link("line", 100, 10) with { Law = law };
            FluidLoad down = new() { Capacity = 105e6, Elastic = true };
            var line = new FluidLine(settings, new Random(seed), down, new FluidLoad { Capacity = 10.5e6 })
            {
                ApiTicks = long.MaxValue / 2,
            };
            while (line.Seconds < 20)
                line.Step();
            down.Capacity = 60e6;
            while (line.Seconds < 24 + 0.05 * seed)
                line.Step();
            line.Reload();
            double reloadedAt = line.Seconds;
            Decision last = line.Step();
            while (line.Seconds < reloadedAt + 6)
                last = line.Step();
            if (last.BaselineMs > 40 || last.Down.Wanted.Mbps > 60)
                Assert.Fail($"seed {seed}: a baseline of {last.BaselineMs:F0} ms, {last.Down.Wanted.Mbps:F1} Mbit/s");
        }
    }

    /// <summary>One answer that comes at once proves that there is no queue, for ever if need be; the others' levels
    /// must follow.</summary>
    [Theory]
    [InlineData(0b001)]
    [InlineData(0b011)]
    [InlineData(0b110)]
    public void A_path_that_is_longer_to_some_reflectors_alone_keeps_no_full_direction_from_climbing(int mask)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            LinkSettings settings = TunnelSettings.Link("line", 100, 20) with { Law = law };
            FluidLoad down = new() { Capacity = 40e6, Elastic = true };
            var line = new FluidLine(settings, new Random(seed), down, new FluidLoad { Capacity = 21e6 })
            {
                PathMask = mask,
            };
            while (line.Seconds < 20)
                line.Step();
            line.PathMs = 15;
            down.Capacity = 105e6;
            Decision last = line.Step();
            while (line.Seconds < 35)
                last = line.Step();
            if (last.Down.Wanted.Mbps < 90)
                Assert.Fail($"seed {seed}: {last.Down.Wanted.Mbps:F1} Mbit/s, {last.Down.Reason}");
        }
    }

    /// <summary>The download is cut, then idle; the path grows under a trickle of upload; then a download wants all.
    /// </summary>
    [Fact]
    public void A_direction_that_is_full_and_calm_climbs_whatever_the_other_one_is_doing()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            LinkSettings settings = TunnelSettings.Link("line", 100, 10) with { Law = law };
            double trickle = 0.01 + 0.07 * random.NextDouble();
            FluidLoad down = new() { Capacity = 40e6, Elastic = true };
            FluidLoad up = new() { Capacity = 10.5e6, Wanted = trickle * 10e6 };
            var line = new FluidLine(settings, random, down, up);
            while (line.Seconds < 20)
                line.Step();
            down.Capacity = 105e6;
            down.Elastic = false;
            down.Wanted = 1e6;
            while (line.Seconds < 30)
                line.Step();
            line.PathMs = 8 + 30 * random.NextDouble();
            while (line.Seconds < 31 + 6 * random.NextDouble())
                line.Step();
            down.Elastic = true;
            double wantedAt = line.Seconds;
            Decision last = line.Step();
            while (line.Seconds < wantedAt + 12)
                last = line.Step();
            if (last.Down.Wanted.Mbps < 90)
                Assert.Fail($"seed {seed}: {last.Down.Wanted.Mbps:F1} Mbit/s, {last.Down.Reason}, {last.Up.Reason}");
        }
    }

    /// <summary>The load on one side, on the other, and on both.</summary>
    private static (double Down, double Up)[] Sides(double load) => [(load, 0.005), (0.005, load), (load, load)];
}
