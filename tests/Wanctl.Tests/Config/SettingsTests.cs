using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Config;

public sealed class SettingsTests
{
    [Fact]
    public void The_fewest_keys_give_the_documented_defaults()
    {
        LinkSettings link = Sample.File(Sample.Text).Link;
        Assert.Equal(("cable", "down", "up"), (link.Name, link.DownloadQueue, link.UploadQueue));
        Assert.Equal((Duration.FromMillis(50), RateLawKind.Adaptive, false), (link.Interval, link.Law, link.DryRun));
        Assert.Equal(("/run/wanctl/cable.lock", "/run/wanctl/cable_state.json"), (link.LockFile, link.StateFile));
        Assert.Equal((0.96, 0.94), (link.Download.FactorDownYellow, link.Upload.FactorDownYellow));
        Assert.Equal((5, 5), (link.Download.GreenRequired, link.Upload.GreenRequired));
        Assert.Equal(new WriteBudgetSettings { Kind = WriteBudgetKind.Tokens }, link.Writes);
        Assert.Equal((5, null, null), (link.ExcessMs, link.Download.Base, link.Upload.Base));
    }

    [Fact]
    public void The_values_of_a_dry_run_are_its_own_files_and_say_why()
    {
        LoadResult result = Sample.Load(Sample.Text + "control: {dry_run: true}\n");
        LinkSettings link = result.File!.Link;
        Assert.Equal(("/run/wanctl/cable.lock.dry-run", "/run/wanctl/cable_state.json.dry-run"),
            (link.LockFile, link.StateFile));
        foreach ((string key, string file) in ((string, string)[])
            [("lock_file", link.LockFile), ("state_file", link.StateFile)])
        {
            EffectiveValue value = Sample.Value(result, key)!;
            Assert.Equal(file, value.Value);
            Assert.EndsWith(", with .dry-run because of control.dry_run", value.Source, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("adaptive", RateLawKind.Adaptive, WriteBudgetKind.Tokens)]
    [InlineData("classic", RateLawKind.Classic, WriteBudgetKind.Window)]
    public void Each_law_has_its_word_and_its_bound_on_writes(string word, RateLawKind law, WriteBudgetKind writes)
    {
        LinkSettings link = Sample.File(Sample.Text + $"control: {{law: {word}}}\n").Link;
        Assert.Equal((law, new WriteBudgetSettings { Kind = writes }), (link.Law, link.Writes));
    }

    [Fact]
    public void The_adaptive_law_has_an_excess_and_a_base_for_each_direction()
    {
        string text = Sample.With("    ceiling_mbps: 100\n", "    ceiling_mbps: 100\n    base_mbps: 60\n")
            .Replace("    floor_mbps: 5\n", "    floor_mbps: 5\n    base_mbps: 5\n");
        LinkSettings link = Sample.File(text + "control: {excess_ms: 2.5}\n").Link;
        Assert.Equal(
            (2.5, Rate.FromMbps(60), Rate.FromMbps(5)), (link.ExcessMs, link.Download.Base, link.Upload.Base));
    }

    [Fact]
    public void The_floor_knows_its_key_and_its_line()
    {
        LinkSettings link = Sample.File(Sample.Text).Link;
        Assert.Equal(LineOf("    floor_mbps: 5\n"), link.Upload.FloorKey.Text);
        Assert.Matches(@"^floor_mbps in line \d+$", link.Download.FloorKey.Text);
        Assert.NotEqual(link.Upload.FloorKey.Text, link.Download.FloorKey.Text);
        Assert.Equal(link.Upload.FloorKey, link.Download.FloorKey);

        static string LineOf(string text)
        {
            string before = Sample.Text[..Sample.Text.LastIndexOf(text, StringComparison.Ordinal)];
            return $"floor_mbps in line {before.Split('\n').Length}";
        }
    }

    [Theory]
    [InlineData("{max_changes: 5, window_seconds: 10}", WriteBudgetKind.Tokens, 0.5, 5, 2)]
    [InlineData("{max_changes: 1, window_seconds: 3600}", WriteBudgetKind.Tokens, 1 / 3600.0, 1, 0)]
    [InlineData("{max_changes: 5000, window_seconds: 10}", WriteBudgetKind.Tokens, 500, 1000, 400)]
    [InlineData("{enabled: false}", WriteBudgetKind.Unlimited, 2, 10, 4)]
    public void The_adaptive_law_keeps_a_window_s_pace_in_a_bucket(
        string window, WriteBudgetKind kind, double perSecond, int burst, int reserve)
    {
        WriteBudgetSettings expected = new()
        {
            Kind = kind, TokensPerSecond = perSecond, TokensMax = burst, TokensReserved = reserve,
        };
        string text = Sample.With("queues:\n", $"  rate_limiter: {window}\nqueues:\n");
        Assert.Equal(expected, Sample.File(text).Link.Writes);
    }

    [Fact]
    public void Thresholds_are_in_milliseconds_and_averages_in_weights()
    {
        ThresholdSettings expected = new()
        {
            TargetMs = 15, WarnMs = 45, HardRedMs = 80, SoftRedRequired = 1,
            AlphaLoad = 1 - Math.Exp(-0.05 / 0.25), AlphaBaseline = 1 - Math.Exp(-0.05 / 50),
            BaselineUpdateMs = 3, BaselineMinMs = 10, BaselineMaxMs = 60, BaselineInitialMs = 24,
        };
        Assert.Equal(expected, Sample.File(Sample.Text).Link.Thresholds);
    }

    [Fact]
    public void Probes_and_fallback_have_their_defaults()
    {
        LinkSettings link = Sample.File(Sample.Text).Link;
        Assert.Equal(["192.0.2.7", "192.0.2.8"], link.Probe.Reflectors);
        Assert.Equal((Duration.FromSeconds(1), false), (link.Probe.Timeout, link.Probe.MedianOfThree));
        Assert.Equal((null, null, null), (link.Probe.SourceAddress, link.Probe.Interface, link.Fallback.Gateway));
        Assert.Equal([new TcpTarget("1.1.1.1", 443), new TcpTarget("8.8.8.8", 443)], link.Fallback.TcpTargets);
        Assert.Equal(
            (true, FallbackMode.GracefulDegradation, 3),
            (link.Fallback.Enabled, link.Fallback.Mode, link.Fallback.CyclesMax));
    }

    [Fact]
    public void The_daemon_s_own_keys_are_carried_along()
    {
        WanFile file = Sample.File(Sample.Text);
        Assert.Equal(new LogSettings(LogThreshold.Info, LogFormat.Text), file.Log);
        Assert.Equal(new EndpointSettings(true, "127.0.0.1", 9101), file.Health);
        Assert.Equal(new EndpointSettings(false, "127.0.0.1", 9100), file.Metrics);

        file = Sample.File(Sample.Text + """
            logging: {level: debug, format: json}
            health_check: {enabled: false, host: "::1", port: 1}
            metrics: {enabled: true, host: 0.0.0.0, port: 65535}

            """);
        Assert.Equal(new LogSettings(LogThreshold.Debug, LogFormat.Json), file.Log);
        Assert.Equal(new EndpointSettings(false, "::1", 1), file.Health);
        Assert.Equal(new EndpointSettings(true, "0.0.0.0", 65535), file.Metrics);
        Assert.Empty(file.HostNames);
    }

    [Fact]
    public void The_status_page_can_have_further_names() => Assert.Equal(
        ["router.lan", "wanctl.home.arpa"],
        Sample.File(Sample.Text + "health_check: {host_names: [router.lan, wanctl.home.arpa]}\n").HostNames);

    [Fact]
    public void One_floor_holds_for_all_zones()
    {
        DirectionSettings download = Sample.File(Sample.Text).Link.Download;
        Rate floor = Rate.FromMbps(20);
        Assert.Equal(
            (floor, floor, floor, floor),
            (download.FloorGreen, download.FloorYellow, download.FloorSoftRed, download.FloorRed));
    }

    [Theory]
    [InlineData("", 40)]
    [InlineData("    floor_soft_red_mbps: 35\n", 35)]
    [InlineData("    floor_soft_red_mbps: null\n", 40)]
    public void The_soft_red_floor_is_the_yellow_one_unless_given(string line, double expectedMbps)
    {
        const string floors = "    floor_green_mbps: 50\n    floor_yellow_mbps: 40\n    floor_red_mbps: 30\n";
        DirectionSettings download = Sample.File(Sample.With("    floor_mbps: 20\n", floors + line)).Link.Download;
        Assert.Equal(
            (Rate.FromMbps(50), Rate.FromMbps(40), Rate.FromMbps(expectedMbps), Rate.FromMbps(30)),
            (download.FloorGreen, download.FloorYellow, download.FloorSoftRed, download.FloorRed));
    }

    [Fact]
    public void Rates_are_whole_bits_and_not_a_hair_less()
    {
        DirectionSettings upload = Sample.File(Sample.With("floor_mbps: 5\n", "floor_mbps: 8.2\n")).Link.Upload;
        Assert.Equal((8_200_000, 500_000), (upload.FloorRed.BitsPerSecond, upload.StepUp.BitsPerSecond));
    }

    [Fact]
    public void A_time_constant_gives_the_same_decay_at_any_interval()
    {
        foreach (string interval in (string[])["0.05", "0.1", "0.25"])
        {
            string text = Sample.Text + $"cycle_interval_seconds: {interval}\n";
            LinkSettings link = Sample.File(text).Link;
            double leftAfterOneSecond = Math.Pow(1 - link.Thresholds.AlphaLoad, 1 / link.Interval.Seconds);
            Assert.Equal(Math.Exp(-1 / 0.25), leftAfterOneSecond, 1e-12);
        }
    }

    [Theory]
    [InlineData("", WriteBudgetKind.Window, 10, 60, 2.0, 10, 4)]
    [InlineData("  rate_limiter:\n", WriteBudgetKind.Window, 10, 60, 2.0, 10, 4)]
    [InlineData("  rate_limiter: {max_changes: 5, window_seconds: 10}\n", WriteBudgetKind.Window, 5, 10, 2.0, 10, 4)]
    [InlineData("  rate_limiter: {enabled: false}\n", WriteBudgetKind.Unlimited, 10, 60, 2.0, 10, 4)]
    [InlineData("  write_budget: {}\n", WriteBudgetKind.Tokens, 10, 60, 2.0, 10, 4)]
    [InlineData("  write_budget: {per_second: 0.5, burst: 3, cut_reserve: 0}\n",
        WriteBudgetKind.Tokens, 10, 60, 0.5, 3, 0)]
    [InlineData("  write_budget: null\n", WriteBudgetKind.Window, 10, 60, 2.0, 10, 4)]
    public void Writes_of_the_classic_law_are_bound_by_a_window_or_by_tokens(
        string lines, WriteBudgetKind kind, int writes, int window, double perSecond, int burst, int reserve)
    {
        WriteBudgetSettings expected = new()
        {
            Kind = kind, WindowWrites = writes, Window = Duration.FromSeconds(window),
            TokensPerSecond = perSecond, TokensMax = burst, TokensReserved = reserve,
        };
        Assert.Equal(expected, Sample.File(Sample.With("queues:\n", lines + "queues:\n") + Sample.Classic).Link.Writes);
    }

    [Fact]
    public void A_router_in_the_clear_has_port_8728()
    {
        RouterSettings router = Sample.File(Sample.Text).Link.Router;
        Assert.Equal((RouterTransport.Api, "192.0.2.1", 8728, "wanctl"),
            (router.Transport, router.Host, router.Port, router.User));
        Assert.Equal((QueueKind.Tree, null, null), (router.Queues, router.CertificatePin, router.CertificateAuthority));
        Assert.Equal(
            (Duration.FromMillis(100), Duration.FromSeconds(2)), (router.StatisticsInterval, router.StallLimit));
        Assert.Equal(Sample.Password, router.Password.Reveal());
    }

    [Theory]
    [InlineData("certificate_pin: " + Sample.Pin, Sample.Pin, null)]
    [InlineData("certificate_authority: /etc/ca.pem", null, "/etc/ca.pem")]
    public void A_router_inside_tls_has_port_8729_and_a_certificate(string line, string? pin, string? authority)
    {
        RouterSettings router = Sample.File(Sample.With("transport: api", $"transport: api-ssl\n  {line}")).Link.Router;
        Assert.Equal((RouterTransport.ApiSsl, 8729), (router.Transport, router.Port));
        Assert.Equal((pin, authority), (router.CertificatePin, router.CertificateAuthority));
    }

    [Fact]
    public void A_pin_may_have_colons_and_capitals()
    {
        string printed = string.Join(':', System.Linq.Enumerable.Repeat("AB", 32));
        string text = Sample.With("transport: api", $"transport: api-ssl\n  certificate_pin: {printed}");
        Assert.Equal(Sample.Pin, Sample.File(text).Link.Router.CertificatePin);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  upload: down\n")]
    public void A_simple_queue_holds_both_directions(string line)
    {
        string text = Sample.With("  upload: up\n", line).Replace("  user:", "  queue_kind: simple\n  user:");
        LinkSettings link = Sample.File(text).Link;
        Assert.Equal((QueueKind.Simple, "down", "down"), (link.Router.Queues, link.DownloadQueue, link.UploadQueue));
    }

    [Theory]
    [InlineData("enabled: false", false, null, 2)]
    [InlineData("gateway_ip: 192.0.2.9", true, "192.0.2.9", 2)]
    [InlineData("gateway_ip: 192.0.2.9, check_gateway: false", true, null, 2)]
    [InlineData("gateway_ip: ''", true, null, 2)]
    [InlineData("check_tcp: false", true, null, 0)]
    [InlineData("tcp_targets: []", true, null, 0)]
    [InlineData("tcp_targets: [['2001:db8::1', 53]]", true, null, 1)]
    public void Fallback_checks_follow_their_switches(string keys, bool enabled, string? gateway, int targets)
    {
        string text = Sample.With("  thresholds:", $"  fallback_checks: {{{keys}}}\n  thresholds:");
        FallbackSettings fallback = Sample.File(text).Link.Fallback;
        Assert.Equal((enabled, gateway, targets), (fallback.Enabled, fallback.Gateway, fallback.TcpTargets.Count));
    }

    [Theory]
    [InlineData("graceful_degradation", FallbackMode.GracefulDegradation)]
    [InlineData("freeze", FallbackMode.Freeze)]
    [InlineData("use_last_rtt", FallbackMode.UseLastRtt)]
    public void Each_fallback_mode_has_its_word(string word, FallbackMode mode)
    {
        string text = Sample.With("  thresholds:", $"  fallback_checks: {{fallback_mode: {word}}}\n  thresholds:");
        Assert.Equal(mode, Sample.File(text).Link.Fallback.Mode);
    }

    [Fact]
    public void An_alias_stands_for_what_its_anchor_holds()
    {
        string text = Sample.With("ping_hosts: [192.0.2.7, 192.0.2.8]", "ping_hosts: &hosts [192.0.2.7]")
            .Replace("lock_file:", "alerting: *hosts\nlock_file:");
        Assert.Equal(["192.0.2.7"], Sample.File(text).Link.Probe.Reflectors);
    }
}
