using System.Globalization;

namespace Wanctl.Lab.Scenarios;

/// <summary>
/// <c>config FILE</c> prints the configuration with which wanctl runs in a scenario: the settings of the wind tunnel,
/// so that both can be compared.
/// </summary>
internal static class DaemonFileVerb
{
    /// <summary>Runs it.</summary>
    public static int Run(Words words)
    {
        LabScenario scenario = ScenarioVerbs.Read(words);
        string law = words.Text("law") ?? "adaptive";
        string reflectors = words.Text("reflectors") ?? throw new LabException("--reflectors: found nothing");
        Console.Out.Write(Text($"""
            wan_name: lab
            cycle_interval_seconds: 0.05
            control:
              law: {law}
            {Router(words)}
            continuous_monitoring:
              baseline_rtt_initial: {scenario.RttMs}
              ping_hosts: [{reflectors}]
              fallback_checks:
                enabled: false
              download:
            {Direction(scenario.DownCeiling, scenario.DownFloor)}
              upload:
            {Direction(scenario.UpCeiling, scenario.UpFloor)}
              thresholds:
                target_bloat_ms: 15
                warn_bloat_ms: 45
                hard_red_bloat_ms: 80
                soft_red_required: 3
                alpha_load: 0.005
                alpha_baseline: 0.0005
                baseline_rtt_bounds:
                  min: 5
                  max: 200
            logging:
              level: debug
            health_check:
              enabled: false
            lock_file: /run/wanctl-lab/lab.lock
            state_file: /run/wanctl-lab/lab.json

            """));
        return 0;
    }

    private static string Router(Words words) => words.Text("transport") switch
    {
        "api" => Text($"""
            router:
              transport: api
              host: 127.0.0.1
              user: wanctl
              password: lab
            queues:
              download: WAN-Download-Lab
              upload: WAN-Upload-Lab
            """),
        "linux-cake" => Text($"""
            router:
              transport: linux-cake
            cake:
              download_interface: {words.Text("down-device")}
              upload_interface: {words.Text("up-device")}
            """),
        var other => throw new LabException($"--transport: found '{other}', wanted api or linux-cake"),
    };

    private static string Direction(double ceiling, double floor) => Text($"""
                ceiling_mbps: {ceiling}
                floor_mbps: {Math.Max(0.1, floor)}
                step_up_mbps: {Math.Max(0.1, Math.Round(ceiling / 95, 3))}
                factor_down: 0.85
                factor_down_yellow: 1
                green_required: 5
            """);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
