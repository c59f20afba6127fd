using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Simulation.Tunnel;

public class TunnelRunnerTests
{
    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        Scenario scenario = Short("lab-step", 20);
        TunnelRun one = Run(scenario, 7);
        TunnelRun again = Run(scenario, 7);
        TunnelRun other = Run(scenario, 8);
        Assert.Equal(one.Truth, again.Truth);
        Assert.NotEqual(one.Truth, other.Truth);
    }

    [Fact]
    public void A_limit_below_the_capacity_keeps_the_provider_queue_empty_and_is_used_to_the_full()
    {
        TunnelRun run = TunnelRunner.Run(Short("dsl-upload", 30), new Fixed(45, 0.95 * 17), 1, true);
        Assert.InRange(run.Score.Up.Utilisation, 0.92, 0.96);
        foreach (TruthSample sample in run.Truth)
            Assert.InRange(sample.Up.QueueMs, 0, 2);
    }

    [Fact]
    public void A_limit_above_the_capacity_fills_the_provider_queue_to_its_depth()
    {
        TunnelRun run = TunnelRunner.Run(Short("dsl-upload", 40), new Fixed(45, 100), 1, true);
        double deepest = 0;
        foreach (TruthSample sample in run.Truth)
            deepest = Math.Max(deepest, sample.Up.QueueMs);
        Assert.InRange(deepest, 290, 301);
        Assert.InRange(run.Score.Up.Utilisation, 0.9, 1.0001);
    }

    [Fact]
    public void What_arrives_is_never_more_than_the_line_carries()
    {
        foreach (string name in new[] { "step", "lte-walk", "lab-step" })
        {
            TunnelRun run = Run(Short(name, 30), 3);
            foreach (TruthSample sample in run.Truth)
            {
                Assert.InRange(sample.Down.Delivered, 0, 60.001e6);
                Assert.InRange(sample.Down.QueueMs, -0.01, 5000);
            }
            Assert.InRange(run.Score.Down.Utilisation, 0.3, 1.0001);
        }
    }

    [Fact]
    public void An_echo_waits_in_both_queues()
    {
        TunnelRun run = TunnelRunner.Run(Short("dsl-upload", 40), new Fixed(45, 100), 1, true);
        EchoSample last = default;
        for (int i = run.Ticks.Count - 1; !last.Answered || last.RttMicros == 0; i--)
        {
            if (run.Ticks[i].Seen.Echoes.Count > 0)
                last = run.Ticks[i].Seen.Echoes[0];
        }
        Assert.InRange(last.RttMicros, 150_000, 340_000);
    }

    [Fact]
    public void A_router_that_stalls_answers_nothing_and_a_write_takes_effect_afterwards()
    {
        TunnelRun run = Run(ScenarioCatalog.Find("api-stall")!, 1);
        int during = 0;
        for (int i = 605; i < 700; i++)
        {
            if (run.Ticks[i].Seen.Shaper.Down.Read)
                during++;
        }
        Assert.Equal(0, during);
        Assert.True(run.Ticks[705].Seen.Shaper.Down.Read || run.Ticks[703].Seen.Shaper.Down.Read);
    }

    private static TunnelRun Run(Scenario scenario, ulong seed) =>
        TunnelRunner.Run(scenario, TunnelLaws.Create("adaptive", scenario, seed), seed, true);

    private static Scenario Short(string name, double seconds) =>
        ScenarioCatalog.Find(name)! with { Length = Duration.FromSeconds(seconds), Figures = [] };

    /// <summary>Limits that are written once.</summary>
    private sealed class Fixed(double downMbps, double upMbps) : ITunnelController
    {
        private bool _written;

        public string Name => "fixed";

        public Decision Step(in Observation seen)
        {
            Decision decision = default;
            decision.Down.Wanted = Rate.FromMbps(downMbps);
            decision.Up.Wanted = Rate.FromMbps(upMbps);
            decision.Down.Write = decision.Up.Write = !_written;
            _written = true;
            return decision;
        }
    }
}
