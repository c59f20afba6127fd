using Wanctl.Simulation.Line;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Simulation.Tunnel;

/// <summary>Traffic as homes have it.</summary>
public class TrafficTests
{
    private const double Capacity = 50e6;

    [Fact]
    public void Bbr_fills_the_line_and_leaves_a_queue_of_about_a_round_trip_where_cubic_fills_the_buffer()
    {
        // The lab's line, real CUBIC and BBR of Linux 6.1, four flows, no shaper: 255 and 33 ms in the median.
        (double cubicMs, double cubicUsed) = Standing(bbr: false);
        (double bbrMs, double bbrUsed) = Standing(bbr: true);
        Assert.InRange(cubicMs, 200, 300);
        Assert.InRange(bbrMs, 22, 40);
        Assert.InRange(cubicUsed, 0.99, 1.0001);
        Assert.InRange(bbrUsed, 0.96, 1.0001);
    }

    [Fact]
    public void One_bbr_sender_finds_the_rate_and_keeps_a_small_queue()
    {
        (double queueMs, double used) = Standing(bbr: true, flows: 1);
        Assert.InRange(queueMs, 0, 8);
        Assert.InRange(used, 0.95, 1.0001);
    }

    [Fact]
    public void A_bbr_sender_that_is_held_up_goes_on()
    {
        (LinePair line, FlowGroup group) = Line(bbr: true, flows: 2);
        line.Down.Run(group, 2);
        double before = Run(line, 0, 10_000);
        line.Down.Fifo.Capacity = 0;
        Assert.Equal(0, Run(line, 10_000, 12_000));
        line.Down.Fifo.Capacity = Capacity;
        double after = Run(line, 12_000, 22_000);
        Assert.InRange(after / before, 0.9, 1.1);
    }

    [Fact]
    public void A_stream_waits_in_the_provider_queue_and_is_lost_with_it()
    {
        (LinePair line, FlowGroup group) = Line(bbr: false, flows: 4);
        var calm = new PacketStream(Track.Always(1), 64, 250, 1);
        for (int millis = 0; millis < 5_000; millis++)
        {
            line.Step(0, calm.Send(millis / 1000.0));
            calm.Step(line, millis);
        }
        Assert.InRange(calm.Quantile(0.99), 0, 0.5);
        Assert.Equal(0, calm.LossShare);
        line.Down.Run(group, 4);
        var filled = new PacketStream(Track.Always(1), 64, 250, 1);
        for (int millis = 5_000; millis < 25_000; millis++)
        {
            line.Step(0, filled.Send(millis / 1000.0));
            filled.Step(line, millis);
        }
        Assert.InRange(filled.Quantile(0.99), 280, 305);
        Assert.InRange(filled.LossShare, 0.0001, 0.1);
    }

    [Fact]
    public void A_film_takes_the_rate_that_the_line_has_and_stands_still_where_it_has_none()
    {
        var flows = new FlowSet(20);
        FlowGroup group = flows.Add(1);
        var down = new LineDirection(true, flows.Flows, 1) { Fifo = { Most = 1e6, Capacity = 50e6 } };
        var up = new LineDirection(false, [], 2) { Fifo = { Most = 1e6, Capacity = 20e6 } };
        (down.Cake.Limit, up.Cake.Limit) = (1e9, 1e9);
        var line = new LinePair(down, up, 0.01);
        var player = new VideoPlayer(Track.Always(1), down, group);
        Play(0, 60_000);
        Assert.InRange(player.MeanRate, 12e6, 16e6);
        Assert.Equal(0, player.StallSeconds);
        down.Fifo.Capacity = 3e6;
        Play(60_000, 300_000);
        Assert.InRange(player.MeanRate, 3e6, 9e6);
        double before = player.StallSeconds;
        down.Fifo.Capacity = 0.2e6;
        Play(300_000, 360_000);
        Assert.InRange(player.StallSeconds - before, 20, 60);

        void Play(int from, int to)
        {
            for (int millis = from; millis < to; millis++)
            {
                player.Step(millis / 1000.0);
                line.Step(0, 0);
            }
        }
    }

    [Fact]
    public void A_demand_goes_on_in_its_spells_only()
    {
        Track times = new Demand(DemandKind.Call, (5, 10), (10, 12), (20, 30)).Times();
        Assert.Equal(
            [0, 1, 1, 1, 0, 1, 0],
            new double[] { times.At(0), times.At(5), times.At(10), times.At(11.9), times.At(12), times.At(20),
                times.At(30) });
        Assert.Equal(1, new Demand(DemandKind.Video).Times().At(7));
    }

    [Fact]
    public void Both_directions_of_a_day_have_the_same_outages()
    {
        Scenario day = ScenarioCatalog.Find("day")!;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            Track down = day.DownCapacity(seed);
            Track up = day.UpCapacity(seed);
            int none = 0;
            for (int seconds = 0; seconds < 86_400; seconds += 5)
            {
                Assert.Equal(down.At(seconds) == 0, up.At(seconds) == 0);
                none += down.At(seconds) == 0 ? 5 : 0;
            }
            Assert.InRange(none, 130, 160);
        }
    }

    private static (double QueueMs, double Used) Standing(bool bbr, int flows = 4)
    {
        (LinePair line, FlowGroup group) = Line(bbr, flows);
        line.Down.Run(group, flows);
        Run(line, 0, 5_000);
        double sum = 0;
        double arrived = 0;
        for (int millis = 0; millis < 55_000; millis++)
        {
            line.Step(0, 0);
            sum += line.Down.Fifo.DelayMs;
            arrived += line.Down.Arrived;
        }
        return (sum / 55_000, arrived * 8 / (55 * Capacity));
    }

    private static double Run(LinePair line, int from, int to)
    {
        double arrived = 0;
        for (int millis = from; millis < to; millis++)
        {
            line.Step(0, 0);
            arrived += line.Down.Arrived;
        }
        return arrived;
    }

    private static (LinePair Line, FlowGroup Group) Line(bool bbr, int flows)
    {
        var set = new FlowSet(20);
        FlowGroup group = set.Add(flows, bbr: bbr);
        var down = new LineDirection(true, set.Flows, 1) { Fifo = { Most = Capacity / 8000 * 300 } };
        var up = new LineDirection(false, [], 2) { Fifo = { Most = 1e6, Capacity = 20e6 } };
        down.Fifo.Capacity = Capacity;
        (down.Cake.Limit, up.Cake.Limit) = (1e12, 1e12);
        return (new LinePair(down, up, 0.01), group);
    }
}
