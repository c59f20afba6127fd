using System.Linq;
using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Config;

/// <summary>What the list of values says about keys that the chosen law does not look at.</summary>
public sealed class LawTests
{
    private const string Idle = "step_up_mbps factor_down _bloat_ms _time_constant_sec";

    /// <summary>A file without any key that only the classic law uses.</summary>
    private static string Lean => string.Join('\n', Sample.Text.Split('\n')
        .Where(line => !Idle.Split(' ').Any(word => line.Contains(word)) && line != "  thresholds:"));

    [Theory]
    [InlineData("continuous_monitoring.thresholds.target_bloat_ms", "wan.yaml:24, used by the classic law only")]
    [InlineData("continuous_monitoring.thresholds.hard_red_bloat_ms", "default, used by the classic law only")]
    [InlineData("continuous_monitoring.thresholds.alpha_load",
        "default (from load_time_constant_sec), used by the classic law only")]
    [InlineData("continuous_monitoring.download.step_up_mbps", "wan.yaml:16, used by the classic law only")]
    [InlineData("continuous_monitoring.upload.factor_down", "wan.yaml:22, used by the classic law only")]
    [InlineData("continuous_monitoring.download.ceiling_mbps", "wan.yaml:15")]
    [InlineData("continuous_monitoring.thresholds.baseline_rtt_bounds.max", "default")]
    [InlineData("control.excess_ms", "default")]
    public void The_adaptive_law_names_what_only_the_classic_one_uses(string path, string source) =>
        Assert.Equal(source, Sample.Value(Sample.Load(Sample.Text), path)?.Source);

    [Fact]
    public void The_classic_law_names_what_only_the_adaptive_one_uses()
    {
        LoadResult result = Sample.Load(Sample.Text + Sample.Classic);
        EffectiveValue idle = Assert.Single(result.Values, value => value.Source.Contains("law only"));
        Assert.Equal(("control.excess_ms", "default, used by the adaptive law only"), (idle.Path, idle.Source));
    }

    [Fact]
    public void The_adaptive_law_needs_no_steps_and_no_zones()
    {
        LinkSettings link = Sample.File(Lean).Link;
        Assert.Equal(RateLawKind.Adaptive, link.Law);
        Assert.Equal((Rate.FromMbps(20), Rate.FromMbps(100)), (link.Download.FloorRed, link.Download.Ceiling));
        Assert.Equal((24, 10, 60),
            (link.Thresholds.BaselineInitialMs, link.Thresholds.BaselineMinMs, link.Thresholds.BaselineMaxMs));
        Assert.Equal((Rate.Zero, 1), (link.Download.StepUp, link.Download.FactorDown));
    }

    [Theory]
    [InlineData("    step_up_mbps: 1\n",
        "13:3: continuous_monitoring.download.step_up_mbps: found nothing, wanted a number from 0.1 to 100 "
        + "Mbit/s per cycle (required by law classic)")]
    [InlineData("    load_time_constant_sec: 0.25\n",
        "23:3: continuous_monitoring.thresholds.load_time_constant_sec: found nothing, wanted a number of "
        + "seconds, or alpha_load (required by law classic)")]
    public void The_classic_law_says_what_it_misses(string line, string problem) =>
        Assert.Equal(problem, Sample.Problem(Sample.With(line, "") + Sample.Classic));

    [Fact]
    public void The_classic_law_misses_each_of_them()
    {
        LoadResult result = Sample.Load(Lean + Sample.Classic);
        string[] paths =
        [
            "download.step_up_mbps", "download.factor_down", "upload.step_up_mbps", "upload.factor_down",
            "thresholds.target_bloat_ms", "thresholds.warn_bloat_ms",
            "thresholds.baseline_time_constant_sec", "thresholds.load_time_constant_sec",
        ];
        Assert.Equal(
            paths.Select(path => "continuous_monitoring." + path).Order(),
            result.Problems.Select(problem => problem.Path).Order());
        Assert.All(result.Problems, problem => Assert.Contains("(required by law classic)", problem.Wanted));
    }

    [Fact]
    public void A_bucket_that_comes_from_a_window_is_listed_beside_it()
    {
        LoadResult result = Sample.Load(Sample.With("queues:\n", "  rate_limiter: {max_changes: 5}\nqueues:\n"));
        Assert.Equal(
            ["true", "5", "60", "0.08333333333333333", "5", "2"],
            result.Values.Where(value => value.Path.Split('.')[1..] is ["rate_limiter" or "write_budget", _])
                .Select(value => value.Value));
        Assert.Equal("default (from rate_limiter)", Sample.Value(result, "router.write_budget.burst")?.Source);
    }
}
