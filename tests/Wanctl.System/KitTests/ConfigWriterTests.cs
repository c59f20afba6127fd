using System.IO;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.KitTests;

public sealed class ConfigWriterTests
{
    [Fact]
    public void The_minimal_file_has_the_originals_keys_and_the_cable_profile()
    {
        using TemporaryFolder folder = new();
        WanFile file = new() { RouterPort = 18728, PingHosts = EchoHost.AddressesIPv4(3) };
        string wanted = """
            wan_name: "cable"
            router:
              transport: "api"
              host: "127.0.0.1"
              port: 18728
              user: "wanctl"
              password: "room-password"
            queues:
              download: "WAN-Download"
              upload: "WAN-Upload"
            continuous_monitoring:
              enabled: true
              baseline_rtt_initial: 25
              download:
                floor_green_mbps: 550
                floor_yellow_mbps: 350
                floor_soft_red_mbps: 275
                floor_red_mbps: 200
                ceiling_mbps: 940
                step_up_mbps: 10
                factor_down: 0.85
              upload:
                floor_mbps: 8
                ceiling_mbps: 38
                step_up_mbps: 1
                factor_down: 0.9
              thresholds:
                target_bloat_ms: 15
                warn_bloat_ms: 45
                hard_red_bloat_ms: 80
              ping_hosts: ["198.18.0.11", "198.18.0.12", "198.18.0.13"]
              use_median_of_three: false
              fallback_checks:
                enabled: false
            cycle_interval_seconds: 0.05
            timeouts:
              ping: 1
            logging:
              main_log: "FOLDER/cable.log"
              debug_log: "FOLDER/cable_debug.log"
            lock_file: "FOLDER/cable.lock"
            lock_timeout: 300
            state_file: "FOLDER/cable_state.json"

            """.Replace("FOLDER", folder.Path, StringComparison.Ordinal);
        string path = ConfigWriter.Write(folder, file);
        Assert.Equal(wanted, File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Any_key_can_be_added_changed_and_taken_out()
    {
        using TemporaryFolder folder = new();
        WanFile file = new()
        {
            RouterPort = 1,
            PingHosts = [],
            PingSource = "198.18.0.1",
            Extra = new Dictionary<string, object?>
            {
                ["router.rate_limiter.enabled"] = true,
                ["router.rate_limiter.max_changes"] = 5,
                ["wan_name"] = "say \"hi\"\n",
                ["lock_timeout"] = null,
                ["continuous_monitoring.fallback_checks.tcp_targets"] = new[] { new object[] { "1.1.1.1", 443 } },
            },
        };
        string text = ConfigWriter.Text(folder, file);
        Assert.Contains("\n  rate_limiter:\n    enabled: true\n    max_changes: 5\n", text, StringComparison.Ordinal);
        Assert.StartsWith("wan_name: \"say \\u0022hi\\u0022\\n\"\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("lock_timeout", text, StringComparison.Ordinal);
        Assert.Contains("\n    tcp_targets: [[\"1.1.1.1\", 443]]\n", text, StringComparison.Ordinal);
        Assert.Contains("\nping_source_ip: \"198.18.0.1\"\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  ping_hosts: []\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_temporary_folder_is_gone_after_its_test()
    {
        string path;
        using (TemporaryFolder folder = new())
        {
            path = folder.Path;
            folder.Write("file", "text");
            Assert.Equal("text", File.ReadAllText(folder["file"]));
        }
        Assert.False(Directory.Exists(path));
    }
}
