namespace Wanctl.Tests.Config;

public sealed class RuleProblemTests
{
    [Theory]
    [InlineData("floor_mbps: 20\n", "floor_mbps: 101\n",
        "14:17: continuous_monitoring.download.floor_mbps: found 101, wanted at most ceiling_mbps (100)")]
    [InlineData("floor_mbps: 20\n", "floor_mbps: 20\n    base_mbps: 101\n",
        "15:16: continuous_monitoring.download.base_mbps: found 101, wanted at most ceiling_mbps (100)")]
    [InlineData("floor_mbps: 20\n", "floor_mbps: 20\n    base_mbps: 19\n",
        "14:17: continuous_monitoring.download.floor_mbps: found 20, wanted at most base_mbps (19)")]
    [InlineData("floor_mbps: 5\n", "floor_mbps: 25\n    base_mbps: 22\n",
        "19:17: continuous_monitoring.upload.floor_mbps: found 25, wanted at most ceiling_mbps (20)")]
    [InlineData("lock_file:", "control: {excess_ms: 0.5}\nlock_file:",
        "28:22: control.excess_ms: found 0.5, wanted a number from 1 to 100 ms")]
    [InlineData("floor_mbps: 20\n",
        "floor_green_mbps: 50\n    floor_yellow_mbps: 40\n    floor_red_mbps: 30\n    base_mbps: 29\n",
        "16:21: continuous_monitoring.download.floor_red_mbps: found 30, wanted at most base_mbps (29)")]
    [InlineData("floor_mbps: 20\n", "floor_green_mbps: 20\n    floor_yellow_mbps: 10\n",
        "13:3: continuous_monitoring.download.floor_red_mbps: found nothing, wanted a number, since "
        + "floor_green_mbps is given")]
    [InlineData("    floor_mbps: 20\n", "",
        "13:3: continuous_monitoring.download.floor_green_mbps: found nothing, wanted floor_green_mbps, "
        + "floor_yellow_mbps and floor_red_mbps, or floor_mbps alone (required)")]
    [InlineData("    floor_mbps: 20\n", "    floor_red_mbps: 20\n",
        "13:3: continuous_monitoring.download.floor_green_mbps: found nothing, wanted floor_green_mbps, "
        + "floor_yellow_mbps and floor_red_mbps, or floor_mbps alone (required)")]
    [InlineData("floor_mbps: 20\n",
        "floor_green_mbps: 50\n    floor_yellow_mbps: 40\n    floor_soft_red_mbps: 41\n    floor_red_mbps: 30\n",
        "16:26: continuous_monitoring.download.floor_soft_red_mbps: found 41, wanted at most "
        + "floor_yellow_mbps (40)")]
    [InlineData("floor_mbps: 20\n", "floor_green_mbps: 50\n    floor_yellow_mbps: 40\n    floor_red_mbps: 45\n",
        "16:21: continuous_monitoring.download.floor_red_mbps: found 45, wanted at most floor_yellow_mbps (40)")]
    [InlineData("floor_mbps: 20\n", "floor_green_mbps: 101\n    floor_yellow_mbps: 40\n    floor_red_mbps: 30\n",
        "14:23: continuous_monitoring.download.floor_green_mbps: found 101, wanted at most ceiling_mbps (100)")]
    [InlineData("warn_bloat_ms: 45", "warn_bloat_ms: 15",
        "24:22: continuous_monitoring.thresholds.target_bloat_ms: found 15, wanted less than warn_bloat_ms (15)")]
    [InlineData("warn_bloat_ms: 45", "warn_bloat_ms: 80",
        "25:20: continuous_monitoring.thresholds.warn_bloat_ms: found 80, wanted less than hard_red_bloat_ms "
        + "(80, its default)")]
    [InlineData("warn_bloat_ms: 45", "warn_bloat_ms: 45\n    hard_red_bloat_ms: 44",
        "25:20: continuous_monitoring.thresholds.warn_bloat_ms: found 45, wanted less than hard_red_bloat_ms "
        + "(44)")]
    [InlineData("warn_bloat_ms: 45", "warn_bloat_ms: 45\n    baseline_rtt_bounds: {min: 70}",
        "26:32: continuous_monitoring.thresholds.baseline_rtt_bounds.min: found 70, wanted less than max "
        + "(60, its default)")]
    [InlineData("warn_bloat_ms: 45", "warn_bloat_ms: 45\n    baseline_rtt_bounds: {max: 10}",
        "26:32: continuous_monitoring.thresholds.baseline_rtt_bounds.max: found 10, wanted more than min "
        + "(10, its default)")]
    [InlineData("transport: api", "transport: api-ssl",
        "2:1: router.certificate_pin: found nothing, wanted certificate_pin or certificate_authority, for "
        + "api-ssl")]
    [InlineData("transport: api",
        "transport: api-ssl\n  certificate_pin: " + Sample.Pin + "\n  certificate_authority: /etc/ca.pem",
        "5:26: router.certificate_authority: found an authority beside a pin, wanted one of the two")]
    [InlineData("transport: api", "transport: api\n  certificate_authority: /etc/ca.pem",
        "4:26: router.certificate_authority: found a certificate with transport api, wanted transport: "
        + "api-ssl, or no certificate")]
    [InlineData("transport: api",
        "transport: api-ssl\n  certificate_pin: abababababababababababababababababababababababababababababababag",
        "4:20: router.certificate_pin: found "
        + "abababababababababababababababababababababababababababababab..., wanted 64 hexadecimal digits "
        + "(SHA-256), colons allowed")]
    [InlineData("transport: api",
        "transport: api-ssl\n  certificate_pin: ababababababababababababababababababababababababababababababab:ab",
        "4:20: router.certificate_pin: found "
        + "abababababababababababababababababababababababababababababab..., wanted 64 hexadecimal digits "
        + "(SHA-256), colons allowed")]
    [InlineData("  upload: up\n", "",
        "7:1: queues.upload: found nothing, wanted the name of the upload's queue (required)")]
    [InlineData("upload: up", "upload: down",
        "9:11: queues.upload: found down for both directions, wanted two queues, or queue_kind: simple")]
    [InlineData("user: wanctl", "user: wanctl\n  queue_kind: simple",
        "10:11: queues.upload: found up, wanted down, or nothing: a simple queue holds both directions")]
    [InlineData("user: wanctl", "user: wanctl\n  rate_limiter: {enabled: false}\n  write_budget: {}",
        "7:3: router.write_budget: found write_budget beside rate_limiter, wanted one of the two")]
    [InlineData("user: wanctl", "user: wanctl\n  write_budget: {burst: 4}",
        "6:25: router.write_budget.burst: found 4, wanted more than cut_reserve (4, its default)")]
    [InlineData("lock_file: /run/wanctl/cable.lock",
        "lock_file: /run/wanctl/cable.lock\nstate_file: /run/wanctl/cable.lock",
        "29:13: state_file: found the lock_file, wanted another file")]
    [InlineData("lock_file:", "metrics: {enabled: true, port: 9101}\nlock_file:",
        "28:32: metrics.port: found the port of health_check, wanted another port")]
    public void Keys_that_do_not_fit_together_are_reported_at_one(string passage, string other, string problem) =>
        Assert.Equal(problem, Sample.Problem(Sample.With(passage, other)));
}
