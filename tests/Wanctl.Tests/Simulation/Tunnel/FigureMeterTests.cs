using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Simulation.Tunnel;

/// <summary>Figures of a window from hand-made samples of 10 ms each.</summary>
public class FigureMeterTests
{
    private const double Floor = 5e6;

    [Fact]
    public void Changes_of_both_directions_are_counted_by_the_minute()
    {
        // A minute in which the download's limit changes each second and the upload's never.
        FigureMeter meter = Meter(FigureKind.ChangesPerMinute);
        for (int i = 0; i < 6000; i++)
            meter.Take(Sample(limit: 50e6 + i / 100 % 2 * 1e6));
        Assert.Equal(59, meter.Measured, 9);
    }

    [Fact]
    public void Only_loaded_time_counts_as_late()
    {
        FigureMeter meter = Meter(FigureKind.Over15);
        for (int i = 0; i < 100; i++)
            meter.Take(Sample(excessMs: i < 10 ? 15.1 : 15));
        for (int i = 0; i < 100; i++)
            meter.Take(Sample(excessMs: 100, flows: 0));
        Assert.Equal(0.1, meter.Measured, 9);
    }

    [Fact]
    public void A_queue_is_that_of_both_directions_without_the_path()
    {
        FigureMeter meter = Meter(FigureKind.QueueP95);
        for (int i = 0; i < 100; i++)
        {
            TruthSample sample = Sample(excessMs: 500, queueMs: 3);
            sample.Up.QueueMs = 4;
            meter.Take(in sample);
        }
        Assert.Equal(7, meter.Measured, 2);
    }

    [Theory]
    [InlineData(1.05, 2, 4, 1)]
    [InlineData(1.06, 2, 4, 0)]
    [InlineData(1, 1.9, 4, 0)]
    [InlineData(1, 2, 0, 0)]
    public void Stuck_is_at_the_floor_under_load_while_the_line_has_twice_as_much(
        double limit, double capacity, int flows, double seconds)
    {
        FigureMeter meter = Meter(FigureKind.Stuck);
        for (int i = 0; i < 100; i++)
            meter.Take(Sample(limit: limit * Floor, capacity: capacity * Floor, flows: flows));
        Assert.Equal(seconds, meter.Measured, 9);
    }

    [Fact]
    public void A_limit_is_compared_with_its_floor()
    {
        FigureMeter meter = Meter(FigureKind.LimitOfFloor);
        meter.Take(Sample(limit: Floor));
        meter.Take(Sample(limit: 2 * Floor));
        Assert.Equal(1.5, meter.Measured, 9);
    }

    [Theory]
    [InlineData(40, 0, 1)] // Far below the capacity, and nothing stood there.
    [InlineData(46, 0, 0)] // What a step takes back.
    [InlineData(40, 6, 0)] // There was a queue.
    [InlineData(49, 0, 0)] // Hardly a cut.
    public void A_cut_without_a_queue_is_false(double mbps, double queueMs, double cuts)
    {
        FigureMeter meter = Meter(FigureKind.FalseCuts);
        for (int i = 150; i > 0; i--)
            meter.TakeBefore(Sample(queueMs: i == 100 ? queueMs : 0), i);
        for (int i = 0; i < 100; i++)
            meter.Take(Sample(limit: mbps * 1e6));
        Assert.Equal(cuts, meter.Measured);
    }

    [Fact]
    public void A_limit_is_back_when_no_later_second_is_below()
    {
        FigureMeter meter = Meter(FigureKind.Back);
        for (int i = 2000; i > 0; i--)
            meter.TakeBefore(Sample(limit: i > 1000 ? 1e6 : 60e6), i);
        // Down for three seconds, up for two, once more low for a part of the sixth, and then for good.
        for (int i = 0; i < 1000; i++)
            meter.Take(Sample(limit: i is < 300 or (>= 500 and < 560) ? 30e6 : 46e6));
        Assert.Equal(6, meter.Measured);
    }

    [Theory]
    [InlineData(46, 50, 0)] // Nine tenths of the capacity are enough.
    [InlineData(46, 70, double.PositiveInfinity)]
    [InlineData(44, 50, double.PositiveInfinity)]
    public void A_limit_is_measured_by_what_it_was_and_what_the_line_carries(
        double mbps, double capacity, double seconds)
    {
        FigureMeter meter = Meter(FigureKind.Back);
        for (int i = 1000; i > 0; i--)
            meter.TakeBefore(Sample(limit: 60e6, capacity: 70e6), i);
        for (int i = 0; i < 500; i++)
            meter.Take(Sample(limit: mbps * 1e6, capacity: capacity * 1e6));
        Assert.Equal(seconds, meter.Measured);
    }

    [Fact]
    public void Every_kind_is_measured()
    {
        FigureSpec[] all = Array.ConvertAll(
            Enum.GetValues<FigureKind>(), kind => new FigureSpec(kind.ToString(), kind, false, 0, 20, 0, true));
        Scenario line = ScenarioCatalog.Find("step")! with
        {
            Length = Duration.FromSeconds(30),
            Demands = [new(DemandKind.Call), new(DemandKind.Game), new(DemandKind.Video)],
            Figures = all,
        };
        TunnelRun run = TunnelRunner.Run(line, TunnelLaws.Create("adaptive", line, 1), 1, keepTrace: false);
        Assert.All(run.Score.Figures, figure => Assert.False(double.IsNaN(figure.Measured), figure.Name));
    }

    private static FigureMeter Meter(FigureKind kind)
    {
        Scenario line = ScenarioCatalog.Find("step")!;
        Assert.Equal(6e6, line.Settings.Download.FloorRed.BitsPerSecond);
        Scenario lower = line with
        {
            Settings = line.Settings with
            {
                Download = line.Settings.Download with { FloorRed = new((long)Floor) },
            },
        };
        return FigureMeter.Of(lower, new FigureSpec("", kind, false, 0, 1, 0, true))!;
    }

    private static TruthSample Sample(
        double limit = 60e6, double capacity = 50e6, double queueMs = 0, double excessMs = 0, int flows = 4) => new()
        {
            ExcessMs = excessMs,
            Down = new DirectionTruth { Limit = limit, Capacity = capacity, QueueMs = queueMs, Flows = flows },
            Up = new DirectionTruth { Limit = 20e6, Capacity = 20e6 },
        };
}
