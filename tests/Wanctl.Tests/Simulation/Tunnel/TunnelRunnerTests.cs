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

    [Fact]
    public void The_oracle_follows_the_capacity_at_once()
    {
        Scenario scenario = Short("step", 40);
        TunnelRun run = TunnelRunner.Run(scenario, TunnelLaws.Create("oracle", scenario, 1), 1, true);
        foreach (TruthSample sample in run.Truth)
        {
            if (sample.Seconds % 30 > 0.1)
                Assert.Equal(0.97 * sample.Down.Capacity, sample.Down.Limit, 1);
        }
    }

    [Fact]
    public void A_peer_compared_with_itself_is_just_as_good()
    {
        Scenario scenario = ScenarioCatalog.Find("lte-walk")! with { Length = Duration.FromSeconds(30) };
        TunnelRun run = TunnelRunner.Run(scenario, TunnelLaws.Create("cake-autorate", scenario, 4), 4, false);
        Assert.All(run.Score.Figures, figure => Assert.Equal(1, figure.Measured, 12));
        TunnelRun ours = Run(scenario, 4);
        Assert.All(ours.Score.Figures, figure => Assert.True(Math.Abs(figure.Measured - 1) > 1e-6));
    }

    [Fact]
    public void A_stated_bound_stands_in_for_a_figure_that_the_line_makes_impossible()
    {
        var figure = new Figure("rise (s)", 5, 3, true);
        Assert.False(figure.Reached);
        Assert.True((figure with { Stated = new StatedBound(6, true) }).Reached);
        Assert.False((figure with { Stated = new StatedBound(4, true) }).Reached);
    }

    [Fact]
    public void Variants_change_what_their_names_say()
    {
        Scenario step = ScenarioCatalog.Find("step")!;
        var names = new HashSet<string>();
        foreach (Scenario variant in Robustness.Of(step))
            Assert.True(names.Add(variant.Name), variant.Name);
        Assert.Equal(33, names.Count);
        Scenario slow = Assert.Single(Robustness.Of(step), variant => variant.Name == "step, 2 Mbit/s");
        Assert.Equal(2e6, slow.DownCapacity(1).Peak, 1.0);
        Assert.Equal(step.Settings.Download.Ceiling.Mbps / 25, slow.Settings.Download.Ceiling.Mbps, 0.001);
        Scenario far = Assert.Single(Robustness.Of(step), variant => variant.Name == "step, base RTT 80 ms");
        Assert.Equal(80, far.BaseRttMs);
        Scenario cells = Assert.Single(Robustness.Of(step), variant => variant.Name == "step, counter shows 86 %");
        Assert.Equal(0.86, cells.CountedShare);
        Assert.Contains(far.Figures, figure => figure is { Name: "rise (s)", Bound: 3, Stated.Value: > 3 });
        Assert.DoesNotContain(
            Robustness.Of(ScenarioCatalog.Find("reflector-loss")!), variant => variant.Name.EndsWith(", 1 reflector"));
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
