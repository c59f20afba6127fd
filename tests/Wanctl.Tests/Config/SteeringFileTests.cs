using Wanctl.Config;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Config;

/// <summary>The keys of a steering file, the original's among them, and what they mean.</summary>
public sealed class SteeringFileTests
{
    private const string Text = """
        topology: {primary_wan: spectrum, alternate_wan: att}
        mangle_rule: {comment: "ADAPTIVE: Steer"}

        """;

    [Fact]
    public void The_fewest_keys_make_a_shadow_run_with_the_times_that_were_meant()
    {
        SteeringSettings steering = File(Text);
        Assert.Equal(("steering", "spectrum", "att"), (steering.Name, steering.Primary, steering.Alternate));
        Assert.Equal((SteeringMode.Observe, SteeringStrategy.Hysteresis), (steering.Mode, steering.Strategy));
        Assert.Equal((16, 30), (steering.Activation.Seconds, steering.Recovery.Seconds));
        Assert.Equal(2400, steering.HistorySize);
        Assert.Equal(["ADAPTIVE: Steer"], steering.RuleComments);
        Assert.Null(steering.Router);
        Assert.Null(steering.LockFile);
        Assert.Equal(new SteeringThresholds(), steering.Thresholds);
        Assert.Equal(new ConfidenceSettings(), steering.Confidence);
        Assert.Equal(new FlapSettings(), steering.Flaps);
        SteeringSettings own = new()
        {
            Name = "steering", Interval = Duration.FromMillis(50), Primary = "spectrum", Alternate = "att",
            RuleComments = steering.RuleComments,
        };
        Assert.Equal(own, steering);
    }

    [Fact]
    public void The_file_in_configs_is_the_production_one()
    {
        LoadResult result = ConfigLoader.Load(Checkout.Find("configs", "steering.yaml"), Sample.Environment);
        Assert.Empty(result.Problems);
        Assert.Empty(result.Warnings);
        SteeringSettings steering = result.Steering!;
        Assert.Equal((Duration.FromMillis(50), 2400), (steering.Interval, steering.HistorySize));
        Assert.Equal((320, 600), (steering.Ticks(steering.Activation), steering.Ticks(steering.Recovery)));
        Assert.Equal(("spectrum", "att"), (steering.Primary, steering.Alternate));
        Assert.EndsWith(": 320 samples of 0.05 s)", Sample.Value(result, "thresholds.activation_seconds")!.Source,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state: {bad_samples_required: 320, good_samples_required: 600}", 16, 30)]
    [InlineData("thresholds: {red_samples_required: 320, green_samples_required: 600}", 16, 30)]
    [InlineData("bad_samples_required: 640\ngood_samples_required: 1200", 32, 60)]
    [InlineData("thresholds: {activation_seconds: 8, recovery_seconds: 20}", 8, 20)]
    [InlineData("state: {bad_samples_required: 160}\nmeasurement: {interval_seconds: 0.1}", 16, 30)]
    public void A_number_of_samples_is_the_time_that_it_stands_for(string more, double activation, double recovery)
    {
        SteeringSettings steering = File(Text + more);
        Assert.Equal((activation, recovery), (steering.Activation.Seconds, steering.Recovery.Seconds));
    }

    [Theory]
    [InlineData("mode: off", SteeringMode.Off)]
    [InlineData("mode: observe", SteeringMode.Observe)]
    [InlineData("mode: active", SteeringMode.Active)]
    [InlineData("mode: {act: active}", SteeringMode.Active)]
    [InlineData("mode: {cake_aware: true}", SteeringMode.Observe)]
    public void The_mode_may_be_a_word_or_stand_in_its_group(string more, SteeringMode mode) =>
        Assert.Equal(mode, File(Text + more).Mode);

    [Theory]
    [InlineData("wan_state: {red_weight: 30}", 0)]
    [InlineData("wan_state: {enabled: true, red_weight: 30}", 30)]
    [InlineData("wan_state: {enabled: true, red_weight: 80}", 54)]
    [InlineData("wan_state: {enabled: true, red_weight: 80, wan_override: true}", 80)]
    public void The_laws_zone_alone_steers_only_where_that_is_asked_for(string more, int weight) =>
        Assert.Equal(weight, File(Text + more).Confidence.ZoneWeight);

    [Theory]
    [InlineData("mode: on", "3:7: mode.act: found on, wanted off or observe or active")]
    [InlineData("measurement: {interval_seconds: 2}",
        "3:33: measurement.interval_seconds: found 2, wanted a number from 0.02 to 1 s")]
    [InlineData("thresholds: {red_rttms: 5}",
        "3:14: thresholds.red_rttms: found an unknown key, wanted thresholds.red_rtt_ms (the nearest known key)")]
    [InlineData("red_rtt_ms: 5", "3:1: red_rtt_ms: found an unknown key, wanted thresholds.red_rtt_ms "
        + "(it belongs there)")]
    [InlineData("thresholds: {yellow_rtt_ms: 20, red_rtt_ms: 15}",
        "3:29: thresholds.yellow_rtt_ms: found 20, wanted at most red_rtt_ms (15)")]
    [InlineData("confidence: {steer_threshold: 20}",
        "3:31: confidence.steer_threshold: found 20, wanted more than recovery_threshold (20, its default)")]
    [InlineData("state: {bad_samples_required: 320}\nthresholds: {activation_seconds: 8}",
        "3:31: state.bad_samples_required: found the same time a second time, wanted "
        + "thresholds.activation_seconds alone")]
    [InlineData("router: {transport: rest, host: a, user: b, password: c}",
        "3:21: router.transport: found rest (which wanctl does not speak), wanted api or api-ssl: RouterOS's "
        + "API, enabled on the router by '/ip service enable api' (or api-ssl)")]
    public void A_wrong_key_has_its_place_and_its_cure(string more, string problem)
    {
        LoadResult result = Load(Text + more);
        Assert.Null(result.Steering);
        Assert.Equal("steering.yaml:" + problem, Assert.Single(result.Problems).ToString());
    }

    [Fact]
    public void A_rule_without_a_comment_is_none()
    {
        LoadResult result = Load("topology: {primary_wan: a, alternate_wan: b}\n");
        Assert.Contains("the comment of the mangle rule to switch", Assert.Single(result.Problems).Wanted,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Both_wans_must_differ() => Assert.Contains("another link",
        Assert.Single(Load(Text.Replace("alternate_wan: att", "alternate_wan: spectrum")).Problems).ToString(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("thresholds: {rtt_ewma_alpha: 0.3}", 0.140184, "0.14 s")]
    [InlineData("thresholds: {rtt_ewma_alpha: 0.008877}", 5.607496, "5.607 s")]
    public void A_weight_is_a_time_constant_and_a_strange_one_is_told(string more, double tau, string told)
    {
        LoadResult result = Load(Text + more);
        Assert.Equal(tau, result.Steering!.Thresholds.TimeConstant.Seconds, 4);
        Assert.Contains(told, Assert.Single(result.Warnings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_originals_defaults_of_two_and_fifteen_samples_are_told_for_what_they_are()
    {
        LoadResult result = Load(Text + "thresholds: {red_samples_required: 2, green_samples_required: 15}");
        Assert.Equal((0.1, 0.75),
            (result.Steering!.Activation.Seconds, result.Steering.Recovery.Seconds));
        Assert.Equal(2, result.Warnings.Count);
    }

    [Fact]
    public void A_router_of_its_own_needs_all_that_a_login_needs()
    {
        SteeringSettings steering = File(
            Text + "router: {transport: api, host: 192.0.2.1, user: u, password: '${ROUTER_PASSWORD}'}");
        Assert.Equal(("192.0.2.1", 8728), (steering.Router!.Host, steering.Router.Port));
        Assert.Equal(3, Load(Text + "router: {host: 192.0.2.1}").Problems.Count);
    }

    private static LoadResult Load(string text) => ConfigLoader.Parse(text, "steering.yaml", Sample.Environment);

    private static SteeringSettings File(string text)
    {
        LoadResult result = Load(text);
        Assert.Empty(result.Problems);
        return Assert.IsType<SteeringSettings>(result.Steering);
    }
}
