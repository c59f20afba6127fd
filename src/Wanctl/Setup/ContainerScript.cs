namespace Wanctl.Setup;

/// <summary>
/// A router that runs wanctl itself, as text for its terminal: what <see cref="RouterScript"/> sets up, and before and
/// behind it the container, in the spelling of the router's version. It is printed and never sent. Everything that it
/// makes has the name or the comment <c>wanctl</c>.
/// </summary>
internal static class ContainerScript
{
    /// <summary>The gateway of a line whose provider tells it by DHCP.</summary>
    private const string Dhcp = "dhcp";

    private const string Comment = "comment=\"wanctl\"";

    private const string Found = "[find name=\"wanctl\"]";

    /// <summary>Writes it.</summary>
    public static string Of(SetupPlan plan)
    {
        ContainerPlan container = plan.Container ?? throw new ArgumentException("wanted a container", nameof(plan));
        var script = new ScriptText();
        script.Section($"wanctl in a container on this router: RouterOS {container.Version}, {container.Architecture}, "
            + $"line '{plan.Name}' ({plan.Line.Title}). Paste part after part into the terminal of an administrator; "
            + "it may be pasted again. docs/CONTAINER.md explains each part.");
        if (container.Version > RouterOsVersion.Known)
        {
            script.Section($"RouterOS {container.Version} is later than wanctl knows: these are the commands of "
                + $"{RouterOsVersion.Known}. Where the terminal says 'expected end of command', leave that word out.");
        }
        Prepare(script, plan, container);
        Connect(script, plan);
        script.Section("5. The user, the API and the queues, as for any other machine that wanctl runs on.");
        RouterScript.Append(script, plan);
        if (container.Gateway.Length > 0)
            RouteEchoes(script, plan, container);
        Run(script, container);
        script.ForLater("Look at it:", "/container/print detail", "/log/print where topics~\"container\"");
        script.ForLater("Later, a new image: stop, wait until it is stopped, and remove; then part 7 with the new file "
            + "and with another root-dir, as wanctl/root-2:", $"/container/stop {Found}", $"/container/remove {Found}");
        Remove(script, plan, container);
        return script.ToString();
    }

    private static void Prepare(ScriptText script, SetupPlan plan, ContainerPlan container)
    {
        script.Section("1. Allow containers, and the scheduler that the safety net needs; both at once. Then press the "
            + "reset or mode button once, or cut the power, within five minutes; a PC or CHR has to be switched off "
            + "and on. The router reboots. Where /system/device-mode/print says yes to both already, leave this out.",
            "/system/device-mode/update container=yes scheduler=yes");
        script.Section($"2. Upload the package container-{container.Version}{PackageOf(container)}.npk of MikroTik's "
            + "extra packages, of this version and no other, and install it. The router reboots.",
            "/system/package/apply-changes");
        string folder = container.Folder;
        script.Section("3. Folders. Then, from your own machine:  "
            + $"scp -O {ImageOf(container)} ADMIN@ROUTER:/{folder}/  and  scp -O "
            + $"{System.IO.Path.GetFileName(plan.Path)} ADMIN@ROUTER:/{folder}/etc/  (the image is deleted again when "
            + "the container has started: it is unpacked by then).",
            RouterCommands.AddOnce("/file", "name=" + RouterCommands.Quoted(folder), " type=directory"),
            RouterCommands.AddOnce("/file", "name=" + RouterCommands.Quoted(folder + "/etc"), " type=directory"));
    }

    /// <summary>The veth, its way out, and the rule of the firewall that everybody forgets.</summary>
    private static void Connect(ScriptText script, SetupPlan plan)
    {
        string addresses = $"{ContainerPlan.AddressOf(0)}/29";
        for (int line = 1; line < ContainerPlan.LinesMax; line++)
            addresses += $",{ContainerPlan.AddressOf(line)}/29";
        script.Section("4. A network of the container's own, with an address for the echoes of each line, and its way "
            + "out. Until the container runs, its address here is shown as invalid. Then the API's way in: the default "
            + "firewall drops what does not come from the LAN.",
            RouterCommands.AddOnce("/interface/veth", "name=\"wanctl\"",
                $" address={addresses} gateway={ContainerPlan.Router} {Comment}"),
            RouterCommands.Ensure("/ip/address", Comment, $"address={ContainerPlan.Router}/29 interface=wanctl "
                + "disabled=no"),
            RouterCommands.Ensure("/ip/firewall/nat", LineOf(plan),
                $"chain=srcnat action=masquerade src-address={ContainerPlan.Network} "
                + $"out-interface={RouterCommands.Quoted(plan.Wan)} disabled=no"),
            // Once, and never instead of what stands there: somebody else may use the API.
            RouterCommands.Unless("/ip/firewall/filter", Comment,
                ":if ([:len [/ip/service/get api address]] > 0) do={/ip/service/set api "
                + $"address=([/ip/service/get api address],{RouterCommands.Network(ContainerPlan.Box)})}}"),
            First("/ip/firewall/filter", Comment, "chain=input action=accept protocol=tcp dst-port=8728 "
                + $"src-address={ContainerPlan.Box} in-interface=wanctl", "chain=input action=drop"));
    }

    private static void RouteEchoes(ScriptText script, SetupPlan plan, ContainerPlan container)
    {
        string table = TableOf(plan);
        string comment = LineOf(plan);
        string route = container.Gateway == Dhcp
            ? $"/ip/dhcp-client/set [find interface={RouterCommands.Quoted(plan.Wan)}] "
                + $"default-route-tables=main,{table}"
            : RouterCommands.Ensure("/ip/route", comment, "dst-address=0.0.0.0/0 "
                + $"gateway={RouterCommands.Quoted(container.Gateway)} routing-table={table} disabled=no");
        script.Section($"6. The echoes of {container.Source} leave by {plan.Wan} and by no other WAN: a dead line is "
            + "to be silent. The rule above it leaves the LAN and the router where they are. Mangle rules that mark "
            + "routing come "
            + $"before all of them: let {ContainerPlan.Network} pass there first, with action=accept.",
            RouterCommands.AddOnce("/routing/table", "name=" + RouterCommands.Quoted(table), " fib"),
            route,
            First("/routing/rule", comment,
                $"src-address={container.Source}/32 action=lookup-only-in-table table={table}", ""),
            Remade("/routing/rule", "comment=\"wanctl: all lines\"",
                $"src-address={ContainerPlan.Network} action=lookup min-prefix=0 table=main"));
    }

    private static void Run(ScriptText script, ContainerPlan container)
    {
        RouterOsVersion version = container.Version;
        string folder = container.Folder;
        // 7.21 calls lists of mounts by another name, 7.23 spells read-only otherwise.
        (string list, string lists) = version.Has(21) ? ("list", "mountlists") : ("name", "mounts");
        string readOnly = version.Has(23) ? "mode=ro" : "read-only=yes";
        script.Section("7. The container. Configuration is mounted, and only to be read; locks and states are kept in "
            + "memory, so that nothing wears the flash.",
            RouterCommands.Unless("/container/mounts", $"{list}=\"wanctl\"", $"/container/mounts/add {list}=\"wanctl\" "
                + $"src={RouterCommands.Quoted($"/{folder}/etc")} dst=\"/etc/wanctl\" {readOnly} {Comment}"),
            RouterCommands.Unless("/container", "name=\"wanctl\"", $"/container/add name=\"wanctl\" "
                + $"file={RouterCommands.Quoted($"{folder}/{ImageOf(container)}")} interface=wanctl "
                + $"root-dir={RouterCommands.Quoted($"{folder}/root-1")} {lists}=wanctl logging=yes "
                + $"dns={ContainerPlan.Router} start-on-boot=yes {Comment}"),
            $"/container/set {Found} memory-high=24M");
        if (version.Has(21, 2))
        {
            script.Section("Only since 7.21.2, where /run is no longer in memory by itself:",
                $"/container/set {Found} tmpfs=4M@/run/wanctl");
        }
        if (version.Has(23))
        {
            script.Section("Only since 7.23: a hard limit of memory, and restarts that end where they do not help:",
                $"/container/set {Found} memory-max=48M",
                $"/container/set {Found} restart-policy=on-failure restart-interval=30s restart-max-count=10");
        }
        else
        {
            script.Section("Up to 7.22.3: restarts without an end.", $"/container/set {Found} "
                + "auto-restart-interval=30s");
        }
        if (version.Has(24))
        {
            script.Section("Whether its loop turns, shown by /container/print; before 7.24 each look was written to "
                + "flash:",
                $"/container/set {Found} healthcheck-cmd=\"CMD,/usr/bin/wanctl,alive\" healthcheck-interval=1m");
        }
        else
        {
            script.Section("A line in the log where its page does not answer; a health check writes to flash before "
                + "7.24:",
                RouterCommands.Ensure("/tool/netwatch", "name=\"wanctl\"", $"type=http-get host={ContainerPlan.Box} "
                    + "port=9101 http-codes=200 interval=30s down-script=\":log warning \\\"wanctl does not "
                    + "answer\\\"\" "
                    + Comment));
        }
        script.Section("8. Once /container/print shows it as stopped, which is when it is unpacked: start it. Its page "
            + "is at "
            + $"http://{ContainerPlan.Box}:9101/ for the LAN.", $"/container/start {Found}");
    }

    private static void Remove(ScriptText script, SetupPlan plan, ContainerPlan container)
    {
        string list = container.Version.Has(21) ? "list" : "name";
        string line = LineOf(plan);
        script.ForLater("Or to be rid of it: `/container/stop` as above, and once it is stopped the rest. The queues "
            + "stay, with the limits that they have then: set the max-limit that you want.",
            $"/container/remove {Found}",
            $"/container/mounts/remove [find {list}=\"wanctl\"]",
            $"/system/scheduler/remove [find name={RouterCommands.Quoted(SafetyNet.SchedulerName(plan.Name))}]",
            $"/ip/firewall/mangle/remove [find comment=\"{SafetyNet.RuleName}\"]",
            $"/ip/firewall/filter/remove [find {Comment}]",
            $"/ip/firewall/nat/remove [find {line}]",
            $"/routing/rule/remove [find {line}]",
            "/routing/rule/remove [find comment=\"wanctl: all lines\"]",
            $"/ip/route/remove [find {line}]",
            $"/routing/table/remove [find name=\"{TableOf(plan)}\"]",
            $"/ip/address/remove [find {Comment}]",
            $"/interface/veth/remove {Found}",
            $"/user/remove [find name={RouterCommands.Quoted(plan.User)}]",
            $"/user/group/remove {Found}",
            $"/file/remove [find name={RouterCommands.Quoted(container.Folder)}]");
        if (container.Gateway == Dhcp)
        {
            script.ForLater("And the default route of the line's own table:", "/ip/dhcp-client/set "
                + $"[find interface={RouterCommands.Quoted(plan.Wan)}] default-route-tables=main");
        }
        if (!container.Version.Has(24))
            script.ForLater("And what looks at its page:", $"/tool/netwatch/remove {Found}");
    }

    /// <summary>
    /// Adds an item where it is missing, above the first of some others where there is one.
    /// </summary>
    private static string First(string menu, string key, string values, string others)
    {
        string found = others.Length == 0 ? $"{menu}/find" : $"{menu}/find {others}";
        string add = $"{menu}/add {values} {key}";
        return RouterCommands.Unless(menu, key, $":if ([:len [{found}]] = 0) do={{{add}}} "
            + $"else={{{add} place-before=[:pick [{found}] 0]}}");
    }

    /// <summary>Adds an item above all others, once more where it is there: it has to stay the first.</summary>
    private static string Remade(string menu, string key, string values) =>
        $"{menu}/remove [find {key}]; {menu}/add {values} {key} place-before=[:pick [{menu}/find] 0]";

    private static string TableOf(SetupPlan plan) => "wanctl-" + plan.Name;

    private static string LineOf(SetupPlan plan) => "comment=" + RouterCommands.Quoted($"wanctl: {plan.Name}");

    private static string ImageOf(ContainerPlan container) => $"wanctl-container-{container.Architecture}.tar";

    /// <summary>MikroTik's packages for the PC have no architecture in their names.</summary>
    private static string PackageOf(ContainerPlan container) =>
        container.Architecture == "amd64" ? "" : "-" + container.Architecture;
}
