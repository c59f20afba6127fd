using System.Threading;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Measure;
using Wanctl.Simulation.Line;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Measuring;

/// <summary>Whole measurements of a simulated line, and every way out of one.</summary>
public class MeasureRunTests
{
    private static readonly RatePair s_capacity = Mbps(30, 6);
    private static readonly RatePair s_found = Mbps(12, 3);

    private static readonly LinkSettings s_link = Links.Cable with
    {
        Law = RateLawKind.Adaptive,
        Download = Links.CableDownload with { Ceiling = Rate.FromMbps(40) },
        Upload = Links.CableUpload with { Ceiling = Rate.FromMbps(8) },
        Probe = Links.Cable.Probe with { Reflectors = ["192.0.2.1", "192.0.2.2"] },
    };

    /// <summary>For tests of many runs.</summary>
    private static readonly MeasurePlan s_short = new()
    {
        Length = Duration.FromSeconds(5), StepLength = Duration.FromSeconds(2), Shares = [0.95, 0.5],
    };

    private static readonly LineProfile s_line = new()
    {
        ReflectorDelays = [Duration.FromMillis(14), Duration.FromMillis(21)],
        DownBufferBytes = 600_000,
        UpBufferBytes = 120_000,
        BlipsPerMinute = 0,
    };

    [Fact]
    public void A_queue_in_the_modem_is_found_and_cured()
    {
        SimulatedHouse house = House();
        MeasureReport report = Run(house);
        Assert.Null(report.Trouble);
        Assert.Equal((Verdict.InQueue, true, false), (report.Judgement.Verdict, report.Ways.Down, report.Ways.Up));
        Assert.InRange(report.AtCeiling!.Carried.Down.Mbps, 28.5, 31);
        Assert.InRange(report.AtCeiling.ExcessMs, 50, 200);
        Assert.InRange(report.Judgement.Cured!.ExcessMs, 0, report.Judgement.ThresholdMs);
        Assert.InRange(report.Judgement.Cured.Limits.Down.Mbps, 0.69 * 28.5, 0.95 * 31);
        Assert.Equal((ExitCode.Fine, RestorationKind.Restored), (report.Code, report.Restoration.Kind));
        Assert.Equal(s_found, house.Limits);
    }

    [Fact]
    public void The_upload_is_swept_where_the_upload_is_loaded()
    {
        SimulatedHouse house = House(TrafficKind.Upload);
        MeasureReport report = Run(house);
        Assert.Equal((Verdict.InQueue, false, true), (report.Judgement.Verdict, report.Ways.Down, report.Ways.Up));
        Assert.All(report.Steps, step => Assert.Equal(s_link.Download.Ceiling, step.Limits.Down));
        Assert.Equal(s_found, house.Limits);
    }

    [Fact]
    public void Delay_behind_the_router_stays_at_every_limit()
    {
        SimulatedHouse house = House(beyond: 60);
        MeasureReport report = Run(house);
        Assert.Equal((Verdict.Beyond, 4), (report.Judgement.Verdict, report.Steps.Count));
        Assert.True(report.Steps[^1].Limits.Down < report.AtCeiling!.Carried.Down * 0.51);
        Assert.Equal((ExitCode.Fine, s_found), (report.Code, house.Limits));
    }

    [Fact]
    public void Traffic_that_passes_by_the_queues_is_told_from_delay_beyond()
    {
        SimulatedHouse house = House(bypassed: true);
        Assert.Equal(Verdict.Unheeded, Run(house).Judgement.Verdict);
        Assert.Equal(s_found, house.Limits);
    }

    [Fact]
    public void A_ceiling_below_the_line_is_calm_and_needs_no_sweep()
    {
        SimulatedHouse house = House();
        LinkSettings link = s_link with { Download = s_link.Download with { Ceiling = Rate.FromMbps(20) } };
        MeasureReport report = Run(house, link: link);
        Assert.Equal((Verdict.Calm, 0), (report.Judgement.Verdict, report.Steps.Count));
        Assert.Equal(s_found, house.Limits);
    }

    [Fact]
    public void Without_leave_no_limit_is_written()
    {
        SimulatedHouse house = House();
        house.Limits = Mbps(40, 8);
        MeasureReport report = Run(house, new MeasurePlan { Touch = false });
        Assert.Equal((Verdict.Untried, 0), (report.Judgement.Verdict, house.Written.Count));
        Assert.Equal(RestorationKind.Untouched, report.Restoration.Kind);
    }

    [Fact]
    public void The_idle_line_alone_asks_for_no_load()
    {
        SimulatedHouse house = House();
        MeasureReport report = Run(house, new MeasurePlan { Loaded = false });
        Assert.Equal((Verdict.None, false, 0), (report.Judgement.Verdict, report.Idle!.Busy, house.Written.Count));
        Assert.InRange(report.Idle.Reflectors[0].MedianMs, 14, 16);
        Assert.InRange(report.Idle.Reflectors[1].MedianMs, 21, 23);
        Assert.Equal(300, report.Idle.Reflectors[0].Sent + report.Idle.Reflectors[1].Sent);
    }

    [Fact]
    public void A_line_in_use_is_noticed()
    {
        SimulatedHouse house = House(startSeconds: 0);
        MeasureReport report = Run(house, new MeasurePlan { Loaded = false });
        Assert.True(report.Idle!.Busy);
        Assert.InRange(report.Idle.Carried!.Value.Down.Mbps, 10, 13);
    }

    [Fact]
    public void A_load_that_does_not_come_is_waited_for_a_minute()
    {
        SimulatedHouse house = House(startSeconds: 3000);
        MeasureReport report = Run(house);
        Assert.StartsWith("no load within 60 s: the queues carry 0/0 Mbit/s", report.Trouble,
            StringComparison.Ordinal);
        Assert.Equal((ExitCode.NotMeasured, s_found), (report.Code, house.Limits));
        Assert.InRange(house.Now.Nanos / 1e9, 75, 77);
    }

    [Fact]
    public void A_load_that_ends_early_ends_the_measurement()
    {
        SimulatedHouse house = House();
        house.BeforeSet = limits => house.LoadEnding = limits.Down < Rate.FromMbps(29) ? "it ended" : null;
        MeasureReport report = Run(house);
        Assert.Equal(("it ended", ExitCode.NotMeasured), (report.Trouble, report.Code));
        Assert.Equal((s_found, 1), (house.Limits, house.Ends));
    }

    [Fact]
    public void Somebody_else_who_sets_limits_is_noticed()
    {
        SimulatedHouse house = House();
        house.Before = call =>
        {
            if (house.Written.Count == 2 && house.Limits.Down < Rate.FromMbps(29))
                house.Limits = Mbps(39, 7);
        };
        MeasureReport report = Run(house);
        Assert.Contains("does somebody else set them?", report.Trouble, StringComparison.Ordinal);
        Assert.Equal(s_found, house.Limits);
    }

    [Fact]
    public void Limits_come_back_whichever_call_breaks()
    {
        SimulatedHouse sound = House(startSeconds: 5.5, beyond: 60);
        Run(sound, s_short);
        Assert.InRange(sound.Calls, 20, 40);
        for (int call = 1; call <= sound.Calls; call++)
        {
            SimulatedHouse house = House(startSeconds: 5.5, beyond: 60);
            int broken = call;
            house.Before = number =>
            {
                if (number == broken)
                    throw new LimitTroubleException("the router is away", ExitCode.Unreachable);
            };
            MeasureReport report = Run(house, s_short);
            Assert.Equal(s_found, house.Limits);
            Assert.Equal(1, house.Ends);
            Assert.NotEqual(RestorationKind.Failed, report.Restoration.Kind);
        }
    }

    [Fact]
    public void Limits_come_back_whenever_it_is_broken_off()
    {
        SimulatedHouse sound = House(startSeconds: 5.5, beyond: 60);
        Run(sound, s_short);
        for (int call = 1; call <= sound.Calls; call++)
        {
            SimulatedHouse house = House(startSeconds: 5.5, beyond: 60);
            using var stopping = new CancellationTokenSource();
            int last = call;
            house.Before = number =>
            {
                if (number == last)
                    stopping.Cancel();
            };
            Run(house, s_short, stopping: stopping);
            Assert.Equal((s_found, 1), (house.Limits, house.Ends));
        }
    }

    [Fact]
    public void Limits_come_back_from_a_fault_that_nobody_expects()
    {
        SimulatedHouse house = House();
        house.Before = number =>
        {
            if (number == 15)
                throw new InvalidOperationException("a fault");
        };
        Assert.Throws<InvalidOperationException>(() => Run(house));
        Assert.Equal((s_found, 1), (house.Limits, house.Ends));
        Assert.NotEmpty(house.Written);
    }

    [Fact]
    public void A_router_that_comes_back_gets_its_limits_back()
    {
        SimulatedHouse house = House();
        int refused = 0;
        house.BeforeSet = limits =>
        {
            if (limits == s_found && ++refused < 4)
                throw new LimitTroubleException("the router is away", ExitCode.Unreachable);
        };
        Assert.Equal(RestorationKind.Restored, Run(house).Restoration.Kind);
        Assert.Equal(s_found, house.Limits);
    }

    [Fact]
    public void A_router_that_stays_away_is_told()
    {
        SimulatedHouse house = House();
        house.BeforeSet = limits =>
        {
            if (limits == s_found)
                throw new LimitTroubleException("the router is away", ExitCode.Unreachable);
        };
        MeasureReport report = Run(house);
        Assert.Equal((RestorationKind.Failed, "the router is away", ExitCode.NotReleased),
            (report.Restoration.Kind, report.Restoration.Problem, report.Code));
        Assert.Equal(Verdict.InQueue, report.Judgement.Verdict);
    }

    [Fact]
    public void The_idle_line_is_measured_although_the_router_is_away()
    {
        SimulatedHouse house = House();
        house.Before = number =>
        {
            if (number == 1)
                throw new LimitTroubleException("nobody there", ExitCode.Unreachable);
        };
        MeasureReport report = Run(house);
        Assert.Equal(("nobody there", ExitCode.Unreachable), (report.Trouble, report.Code));
        Assert.InRange(report.Idle!.MedianMs, 14, 23);
        Assert.Null(report.Idle.Carried);
        Assert.Empty(house.Written);
    }

    private static MeasureReport Run(
        SimulatedHouse house, MeasurePlan? plan = null, LinkSettings? link = null,
        CancellationTokenSource? stopping = null) =>
        new MeasureRun(plan ?? new MeasurePlan(), link ?? s_link, house, house, house, _ => { })
            .Run(stopping?.Token ?? CancellationToken.None);

    private static SimulatedHouse House(
        TrafficKind kind = TrafficKind.Download, double startSeconds = 16, double beyond = 0, bool bypassed = false)
    {
        var traffic = new TrafficScript(Duration.FromSeconds(3600),
            new TrafficSpell(kind, 2, Duration.FromSeconds(startSeconds), Duration.FromSeconds(500)));
        return new SimulatedHouse(traffic, s_capacity, s_line)
        {
            Limits = s_found, BeyondDelay = Duration.FromMillis(beyond), Bypassed = bypassed,
        };
    }

    private static RatePair Mbps(double down, double up) => new(Rate.FromMbps(down), Rate.FromMbps(up));
}
