using Wanctl.Config;

namespace Wanctl.Tests.Config;

public sealed class WarningTests
{
    [Fact]
    public void A_file_without_remarkable_things_has_no_warnings() => Assert.Empty(Sample.Load(Sample.Text).Warnings);

    [Theory]
    [InlineData("logging: {main_log: /var/log/x}", "28:11: logging.main_log: not used: wanctl logs to standard output")]
    [InlineData("storage:\n  db_path: /x\n  retention: {raw: 1}",
        "28:1: storage: not used: there is no database; the metrics endpoint serves what a collector may keep")]
    [InlineData("irtt: null", "28:1: irtt: not used: delay is measured by ICMP echo only")]
    [InlineData("lock_timeout: 300",
        "28:1: lock_timeout: not used: the kernel drops the lock with the process, so no lock can be stale")]
    [InlineData("alerting: {webhook: '${NOT_SET}', rules: [1, 2]}",
        "28:1: alerting: not used: there are no notices of its own; alert on the metrics")]
    [InlineData("schema_version: '2.0'", "28:1: schema_version: not used: the keys themselves say what they are")]
    public void A_key_without_use_says_what_happens_instead(string lines, string warning) =>
        Assert.Equal(warning, Sample.Warning(Sample.With("lock_file:", lines + "\nlock_file:")));

    [Theory]
    [InlineData("schema_version: '1.0'")]
    [InlineData("schema_version: 1.0")]
    public void A_key_without_use_is_passed_over_where_it_asks_for_what_is_done_anyway(string line) =>
        Assert.Empty(Sample.Load(Sample.Text + line + "\n").Warnings);

    [Fact]
    public void Monitoring_that_is_switched_off_is_said_to_go_on()
    {
        const string passage = "  baseline_rtt_initial: 24";
        Assert.Empty(Sample.Load(Sample.With(passage, $"  enabled: true\n{passage}")).Warnings);
        Assert.Equal(
            "11:3: continuous_monitoring.enabled: not used: wanctl controls the link while it runs, as the original "
            + "did; control.dry_run: true only watches",
            Sample.Warning(Sample.With(passage, $"  enabled: false\n{passage}")));
    }

    [Theory]
    [InlineData("load_time_constant_sec: 0.25", "load_time_constant_sec: 10",
        "27:29: continuous_monitoring.thresholds.load_time_constant_sec: a load time constant of 10 s is slow: "
        + "a step of +60 ms leaves GREEN after 2.9 s; 0.1 to 0.25 s is usual")]
    [InlineData("load_time_constant_sec: 0.25", "alpha_load: 0.005",
        "27:17: continuous_monitoring.thresholds.alpha_load: a load time constant of 9.97 s is slow: "
        + "a step of +60 ms leaves GREEN after 2.9 s; 0.1 to 0.25 s is usual")]
    [InlineData("load_time_constant_sec: 0.25", "load_time_constant_sec: 0.25\n    alpha_load: 0.005",
        "28:17: continuous_monitoring.thresholds.alpha_load: not used: load_time_constant_sec wins")]
    [InlineData("baseline_rtt_initial: 24", "baseline_rtt_initial: 8",
        "11:25: continuous_monitoring.baseline_rtt_initial: 8 ms lies outside baseline_rtt_bounds (10 to 60 ms), "
        + "so the baseline may never move")]
    [InlineData("user: wanctl", "user: wanctl\n  port: 443",
        "6:9: router.port: a web port, not the API's; remove the key, or write 8728 (api) or 8729 (api-ssl)")]
    [InlineData("${ROUTER_PASSWORD}", "''", "6:13: router.password: the password is empty")]
    [InlineData("lock_file:", "health_check: {host: 0.0.0.0}\nlock_file:",
        "28:22: health_check.host: listens on every address of this machine, the Internet's too, and asks nobody who "
        + "they are; 127.0.0.1, or the address of one network, is safer")]
    [InlineData("lock_file:", "metrics: {enabled: true, host: '::'}\nlock_file:",
        "28:32: metrics.host: listens on every address of this machine, the Internet's too, and asks nobody who "
        + "they are; 127.0.0.1, or the address of one network, is safer")]
    [InlineData("    floor_mbps: 20\n",
        "    floor_green_mbps: 9\n    floor_yellow_mbps: 8\n    floor_red_mbps: 7\n    floor_mbps: 20\n",
        "17:17: continuous_monitoring.download.floor_mbps: not used: floor_green_mbps is given")]
    [InlineData("    floor_mbps: 20\n", "    floor_mbps: 20\n    floor_red_mbps: 30\n",
        "15:21: continuous_monitoring.download.floor_red_mbps: not used: "
        + "without floor_green_mbps one floor holds for all")]
    [InlineData("    floor_mbps: 5\n", "    floor_mbps: 5\n    floor_soft_red_mbps: 4\n",
        "20:5: continuous_monitoring.upload.floor_soft_red_mbps: not used: the upload has no SOFT_RED zone")]
    public void What_works_but_surprises_is_said(string passage, string other, string warning) =>
        Assert.Equal(warning, Sample.Warning(Sample.With(passage, other) + Sample.Classic));

    [Theory]
    [InlineData("password: ${ROUTER_PASSWORD}", "password: abc #def", "6:13: router.password")]
    [InlineData("download: down", "download: WAN #1", "8:13: queues.download")]
    [InlineData("download: down", "download: WAN\t#1", "8:13: queues.download")]
    public void A_value_that_ends_before_a_sharp_is_pointed_out(string passage, string other, string place) =>
        Assert.Equal(
            place + ": the value ends before the '#', which begins a comment after a blank; put the value in quotes if "
            + "they belong to it",
            Sample.Warning(Sample.With(passage, other)));

    [Theory]
    [InlineData("download: down", "download: down # the first one")]
    [InlineData("download: down", "download: \"WAN #1\" #why")]
    [InlineData("download: down", "download: WAN#1")]
    [InlineData("host: 192.0.2.1", "host: 192.0.2.1 #router")]
    [InlineData("download: down", "download: down ##")]
    public void A_comment_that_is_one_is_no_concern(string passage, string other) =>
        Assert.Empty(Sample.Load(Sample.With(passage, other)).Warnings);

    [Fact]
    public void A_slow_average_is_of_no_concern_to_the_adaptive_law() =>
        Assert.Empty(Sample.Load(Sample.With("constant_sec: 0.25", "constant_sec: 10")).Warnings);

    [Theory]
    [InlineData("{}", "0.1667, burst 10, cut_reserve 4")]
    [InlineData("{max_changes: 5, window_seconds: 10}", "0.5, burst 5, cut_reserve 2")]
    [InlineData("{max_changes: 1, window_seconds: 60}", "0.0167, burst 1, cut_reserve 0")]
    [InlineData("{max_changes: 10000, window_seconds: 100}", "100, burst 1000, cut_reserve 400")]
    public void A_window_with_the_adaptive_law_becomes_a_bucket_and_says_so(string window, string bucket) =>
        Assert.Equal(
            "7:3: router.rate_limiter: a window would delay cuts, so law adaptive takes a write_budget of the same "
            + $"pace instead: per_second {bucket}",
            Sample.Warning(Sample.With("queues:\n", $"  rate_limiter: {window}\nqueues:\n")));

    [Theory]
    [InlineData("", "  rate_limiter: {enabled: false}\n")]
    [InlineData(Sample.Classic, "  rate_limiter: {max_changes: 5}\n")]
    public void A_window_that_delays_no_cut_of_the_adaptive_law_is_no_concern(string law, string window) =>
        Assert.Empty(Sample.Load(Sample.With("queues:\n", window + "queues:\n") + law).Warnings);

    [Fact]
    public void A_step_below_the_target_never_leaves_green()
    {
        string text = Sample.With("target_bloat_ms: 15", "target_bloat_ms: 70")
            .Replace("warn_bloat_ms: 45", "warn_bloat_ms: 75").Replace("constant_sec: 0.25", "constant_sec: 2")
            + Sample.Classic;
        Assert.Contains("a step of +60 ms never leaves GREEN", Sample.Warning(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_come_with_problems_too_and_in_the_order_of_the_file()
    {
        LoadResult result = Sample.Load("tuning: {}\nstorage: {}\n" + Sample.With("user: wanctl", "user: []"));
        Assert.Equal(["tuning", "storage"], [result.Warnings[0].Path, result.Warnings[1].Path]);
        Assert.Equal("router.user", Assert.Single(result.Problems).Path);
    }
}
