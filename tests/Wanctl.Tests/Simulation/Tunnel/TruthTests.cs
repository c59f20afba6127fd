using Wanctl.Core.Units;
using Wanctl.Simulation.Line;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Simulation.Tunnel;

/// <summary>A packet's delay is the time until the bytes before it have left.</summary>
public class TruthTests
{
    [Fact]
    public void On_a_constant_line_a_packet_waits_for_queue_over_capacity()
    {
        Span<double> capacities = [2e6, 17e6, 930e6];
        foreach (double capacity in capacities)
        {
            var fifo = new FifoStage(1) { Capacity = capacity, Most = 1e9 };
            var noise = new SeededNoise(5);
            double[] served = new double[1];
            double[] joining = new double[1];
            var waiting = new Queue<(double Due, int At, double Expected)>();
            int left = 0;
            for (int millis = 0; millis < 5000; millis++)
            {
                joining[0] = noise.Share() < 0.5 ? noise.Share() * capacity / 8000 * 3 : 0;
                fifo.Join([0], joining, 0);
                fifo.Serve(served);
                while (waiting.TryPeek(out var packet) && fifo.HasLeft(packet.Due, out double agoMs))
                {
                    waiting.Dequeue();
                    left++;
                    double waited = millis - packet.At - agoMs;
                    Assert.InRange(Math.Abs(waited - packet.Expected), 0, 0.001);
                }
                waiting.Enqueue((fifo.Due, millis, fifo.Bytes * 8000 / capacity));
            }
            Assert.True(left > 4000);
        }
    }

    [Fact]
    public void A_line_that_carries_nothing_for_200_ms_delays_by_200_ms()
    {
        const double GapFrom = 20, GapTo = 20.2;
        Scenario scenario = ScenarioCatalog.Find("step")! with
        {
            Length = Duration.FromSeconds(30),
            DownCapacity = _ => Track.Steps((0, 50e6), (GapFrom, 0), (GapTo, 50e6)),
            // So little that no queue stands but the gap's.
            DownPace = 2e6,
            DownFlows = 1,
            Figures = [],
        };
        TunnelRun run = TunnelRunner.Run(scenario, TunnelLaws.Create("oracle", scenario, 1), 1, true);
        double longest = 0;
        foreach (TruthSample sample in run.Truth)
        {
            longest = Math.Max(longest, sample.Down.QueueMs);
            // Whoever comes within the gap waits for its end; what stood before adds little.
            double rest = sample.Seconds is >= GapFrom and < GapTo ? (GapTo - sample.Seconds) * 1000 : 0;
            Assert.InRange(sample.Down.QueueMs, rest - 2, rest + (sample.Seconds < GapFrom ? 205 : 25));
        }
        Assert.InRange(longest, 195, 210);
        Assert.InRange(run.Score.ExcessMax, 195, 215);
    }

    [Fact]
    public void Senders_hear_of_a_gap_when_it_is_over_and_go_on()
    {
        Scenario scenario = ScenarioCatalog.Find("dsl-upload")! with
        {
            Length = Duration.FromSeconds(40),
            UpCapacity = _ => Track.Steps((0, 17e6), (20, 0), (22, 17e6)),
            Figures = [],
        };
        TunnelRun run = TunnelRunner.Run(scenario, TunnelLaws.Create("oracle", scenario, 1), 1, true);
        double delivered = 0;
        double carried = 0;
        foreach (TruthSample sample in run.Truth)
        {
            if (sample.Seconds < 24)
                continue;
            delivered += sample.Up.Delivered;
            carried += sample.Up.Capacity;
        }
        Assert.InRange(delivered / carried, 0.85, 1);
    }

    [Fact]
    public void An_echo_is_back_after_the_path_and_both_queues_to_a_part_of_a_millisecond()
    {
        Scenario scenario = ScenarioCatalog.Find("step")! with
        {
            Length = Duration.FromSeconds(4), Noise = (LineNoise)(-1), EchoLoss = 0, Figures = [],
        };
        TunnelRun run = TunnelRunner.Run(scenario, TunnelLaws.Create("oracle", scenario, 1), 1, true);
        int seen = 0;
        foreach (var tick in run.Ticks)
        {
            for (int i = 0; i < tick.Seen.Echoes.Count; i++, seen++)
            {
                // 84 bytes at 50 and 20 Mbit/s, and three milliseconds more for each further reflector.
                double expected = 20 + 3 * tick.Seen.Echoes[i].Reflector + 84 * 8 / 50e3 + 84 * 8 / 20e3;
                Assert.InRange(tick.Seen.Echoes[i].RttMicros / 1000.0, expected - 0.01, expected + 0.01);
            }
        }
        Assert.True(seen > 60);
    }

    [Fact]
    public void A_histogram_tells_quantiles_to_a_thousandth()
    {
        var noise = new SeededNoise(9);
        var histogram = new DelayHistogram();
        double[] values = new double[20_001];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = 3 * Math.Exp(2.5 * noise.Normal());
            histogram.Take(values[i]);
        }
        Array.Sort(values);
        Span<double> shares = [0, 0.05, 0.5, 0.95, 0.99, 1];
        foreach (double share in shares)
        {
            double exact = values[(int)(share * (values.Length - 1))];
            Assert.InRange(histogram.Quantile(share), exact * 0.999 - 0.01, exact * 1.001 + 0.01);
        }
        Assert.Equal(values[^1], histogram.Most);
        Assert.Equal(Array.FindAll(values, value => value > 30).Length / 20_001.0, histogram.Above30, 9);
    }

    [Fact]
    public void A_histogram_of_nothing_tells_nothing()
    {
        var histogram = new DelayHistogram();
        Assert.Equal(
            [double.NaN, double.NaN, double.NaN],
            [histogram.Quantile(0.5), histogram.Most, histogram.Above15]);
    }
}
