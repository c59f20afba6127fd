using System.Globalization;
using System.Text;
using Wanctl.Core.Units;

namespace Wanctl.Setup;

/// <summary>The configuration file of a plan.</summary>
internal static class ConfigText
{
    /// <summary>
    /// Each file takes others of these in turn, so that two links do not share one: that of a name is always the same.
    /// </summary>
    private static readonly string[][] s_reflectors =
    [
        ["1.1.1.1", "9.9.9.9", "208.67.222.222"],
        ["1.0.0.1", "149.112.112.112", "208.67.220.220"],
    ];

    /// <summary>Writes it.</summary>
    /// <param name="plan">What is known.</param>
    /// <param name="others">How many links this machine has already, so that reflectors are shared late.</param>
    public static string Of(SetupPlan plan, int others = 0)
    {
        bool linux = plan.Router is null;
        string run = linux ? "/var/run/wanctl" : "/run/wanctl";
        var text = new StringBuilder();
        (double down, double up) = (Tested(plan.Down), Tested(plan.Up));
        text.Append(Text($"# {plan.Line.Title}, {down:0.###} Mbit/s down and {up:0.###} up, "))
            .Append(linux ? "on this machine's own CAKE.\n" : "behind a MikroTik.\n")
            .Append("# Written by `wanctl setup`. configs/reference.yaml explains every key.\n")
            .Append($"wan_name: {plan.Name}\ncycle_interval_seconds: 0.05\n\n");
        if (linux)
            AppendKernel(text, plan);
        else
            AppendRouter(text, plan);
        text.Append(Text($"""
            continuous_monitoring:
              # The idle delay to the reflectors; it is learned from here on. ping one of them to know it better.
              baseline_rtt_initial: {plan.Line.BaselineMs:0.##}
              ping_hosts: [{string.Join(", ", s_reflectors[others % s_reflectors.Length])}]

              # Ceilings are 95 % of what a speed test measures ({down:0.###} and {up:0.###} Mbit/s): the queue has to
              # form here. Floors are what a line of this kind carries on its worst day. No limit goes below a floor,
              # so one that is too high leaves the line in its bloat.
              download:
                floor_mbps: {Floor(plan.Down, plan.Line):0.###}
                ceiling_mbps: {plan.Down.Mbps:0.###}
              upload:
                floor_mbps: {Floor(plan.Up, plan.Line):0.###}
                ceiling_mbps: {plan.Up.Mbps:0.###}
              thresholds:
                baseline_rtt_bounds: {Bounds(plan.Line)}

            # In memory: both are made again after a reboot.
            lock_file: {run}/{plan.Name}.lock
            state_file: {run}/{plan.Name}_state.json

            """).ReplaceLineEndings("\n"));
        if (plan.Container is { } container)
            AppendContainer(text, container);
        return text.ToString();
    }

    /// <summary>RouterOS's log has the time, and cuts lines; the page is for the LAN.</summary>
    private static void AppendContainer(StringBuilder text, ContainerPlan container)
    {
        text.Append(Text($"""

            logging:
              format: short
            health_check:
              host: {ContainerPlan.Box}

            """).ReplaceLineEndings("\n"));
        if (container.Gateway.Length > 0)
        {
            text.Append("\n# The router sends what comes from here through this line and no other.\n")
                .Append($"ping_source_ip: {container.Source}\n");
        }
    }

    private static void AppendKernel(StringBuilder text, SetupPlan plan) => text.Append($"""
        # CAKE runs in this machine's kernel; wanctl needs CAP_NET_ADMIN.
        router:
          transport: linux-cake

        cake:
          download_interface: {plan.Lan}
          upload_interface: {plan.Wan}
          line: {plan.Kind.Name}


        """.ReplaceLineEndings("\n"));

    private static void AppendRouter(StringBuilder text, SetupPlan plan)
    {
        text.Append("# The password comes from the environment")
            .Append(plan.StorePassword ? ", or as here from a file that only its owner can read.\n" : ".\n")
            .Append($"router:\n  transport: {(plan.Tls ? "api-ssl" : "api")}\n  host: {plan.Router}\n")
            .Append($"  user: {plan.User}\n  password: ")
            .Append(plan.StorePassword ? Quoted(plan.Password) : "${ROUTER_PASSWORD}")
            .Append('\n');
        if (plan.Tls)
            text.Append("  # The fingerprint that the router's script has printed.\n"
                + "  certificate_pin: ${ROUTER_CERTIFICATE_PIN}\n");
        text.Append($"""

            queues:
              download: {plan.DownQueue}
              upload: {plan.UpQueue}

            # The kind of line, for `wanctl check --router`.
            cake:
              line: {plan.Kind.Name}


            """.ReplaceLineEndings("\n"));
    }

    /// <summary>What a speed test measured, in Mbit/s.</summary>
    private static double Tested(Rate ceiling) => ceiling.Mbps / SetupPlan.CeilingShare;

    /// <summary>The line's worst day, never below what the schema takes and always below the ceiling.</summary>
    private static double Floor(Rate rate, LineProfile line)
    {
        const double Least = 0.1;
        double floor = rate.Mbps * line.FloorShare;
        // Nobody needs five digits of a guess.
        double rounded = floor >= 10 ? Math.Round(floor) : Math.Round(floor, 1);
        return Math.Max(Least, Math.Min(rounded, rate.Mbps));
    }

    private static string Bounds(LineProfile line) =>
        line.BaselineMs < 10 ? "{min: 1, max: 60}"
        : line.BaselineMs > 40 ? "{min: 10, max: 200}"
        : "{min: 1, max: 100}";

    /// <summary>A text that YAML takes as it is: within single quotes only the quote itself is doubled.</summary>
    private static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal)
        .Replace("${", "$${", StringComparison.Ordinal) + "'";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
