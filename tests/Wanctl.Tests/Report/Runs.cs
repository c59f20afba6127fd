using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Report;

/// <summary>Hand-made runs: a line that falls from 50 to 15 Mbit/s after a third of the time and comes back.</summary>
internal static class Runs
{
    public static TunnelRun Step(string name = "step", double seconds = 60, string law = "adaptive")
    {
        var truth = new List<TruthSample>();
        var ticks = new List<JournalRecord>();
        for (int i = 0; i * 0.01 < seconds; i++)
        {
            double at = i * 0.01, part = at / seconds;
            double capacity = part is > 0.33 and < 0.66 ? 15e6 : 50e6;
            double limit = part is > 0.34 and < 0.67 ? 14e6 : 48e6;
            double excess = limit > capacity ? 220 : 3 + 2 * Math.Sin(i * 1.7);
            truth.Add(new TruthSample
            {
                Seconds = at,
                ExcessMs = excess,
                Down = Direction(capacity, limit, 0.96 + 0.04 * Math.Sin(i)),
                Up = Direction(20e6, 19e6, 0.5),
            });
            if (i % 5 == 0)
                ticks.Add(Tick(i / 5, limit, excess));
        }
        return Empty(name, law) with
        {
            Truth = truth,
            Ticks = ticks,
            Scenario = Scenario(name, seconds),
        };
    }

    public static TunnelRun Empty(string name = "empty", string law = "adaptive") => new()
    {
        Scenario = Scenario(name, 60),
        Law = law,
        Seed = 1,
        Truth = [],
        Ticks = [],
        Score = Score(),
    };

    public static Score Score(double p95 = double.NaN) => new()
    {
        Down = Direction(0.97),
        Up = Direction(double.NaN),
        ExcessP50 = 1,
        ExcessP95 = p95,
        ExcessP99 = 12.25,
        ExcessMax = 220,
        Over15 = 0.01,
        Over30 = 0.002,
        Figures = [new Figure("p95 excess (ms)", p95, 10, true), new Figure("utilisation (%)", 97, 95, false)],
    };

    private static DirectionScore Direction(double utilisation) => new()
    {
        Utilisation = utilisation,
        CutSeconds = 0.4,
        DrainSeconds = 0.9,
        RiseSeconds = double.PositiveInfinity,
        Wobble = 0.02,
        FalseCutsPerHour = double.NaN,
        CutsPerMinute = 3,
        RisesPerMinute = 30,
        FlapsPerMinute = 2,
    };

    private static Scenario Scenario(string name, double seconds) => new()
    {
        Name = name,
        Summary = "A line that falls and comes back.",
        Length = Duration.FromSeconds(seconds),
        Settings = Links.Cable,
        DownCapacity = _ => Track.Always(50e6),
        UpCapacity = _ => Track.Always(20e6),
    };

    private static DirectionTruth Direction(double capacity, double limit, double share) => new()
    {
        Capacity = capacity,
        Limit = limit,
        Delivered = Math.Min(capacity, limit) * share,
        Flows = 4,
    };

    private static JournalRecord Tick(int tick, double limit, double excess)
    {
        var record = default(JournalRecord);
        record.Seen.Now = new Instant(5_000_000_000 + tick * 50_000_000L);
        record.Seen.Tick = tick;
        record.Chosen.Down = new DirectionDecision
        {
            Wanted = new Rate((long)limit),
            Zone = excess > 80 ? Zone.Red : excess > 4 ? Zone.Yellow : Zone.Green,
            Reason = excess > 80 ? Reason.RedCut : limit < 20e6 ? Reason.YellowCut : Reason.Climb,
        };
        record.Chosen.Up = new DirectionDecision { Wanted = Rate.FromMbps(19), Zone = Zone.Green };
        return record;
    }
}
