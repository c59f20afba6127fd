using Wanctl.Core.Measure;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth.OneWay;

/// <summary>The cases that an estimator of each direction has to stand.</summary>
internal static class DelayCases
{
    private const double OffsetMs = 23.7;

    /// <summary>What clocks do, by name; the slews are on top of 20 ppm.</summary>
    public static IReadOnlyList<(string Name, ClockManner Clock)> Clocks { get; } =
    [
        ("no drift", Clock()),
        ("drift +50 ppm", Clock() with { DriftPpm = 50 }),
        ("drift -50 ppm", Clock() with { DriftPpm = -50 }),
        ("slew +500 ppm, 60 s", Slewed(500)),
        ("slew -500 ppm, 60 s", Slewed(-500)),
        ("step +5 ms, twice", Set(5)),
        ("step -5 ms, twice", Set(-5)),
        ("step +1 s", Set(1000)),
        ("step -1 s", Set(-1000)),
        ("1 ms in 12, for 10 s", Clock() with { Slews = [new ClockSlew(200, 210, 83_333)] }),
        ("midnight, then an hour of sleep", Clock() with
        {
            OffsetMs = RemoteClock.DayMs - 150_000, Sets = [new ClockSet(330, -3_600_000)],
            Sleeps = [new ClockSleep(300, 330)],
        }),
    ];

    /// <summary>All rows of the table.</summary>
    public static IReadOnlyList<DelayCase> All()
    {
        var cases = new List<DelayCase>();
        DelayCase dsl = new() { Name = "DSL, one host" };
        DelayCase stamps = dsl with { Name = "DSL, one host, 1 ms stamps", Probes = ProbeKind.Timestamp };
        DelayCase three = dsl with { Name = "DSL, three hosts", Hosts = 3 };
        DelayCase cable = dsl with { Name = "cable, one host", Access = AccessKind.Cable };
        DelayCase cableStamps = cable with
        {
            Name = "cable, three hosts, 1 ms stamps", Hosts = 3, Probes = ProbeKind.Timestamp,
        };
        DelayCase lte = dsl with
        {
            Name = "LTE, one host, 15 ms", Access = AccessKind.Lte, ThresholdMs = 15, AlarmMs = 12,
        };
        cases.Add(dsl with { Name = "DSL, half of the round trip", Halved = true });
        foreach (DelayCase line in (DelayCase[])[dsl, stamps, three, cable, cableStamps, lte])
        {
            foreach ((string name, ClockManner clock) in Clocks)
                cases.Add(line with { Name = $"{line.Name}: {name}", Clock = clock });
        }
        foreach (DelayCase line in (DelayCase[])[dsl, three])
        {
            cases.Add(line with { Name = $"{line.Name}: path up +15 ms", Shift = new PathShift(300, 15, 0) });
            cases.Add(line with { Name = $"{line.Name}: path down +15 ms", Shift = new PathShift(300, 0, 15) });
        }
        PathShift one = new(300, 15, 0, Host: 0);
        cases.Add(three with { Name = "DSL, three hosts: path of one up +15 ms", Shift = one });
        cases.Add(dsl with { Name = "DSL, one host: path up +10, down -10 ms", Shift = new PathShift(300, 10, -10) });
        cases.AddRange(Long(dsl));
        cases.AddRange(Both(three));
        DelayCase hour = dsl with
        {
            Queues = QueueManner.Idle, Seconds = 3600, Clock = Clock() with { DriftPpm = 50 },
        };
        cases.Add(hour with { Name = "DSL, an idle hour, 5 ms", AlarmMs = 5 });
        cases.Add(hour with { Name = "cable, an idle hour", Access = AccessKind.Cable });
        cases.Add(hour with { Name = "LTE, an idle hour, 15 ms", Access = AccessKind.Lte, AlarmMs = 15 });
        return cases;
    }

    private static IEnumerable<DelayCase> Long(DelayCase dsl)
    {
        foreach (int ppm in (int[])[50, -50])
        {
            DelayCase drifting = dsl with { Seconds = 450, Clock = Clock() with { DriftPpm = ppm } };
            yield return drifting with
            {
                Name = $"DSL, 300 s of 40 ms down, {ppm:+0;-0} ppm", Queues = QueueManner.Long,
            };
            DelayCase early = drifting with { Queues = QueueManner.LongAtOnce, Seconds = 330 };
            yield return early with { Name = $"the same after 10 s, {ppm:+0;-0} ppm" };
            yield return early with
            {
                Name = $"the same after 10 s, {ppm:+0;-0} ppm, slope restored", Slope = ppm / 1000.0,
            };
        }
    }

    private static IEnumerable<DelayCase> Both(DelayCase three)
    {
        yield return three with
        {
            Name = "DSL, three hosts, 40 ms in antiphase", Queues = QueueManner.Antiphase, Seconds = 180,
        };
        foreach (int step in (int[])[5, -5, 20, -20])
        {
            yield return three with
            {
                Name = $"DSL, three hosts, queues both ways, step {step:+0;-0} ms",
                Queues = QueueManner.BothWays,
                Seconds = 330,
                Clock = Clock() with { Sets = [new ClockSet(180, step)] },
            };
        }
    }

    private static ClockManner Clock() => new() { OffsetMs = OffsetMs };

    private static ClockManner Slewed(double ppm) =>
        Clock() with { DriftPpm = 20, Slews = [new ClockSlew(200, 260, ppm)] };

    private static ClockManner Set(double millis) =>
        Clock() with { Sets = [new ClockSet(200, millis), new ClockSet(400, millis)] };
}
