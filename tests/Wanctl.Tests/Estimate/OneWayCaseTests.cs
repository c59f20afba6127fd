using Wanctl.Core.Measure;
using Wanctl.Simulation.Tunnel;
using Wanctl.Truth.OneWay;

namespace Wanctl.Tests.Estimate;

/// <summary>
/// Whole courses of queues, clocks and routes, two seeds each. The bounds are the figures of the estimator's first
/// simulation with a third of slack; <c>build/bench oneway</c> prints the table over more seeds.
/// </summary>
public sealed class OneWayCaseTests
{
    private static readonly DelayCase Dsl = new() { Name = "DSL" };

    private static readonly DelayCase Cable = Dsl with { Access = AccessKind.Cable };

    private static readonly DelayCase Lte = Dsl with
    {
        Access = AccessKind.Lte, ThresholdMs = 15, AlarmMs = 12,
    };

    public static TheoryData<string> ClockNames()
    {
        var names = new TheoryData<string>();
        foreach ((string name, _) in DelayCases.Clocks)
            names.Add(name);
        return names;
    }

    [Theory]
    [MemberData(nameof(ClockNames))]
    public void Dsl_one_host(string clock) =>
        Hold(Dsl with { Clock = Clock(clock) }, 0.17, 0.19, 0, Alone(clock));

    [Theory]
    [MemberData(nameof(ClockNames))]
    public void Dsl_one_host_with_stamps_of_whole_milliseconds(string clock)
    {
        DelayCase stamps = Dsl with { Clock = Clock(clock), Probes = ProbeKind.Timestamp };
        DelayResult all = Hold(stamps, 0.17, 0.19, 0, Alone(clock));
        if (clock == "no drift")
        {
            Assert.InRange(all.ErrorAt(0.05), -0.67, 0);
            Assert.InRange(all.ErrorAt(0.95), 0, 1.33);
        }
    }

    [Theory]
    [MemberData(nameof(ClockNames))]
    public void Dsl_three_hosts_with_a_fault_on_one(string clock) =>
        Hold(Dsl with { Clock = Clock(clock), Hosts = 3 }, 0.22, 0.28, 0);

    [Theory]
    [MemberData(nameof(ClockNames))]
    public void Cable_one_host(string clock) => Hold(
        Cable with { Clock = Clock(clock) }, 0.16, 0.19, 0.0024, Alone(clock));

    [Theory]
    [MemberData(nameof(ClockNames))]
    public void Cable_three_hosts_with_stamps_of_whole_milliseconds(string clock) => Hold(
        Cable with { Clock = Clock(clock), Hosts = 3, Probes = ProbeKind.Timestamp }, 0.18, 0.28, 0);

    [Theory]
    [MemberData(nameof(ClockNames))]
    public void Lte_one_host(string clock) => Hold(
        Lte with { Clock = Clock(clock) }, 0.15, 0.17, Slewed(clock) ? 0.0034 : 0, Alone(clock));

    [Theory]
    [InlineData(1, 15, 0)]
    [InlineData(1, 0, 15)]
    [InlineData(3, 15, 0)]
    [InlineData(3, 0, 15)]
    public void A_longer_path_is_a_queue_no_longer_than_it_takes_to_be_quiet(int hosts, double up, double down)
    {
        DelayResult all = Run(Dsl with { Hosts = hosts, Shift = new PathShift(300, up, down) });
        Assert.InRange(all.FalseUp, 0, up > 0 ? 0.105 * 4 / 3 : 0);
        Assert.InRange(all.FalseDown, 0, down > 0 ? 0.119 * 4 / 3 : 0);
        Assert.Equal(0, all.Missed);
    }

    [Fact]
    public void A_route_that_swaps_its_directions_is_taken_in_one_sample()
    {
        DelayResult all = Run(Dsl with { Shift = new PathShift(300, 10, -10) });
        Assert.Equal((0.0, 0.0, 0), (all.FalseUp, all.FalseDown, all.Missed));
    }

    [Fact]
    public void The_path_of_one_of_three_hosts_changes_nothing()
    {
        DelayResult all = Run(Dsl with { Hosts = 3, Shift = new PathShift(300, 15, 0, Host: 0) });
        Assert.Equal((0.0, 0.0, 0, 0), (all.FalseUp, all.FalseDown, all.Missed, all.Steps));
    }

    [Theory]
    [InlineData(nameof(AccessKind.Dsl), 5, 0)]
    [InlineData(nameof(AccessKind.Cable), 10, 1)]
    [InlineData(nameof(AccessKind.Lte), 15, 0)]
    public void An_idle_hour_has_no_queue(string access, double alarm, int bound)
    {
        DelayCase hour = Dsl with
        {
            Access = Enum.Parse<AccessKind>(access), AlarmMs = alarm, Queues = QueueManner.Idle, Seconds = 3600,
            Clock = new ClockManner { OffsetMs = 23.7, DriftPpm = 50 },
        };
        DelayResult all = DelayRun.Of(hour, 1);
        Assert.InRange(all.Up.Alarms + all.Down.Alarms, 0, bound);
        Assert.Equal(50, all.SlopePpm, 3.0);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(-50)]
    public void A_queue_of_five_minutes_is_bridged_by_the_learned_drift(double ppm)
    {
        DelayResult all = Run(Dsl with { Queues = QueueManner.Long, Seconds = 450, Clock = Drifting(ppm) });
        Assert.Equal((0.0, 0.0, 0), (all.FalseUp, all.FalseDown, all.Missed));
        Assert.InRange(all.ErrorAt(0.5), -0.93, 0.93);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(-50)]
    public void At_a_first_start_a_long_queue_is_said_to_be_unsure_and_no_alarm_is_false(double ppm)
    {
        DelayCase early = Dsl with { Queues = QueueManner.LongAtOnce, Seconds = 330, Clock = Drifting(ppm) };
        DelayResult unknown = Run(early);
        Assert.Equal((0.0, 0.0, 0), (unknown.FalseUp, unknown.FalseDown, unknown.Missed));
        Assert.True(unknown.Known < 0.6 * unknown.Samples);
        DelayResult restored = Run(early with { Slope = ppm / 1000 });
        Assert.Equal((0.0, 0.0, 0), (restored.FalseUp, restored.FalseDown, restored.Missed));
        Assert.True(restored.Known > 0.99 * restored.Samples);
    }

    [Fact]
    public void Queues_in_antiphase_are_no_step()
    {
        foreach (int hosts in (int[])[1, 3])
        {
            DelayResult all = Run(Dsl with { Hosts = hosts, Queues = QueueManner.Antiphase, Seconds = 180 });
            Assert.Equal((0.0, 0.0, 0, 0), (all.FalseUp, all.FalseDown, all.Missed, all.Steps));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    [InlineData(20)]
    [InlineData(-20)]
    public void A_step_under_queues_both_ways_is_repaired_once_by_the_other_hosts(double step)
    {
        DelayCase both = Dsl with
        {
            Hosts = 3, Queues = QueueManner.BothWays, Seconds = 330,
            Clock = new ClockManner { Sets = [new ClockSet(180, step)] },
        };
        DelayResult all = Run(both);
        Assert.Equal(2, all.Steps);
        Assert.Equal((0.0, 0.0), (all.FalseUp, all.FalseDown));
    }

    [Fact]
    public void Midnight_moves_nothing()
    {
        DelayCase stamps = Dsl with { Probes = ProbeKind.Timestamp, Seconds = 300, Clock = new ClockManner() };
        DelayResult noon = DelayRun.Of(stamps with { Clock = At(RemoteClock.DayMs / 2) }, 1);
        DelayResult midnight = DelayRun.Of(stamps with { Clock = At(RemoteClock.DayMs - 150_000) }, 1);
        Assert.Equal(noon.Said.Count, midnight.Said.Count);
        for (int i = 0; i < noon.Said.Count; i++)
        {
            Assert.Equal(noon.Said[i].Up, midnight.Said[i].Up, 1e-3);
            Assert.Equal(noon.Said[i].Down, midnight.Said[i].Down, 1e-3);
        }
        Assert.Equal(0, midnight.Steps);

        static ClockManner At(double offset) => new() { OffsetMs = offset };
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(-1000)]
    public void A_step_of_a_second_on_one_of_three_hosts_changes_nothing(double step)
    {
        DelayCase three = Dsl with { Hosts = 3 };
        var set = new ClockManner { OffsetMs = 23.7, Sets = [new ClockSet(200, step), new ClockSet(400, step)] };
        DelayResult still = DelayRun.Of(three, 1);
        DelayResult stepped = DelayRun.Of(three with { Clock = set }, 1);
        Assert.Equal(2, stepped.Steps);
        for (int i = 0; i < still.Said.Count; i++)
        {
            Assert.Equal(still.Said[i].Up > three.AlarmMs, stepped.Said[i].Up > three.AlarmMs);
            Assert.Equal(still.Said[i].Down > three.AlarmMs, stepped.Said[i].Down > three.AlarmMs);
            Assert.Equal(still.Said[i].Up, stepped.Said[i].Up, 1.5);
        }
    }

    [Fact]
    public void Half_of_the_round_trip_blames_the_wrong_direction()
    {
        DelayResult all = Run(Dsl with { Halved = true });
        Assert.InRange(all.FalseUp, 0.1, 0.5);
        Assert.InRange(all.FalseDown, 0.1, 0.5);
    }

    private static DelayResult Hold(
        DelayCase which, double half, double most, double bound, bool alone = false)
    {
        DelayResult all = Run(which);
        // While the only host's clock runs away its queue is blamed on one direction.
        double slack = alone ? 0.05 : 4.0 / 3 * bound;
        Assert.InRange(all.FalseUp, 0, slack);
        Assert.InRange(all.FalseDown, 0, slack);
        Assert.InRange(all.DelayAt(0.5), 0, 4.0 / 3 * half);
        Assert.Equal(0, all.Missed);
        if (alone)
            return all;
        Assert.InRange(all.DelayAt(0.95), 0, 4.0 / 3 * most);
        Assert.Equal(0, all.Unknown);
        return all;
    }

    private static DelayResult Run(DelayCase which)
    {
        DelayResult all = DelayRun.Of(which, 1);
        all.Add(DelayRun.Of(which, 2));
        return all;
    }

    private static ClockManner Clock(string name)
    {
        foreach ((string known, ClockManner clock) in DelayCases.Clocks)
        {
            if (known == name)
                return clock;
        }
        throw new ArgumentOutOfRangeException(nameof(name), name, "there is no such clock");
    }

    private static ClockManner Drifting(double ppm) => new() { OffsetMs = 23.7, DriftPpm = ppm };

    private static bool Slewed(string clock) => clock.StartsWith("slew", StringComparison.Ordinal);

    /// <summary>What nothing but other hosts can help against.</summary>
    private static bool Alone(string clock) =>
        clock is "1 ms in 12, for 10 s" or "midnight, then an hour of sleep";
}
