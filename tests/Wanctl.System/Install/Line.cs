using Wanctl.Simulation.RouterOs;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>A cable line and its router for a service in a box, and the file that names them.</summary>
public sealed class Line : IDisposable
{
    private readonly Rig _rig = new(reflectors: 2);

    public Line() => _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(20);

    public NetworkRoom Room => _rig.Room;

    public Rig Rig => _rig;

    /// <summary>The file, as an operator writes it: no more than is needed, the password by name.</summary>
    public string Yaml(string password = "${ROUTER_PASSWORD}") => $$"""
        wan_name: cable
        router: {transport: api, host: 127.0.0.1, port: {{_rig.Port}}, user: wanctl, password: "{{password}}"}
        queues: {download: WAN-Download-Cable, upload: WAN-Upload-Cable}
        continuous_monitoring:
          baseline_rtt_initial: 20
          ping_hosts: [{{string.Join(", ", _rig.Reflectors)}}]
          fallback_checks: {enabled: false}
          download: {floor_mbps: 200, ceiling_mbps: 900, step_up_mbps: 10, factor_down: 0.85}
          upload: {floor_mbps: 8, ceiling_mbps: 36, step_up_mbps: 1, factor_down: 0.90}
          thresholds:
            target_bloat_ms: 15
            warn_bloat_ms: 45
            baseline_time_constant_sec: 50
            load_time_constant_sec: 0.25
        lock_file: /run/wanctl/cable.lock

        """;

    /// <summary>Waits until the service has set the limit of <see cref="Yaml"/>.</summary>
    /// <param name="upMbps">The upload's ceiling in Mbit/s, where it is another.</param>
    public void AwaitLimits(double upMbps = 36) => _rig.Until(
        () => _rig.World.LimitOf("WAN-Upload-Cable").Mbps == upMbps, "the service sets the router's limits");

    /// <summary>Gives the router other limits, which a service that is at work puts right.</summary>
    public void Disturb() => _rig.World.Change(
        "/queue/tree", "WAN-Upload-Cable", "max-limit", "30000000", "admin", RouterOsServer.Now);

    public void Dispose() => _rig.Dispose();
}
