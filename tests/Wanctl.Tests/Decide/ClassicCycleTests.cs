using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Decide;

/// <summary>Whole ticks of a link under the classic law: samples in, writes out.</summary>
public sealed class ClassicCycleTests
{
    [Fact]
    public void A_burst_of_bloat_gives_the_originals_zones_rates_and_writes()
    {
        JsonElement vector = Vectors.Autorate("full_cycle_seed")[0];
        var loop = new OpenLoop(Links.Cable);
        int writes = 0;
        foreach (JsonElement step in vector.GetProperty("steps").EnumerateArray())
        {
            Decision decision = loop.Step(step.GetProperty("measured").GetDouble());
            Assert.Equal(step.GetProperty("load").GetDouble(), decision.LoadMs);
            Assert.Equal(step.GetProperty("baseline").GetDouble(), decision.BaselineMs);
            Assert.Equal(step.GetProperty("delta").GetDouble(), decision.DeltaMs);
            Assert.Equal(step.GetProperty("dl_zone").GetString(), Name(decision.Down.Zone));
            Assert.Equal(step.GetProperty("ul_zone").GetString(), Name(decision.Up.Zone));
            Assert.Equal(step.GetProperty("dl_rate").GetInt64(), decision.Down.Wanted.BitsPerSecond);
            Assert.Equal(step.GetProperty("ul_rate").GetInt64(), decision.Up.Wanted.BitsPerSecond);
            bool wrote = decision.Down.Write || decision.Up.Write;
            Assert.Equal(step.GetProperty("action").GetString() == "write", wrote);
            writes += wrote ? 1 : 0;
        }
        Assert.Equal(vector.GetProperty("writes").GetInt32(), writes);
    }

    [Fact]
    public void The_originals_limiter_starves_the_shaper_exactly_as_recorded()
    {
        JsonElement vector = Vectors.Autorate("limiter_starvation_seed_production");
        LinkSettings settings = Links.Cable with
        {
            Thresholds = Links.CableThresholds with { AlphaLoad = 0.005, AlphaBaseline = 0.0005 },
        };
        var loop = new OpenLoop(settings);
        var writes = new List<(double T, long Down, long Up)>();
        int limited = 0;
        for (int cycle = 0; cycle <= 1201; cycle++)
        {
            double t = cycle * 0.05;
            Decision decision = loop.Step(t >= 0.9999 && t < 30.9999 ? 125 : 25);
            if (decision.Down.Write || decision.Up.Write)
                writes.Add((t, decision.Down.Asked.BitsPerSecond, decision.Up.Asked.BitsPerSecond));
            limited += decision.Down.Blocker == Blocker.Budget || decision.Up.Blocker == Blocker.Budget ? 1 : 0;
        }
        JsonElement expected = vector.GetProperty("writes");
        Assert.Equal(expected.GetArrayLength(), writes.Count);
        for (int i = 0; i < writes.Count; i++)
        {
            Assert.Equal(expected[i].GetProperty("t").GetDouble(), writes[i].T, 6);
            Assert.Equal(expected[i].GetProperty("dl").GetInt64(), writes[i].Down);
            Assert.Equal(expected[i].GetProperty("ul").GetInt64(), writes[i].Up);
        }
        Assert.Equal(vector.GetProperty("limited_cycles").GetInt32(), limited);
    }

    [Fact]
    public void A_tick_without_a_sample_moves_nothing()
    {
        var loop = new OpenLoop(Links.Cable);
        Decision before = loop.Step(200);
        for (int i = 0; i < 10; i++)
        {
            Decision held = loop.Step(null);
            Assert.Equal(before.LoadMs, held.LoadMs);
            Assert.Equal(before.Down.Wanted, held.Down.Wanted);
            Assert.Equal(before.Up.Wanted, held.Up.Wanted);
            Assert.Equal(Reason.NoSample, held.Down.Reason);
            Assert.True(double.IsNaN(held.MeasuredMs));
        }
    }

    [Fact]
    public void A_sample_after_a_gap_weighs_as_much_as_the_time_that_passed()
    {
        var steady = new OpenLoop(Links.Cable);
        var gappy = new OpenLoop(Links.Cable);
        steady.Step(25);
        gappy.Step(25);
        for (int i = 0; i < 4; i++)
        {
            steady.Step(27);
            gappy.Step(i == 3 ? 27 : null);
        }
        Assert.Equal(steady.Step(27).LoadMs, gappy.Step(27).LoadMs, 9);
    }

    [Fact]
    public void Silence_holds_and_is_named_after_the_probe_timeout()
    {
        var loop = new OpenLoop(Links.Cable);
        Decision last = loop.Step(100);
        for (int i = 1; i < 20; i++)
            Assert.Equal(LineState.Answering, loop.Step(null).Line);
        for (int i = 0; i < 200; i++)
        {
            Decision silent = loop.Step(null);
            Assert.Equal(LineState.Silent, silent.Line);
            Assert.Equal(Reason.Silence, silent.Down.Reason);
            Assert.Equal(last.Down.Wanted, silent.Down.Wanted);
        }
        Assert.Equal(LineState.Answering, loop.Step(25).Line);
    }

    [Fact]
    public void Blocked_echoes_bridge_one_cycle_and_then_hold()
    {
        var loop = new OpenLoop(Links.Cable);
        loop.Step(400);
        loop.Step(400);
        for (int i = 0; i < 20; i++)
            loop.Step(null);
        loop.Connectivity = Connectivity.Something;
        Decision bridged = loop.Step(null);
        Assert.Equal(LineState.EchoesBlocked, bridged.Line);
        Assert.Equal(Reason.LastAverage, bridged.Down.Reason);
        Assert.Equal(Zone.Red, bridged.Down.Zone);
        Decision held = loop.Step(null);
        Assert.Equal(Reason.Silence, held.Down.Reason);
        Assert.Equal(bridged.Down.Wanted, held.Down.Wanted);
        loop.Connectivity = Connectivity.Nothing;
        Assert.Equal(LineState.Down, loop.Step(null).Line);
    }

    [Fact]
    public void Random_samples_never_drive_a_rate_out_of_its_bounds()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var loop = new OpenLoop(Links.Cable with
            {
                Thresholds = Links.CableThresholds with { AlphaLoad = 0.05 + random.NextDouble() * 0.9 },
            });
            for (int i = 0; i < 400; i++)
            {
                Decision decision = loop.Step(random.Next(5) == 0 ? null : random.NextDouble() * 300);
                Assert.InRange(decision.Down.Wanted.Mbps, 200, 940);
                Assert.InRange(decision.Up.Wanted.Mbps, 8, 38);
                Assert.True(double.IsFinite(decision.LoadMs) && double.IsFinite(decision.BaselineMs));
            }
        }
    }

    [Fact]
    public void The_same_observations_give_the_same_decisions_and_no_garbage()
    {
        var first = new OpenLoop(Links.Cable);
        var second = new OpenLoop(Links.Cable);
        var random = new Random(7);
        for (int i = 0; i < 200; i++)
        {
            double rtt = random.NextDouble() * 200;
            Assert.Equal(first.Step(rtt).LoadMs, second.Step(rtt).LoadMs);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20_000; i++)
            first.Step(20 + i % 150);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Name(Zone zone) => zone switch
    {
        Zone.Green => "GREEN",
        Zone.Yellow => "YELLOW",
        Zone.SoftRed => "SOFT_RED",
        Zone.Red => "RED",
        _ => "?",
    };
}
