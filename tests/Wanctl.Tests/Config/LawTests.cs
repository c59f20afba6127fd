using System.Linq;
using Wanctl.Config;

namespace Wanctl.Tests.Config;

/// <summary>What the list of values says about keys that the chosen law does not look at.</summary>
public sealed class LawTests
{
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
