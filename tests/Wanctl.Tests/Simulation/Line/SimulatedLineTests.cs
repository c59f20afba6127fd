using Wanctl.Core.Units;
using Wanctl.Simulation.Line;

namespace Wanctl.Tests.Simulation.Line;

public sealed class SimulatedLineTests
{
    private static readonly Rate Unlimited = Rate.Zero;

    [Fact]
    public void An_idle_line_answers_with_each_reflector_s_own_delay()
    {
        SimulatedLine line = Lines.Cable(TrafficScript.Idle);
        line.Advance(Lines.At(5), Unlimited, Unlimited);
        Assert.Equal(14.0, EchoMillis(line, 0), 0.01);
        Assert.Equal(21.0, EchoMillis(line, 1), 0.01);
        Assert.Equal(0UL, line.View().Down.ShapedBytes);
    }

    [Fact]
    public void Downloads_without_a_shaper_fill_the_provider_s_queue_and_delay_everybody()
    {
        SimulatedLine line = Lines.Cable(Lines.Downloads(4));
        // 6 MB at 300 Mbit/s are 160 ms; after a loss the queue is less than full.
        Assert.InRange(WorstEcho(line, 3, 10), 14 + 150, 14 + 161);
    }

    [Fact]
    public void A_limit_below_the_capacity_keeps_the_line_calm_and_busy()
    {
        SimulatedLine line = Lines.Cable(Lines.Downloads(4));
        line.Advance(Lines.At(5), Rate.FromMbps(270), Unlimited);
        ulong before = line.View().Down.ShapedBytes;
        line.Advance(Lines.At(15), Rate.FromMbps(270), Unlimited);
        Assert.Equal(14.0, EchoMillis(line, 0), 0.1);
        Assert.InRange((line.View().Down.ShapedBytes - before) * 8 / 10 / 1e6, 0.9 * 270, 270.01);
    }

    [Fact]
    public void The_queue_drains_when_the_shaper_cuts()
    {
        SimulatedLine line = Lines.Cable(Lines.Downloads(4));
        Assert.True(WorstEcho(line, 3, 10) > 60);
        line.Advance(Lines.At(12), Rate.FromMbps(200), Unlimited);
        Assert.Equal(14.0, EchoMillis(line, 0), 0.1);
    }

    [Fact]
    public void Uploads_delay_echoes_as_downloads_do()
    {
        SimulatedLine line = Lines.Cable(Lines.Uploads(2));
        line.Advance(Lines.At(8), Unlimited, Unlimited);
        Assert.True(EchoMillis(line, 0) > 60);
        Assert.True(line.View().Up.FifoBytes > 0);
        Assert.Equal(0UL, line.View().Down.FifoBytes);
    }

    [Fact]
    public void Delay_is_queue_over_capacity()
    {
        SimulatedLine line = Lines.Cable(Lines.Downloads(4));
        line.Advance(Lines.At(3), Unlimited, Unlimited);
        LineView view = line.View();
        double expected = view.Down.FifoBytes * 8.0 / view.Down.Capacity.BitsPerSecond * 1000;
        Assert.Equal(expected, view.Down.FifoDelay.Millis, 0.01);
        Assert.Equal(14 + expected, EchoMillis(line, 0), 0.02);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(250, 25)]
    [InlineData(500, 50)]
    public void Every_byte_is_delivered_dropped_or_waiting(double downLimit, double upLimit)
    {
        var profile = new LineProfile { ReflectorDelays = [Duration.FromMillis(10)] };
        var traffic = new TrafficScript(
            Duration.FromSeconds(30),
            new TrafficSpell(TrafficKind.Download, 4, Duration.FromSeconds(1), Duration.FromSeconds(12)),
            new TrafficSpell(TrafficKind.Upload, 2, Duration.FromSeconds(5), Duration.FromSeconds(20)),
            new TrafficSpell(TrafficKind.Call, 1, Duration.FromSeconds(0), Duration.FromSeconds(30)));
        SimulatedLine line = Lines.Cable(traffic, profile);
        for (int second = 1; second <= 60; second++)
        {
            line.Advance(Lines.At(second), Rate.FromMbps(downLimit), Rate.FromMbps(upLimit));
            LineView view = line.View();
            AssertConserved(view.Down);
            AssertConserved(view.Up);
        }
    }

    [Fact]
    public void No_second_carries_more_than_the_limit_or_the_capacity()
    {
        SimulatedLine line = Lines.Cable(Lines.Downloads(8));
        ulong delivered = 0;
        ulong shaped = 0;
        for (int second = 1; second <= 40; second++)
        {
            Rate limit = Rate.FromMbps(second <= 20 ? 400 : 150);
            line.Advance(Lines.At(second), limit, Unlimited);
            DirectionView view = line.View().Down;
            Assert.True(
                (view.DeliveredBytes - delivered) * 8 <= 300e6 * 1.001, $"second {second} carried more than the line");
            Assert.True(
                (view.ShapedBytes - shaped) * 8 <= limit.BitsPerSecond * 1.001, $"second {second} passed the limit");
            delivered = view.DeliveredBytes;
            shaped = view.ShapedBytes;
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_line_in_whatever_portions_time_is_told()
    {
        var profile = new LineProfile { ReflectorDelays = [Duration.FromMillis(10)], LossShare = 0.05 };
        SimulatedLine whole = Lines.Cable(Lines.Downloads(4), profile, seed: 7);
        SimulatedLine sliced = Lines.Cable(Lines.Downloads(4), profile, seed: 7);
        whole.Advance(Lines.At(20), Rate.FromMbps(310), Unlimited);
        for (int step = 1; step <= 20_000 / 13; step++)
            sliced.Advance(Lines.At(step * 0.013), Rate.FromMbps(310), Unlimited);
        sliced.Advance(Lines.At(20), Rate.FromMbps(310), Unlimited);
        Assert.Equal(whole.View(), sliced.View());
        for (int echo = 0; echo < 100; echo++)
        {
            Assert.Equal(whole.TryEcho(0, out Duration left), sliced.TryEcho(0, out Duration right));
            Assert.Equal(left, right);
        }
    }

    [Fact]
    public void Another_seed_gives_another_line()
    {
        var profile = new LineProfile { ReflectorDelays = [Duration.FromMillis(10)] };
        SimulatedLine one = Lines.Cable(Lines.Downloads(4), profile, seed: 7);
        SimulatedLine other = Lines.Cable(Lines.Downloads(4), profile, seed: 8);
        one.Advance(Lines.At(3), Unlimited, Unlimited);
        other.Advance(Lines.At(3), Unlimited, Unlimited);
        Assert.NotEqual(one.View(), other.View());
    }

    [Fact]
    public void Jitter_and_losses_are_as_the_profile_says()
    {
        LineProfile profile = Lines.Still with { JitterMean = Duration.FromMillis(1), LossShare = 0.1 };
        SimulatedLine line = Lines.Cable(TrafficScript.Idle, profile, seed: 3);
        line.Advance(Lines.At(1), Unlimited, Unlimited);
        var delays = new List<double>();
        const int Echoes = 20_000;
        for (int echo = 0; echo < Echoes; echo++)
        {
            if (line.TryEcho(0, out Duration delay))
                delays.Add(delay.Millis - 14);
        }
        delays.Sort();
        Assert.InRange(delays.Count, 0.89 * Echoes, 0.91 * Echoes);
        Assert.InRange(delays[delays.Count / 2], 0.65, 0.74);
        Assert.InRange(delays[delays.Count * 95 / 100], 2.8, 3.2);
        Assert.True(delays[0] >= 0);
    }

    [Fact]
    public void Blips_come_and_go_without_any_queue()
    {
        LineProfile profile = Lines.Still with { BlipsPerMinute = 6 };
        SimulatedLine line = Lines.Cable(TrafficScript.Idle, profile, seed: 5);
        int begun = 0;
        bool before = false;
        for (int step = 1; step <= 60_000; step++)
        {
            line.Advance(Lines.At(step * 0.01), Unlimited, Unlimited);
            bool blip = line.View().Blip;
            begun += blip && !before ? 1 : 0;
            before = blip;
            double excess = EchoMillis(line, 0) - 14;
            Assert.Equal(blip, excess > 1);
            Assert.True(excess < 61);
        }
        Assert.InRange(begun, 30, 90);
    }

    private static double EchoMillis(SimulatedLine line, int reflector)
    {
        Assert.True(line.TryEcho(reflector, out Duration delay));
        return delay.Millis;
    }

    /// <summary>The worst round trip of all that start between two moments, in seconds.</summary>
    private static double WorstEcho(SimulatedLine line, double from, double to)
    {
        double worst = 0;
        for (double at = from; at <= to; at += 0.01)
        {
            line.Advance(Lines.At(at), Unlimited, Unlimited);
            worst = Math.Max(worst, EchoMillis(line, 0));
        }
        return worst;
    }

    private static void AssertConserved(DirectionView view)
    {
        ulong accounted =
            view.DeliveredBytes + view.CakeDroppedBytes + view.OverflownBytes + view.CakeBytes + view.FifoBytes;
        // Calls and acknowledgements wait as well, but are nobody's transfer. Each was cut to whole bytes, and sums of
        // doubles round.
        Assert.InRange((double)view.SentBytes - (accounted - view.FifoSparseBytes), -8, 8);
    }
}
