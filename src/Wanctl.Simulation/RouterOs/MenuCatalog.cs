namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// The menus that the simulated router has, with their properties and defaults as RouterOS 7 shows them.
/// </summary>
internal static class MenuCatalog
{
    /// <summary>All menus, empty.</summary>
    public static List<Menu> Create() =>
    [
        new("/queue/tree", "queue", QueueTree()) { Counters = 1 },
        new("/queue/simple", "simple queue", QueueSimple()) { Counters = 2 },
        new("/queue/type", "queue type", QueueType()),
        new("/ip/firewall/mangle", "mangle rule", MangleRule()) { Counters = 1 },
        new("/ip/firewall/filter", "filter rule", FilterRule()) { Counters = 1 },
        new("/ip/firewall/nat", "nat rule", NatRule()) { Counters = 1 },
        new("/ip/firewall/address-list", "address list entry", AddressList()),
        new("/ipv6/firewall/mangle", "mangle rule", MangleRule()) { Counters = 1 },
        new("/ipv6/firewall/filter", "filter rule", FilterRule()) { Counters = 1 },
        new("/ip/route", "route", Route()),
        new("/ipv6/route", "route", Route()),
        new("/ip/address", "address", Address()),
        new("/ipv6/address", "address", Address()),
        new("/routing/table", "table", [new("name", PropertyKind.Name, Required: true), new("fib", PropertyKind.Text)]),
        new("/routing/rule", "rule", RoutingRule()),
        new("/ip/service", "service", Service()) { Growable = false },
        new("/certificate", "certificate", Certificate()),
        new("/system/scheduler", "scheduler", Scheduler()),
        new("/interface", "interface", Interface()) { Growable = false },
        new("/interface/list", "list", [new("name", PropertyKind.Name, Required: true)]),
        new("/interface/list/member", "member",
            [new("list", PropertyKind.Text, Required: true), new("interface", PropertyKind.Text, Required: true)]),
        new("/interface/veth", "veth", Veth()),
        new("/ip/dhcp-client", "dhcp client",
            [new("interface", PropertyKind.Text, Required: true), new("default-route-tables", PropertyKind.Text)]),
        new("/container", "container", Container()) { Commands = ["start", "stop"] },
        new("/container/mounts", "mount", Mount()),
        new("/file", "file", [new("name", PropertyKind.Name, Required: true), new("type", PropertyKind.Text)]),
        new("/tool/netwatch", "netwatch", Netwatch()),
        new("/system/device-mode", "device-mode", []) { Growable = false, Commands = ["update"] },
        new("/system/package", "package", []) { Growable = false, Commands = ["apply-changes"] },
        new("/user", "user", User()) { Policy = "policy" },
        new("/user/group", "group", Group()) { Policy = "policy" },
        new("/user/active", "session", []) { Writable = false },
        new("/system/resource", "resource", []) { Writable = false, Single = true },
        new("/system/identity", "identity", [new("name", PropertyKind.Text, "MikroTik")]) { Single = true },
        new("/system/history", "history", []) { Writable = false, Limit = 100 },
        new("/log", "log", []) { Writable = false, Limit = 1000 },
    ];

    private static MenuProperty[] QueueTree() =>
    [
        new("name", PropertyKind.Name, Required: true),
        new("parent", PropertyKind.Parent, Required: true),
        new("packet-mark", PropertyKind.Text, ""),
        new("limit-at", PropertyKind.Rate, "0"),
        new("queue", PropertyKind.QueueType, "default-small"),
        new("priority", PropertyKind.Integer, "8"),
        new("max-limit", PropertyKind.Rate, "0"),
        new("burst-limit", PropertyKind.Rate, "0"),
        new("burst-threshold", PropertyKind.Rate, "0"),
        new("burst-time", PropertyKind.Duration, "0s"),
        new("bucket-size", PropertyKind.Decimal, "0.1"),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] QueueSimple() =>
    [
        new("name", PropertyKind.Name, Required: true),
        new("target", PropertyKind.Text, ""),
        new("dst", PropertyKind.Text, ""),
        new("parent", PropertyKind.Text, "none"),
        new("packet-marks", PropertyKind.Text, ""),
        new("queue", PropertyKind.QueueTypePair, "default-small/default-small"),
        new("limit-at", PropertyKind.RatePair, "0/0"),
        new("max-limit", PropertyKind.RatePair, "0/0"),
        new("burst-limit", PropertyKind.RatePair, "0/0"),
        new("bucket-size", PropertyKind.Text, "0.1/0.1"),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] QueueType() =>
    [
        new("name", PropertyKind.Name, Required: true),
        new("kind", PropertyKind.Text, Required: true),
        new("cake-bandwidth", PropertyKind.Rate),
        new("cake-autorate-ingress", PropertyKind.Bool),
        new("cake-overhead", PropertyKind.Integer),
        new("cake-overhead-scheme", PropertyKind.Text),
        new("cake-mpu", PropertyKind.Integer),
        new("cake-atm", PropertyKind.Text),
        new("cake-rtt", PropertyKind.Duration),
        new("cake-rtt-scheme", PropertyKind.Text),
        new("cake-diffserv", PropertyKind.Text),
        new("cake-flowmode", PropertyKind.Text),
        new("cake-nat", PropertyKind.Bool),
        new("cake-wash", PropertyKind.Bool),
        new("cake-ack-filter", PropertyKind.Text),
        new("cake-memlimit", PropertyKind.Integer),
    ];

    private static MenuProperty[] FilterRule() => Without(
        MangleRule(), "new-connection-mark", "new-packet-mark", "new-routing-mark", "passthrough");

    private static MenuProperty[] NatRule() => Without(FilterRule(), "connection-state", "tcp-flags");

    private static MenuProperty[] Without(MenuProperty[] properties, params ReadOnlySpan<string> names)
    {
        var left = new List<MenuProperty>();
        foreach (MenuProperty property in properties)
        {
            if (names.IndexOf(property.Name) < 0) left.Add(property);
        }

        return [.. left];
    }

    private static MenuProperty[] MangleRule() =>
    [
        new("chain", PropertyKind.Text, Required: true),
        new("action", PropertyKind.Text, "accept"),
        new("new-connection-mark", PropertyKind.Text),
        new("new-packet-mark", PropertyKind.Text),
        new("new-routing-mark", PropertyKind.Text),
        new("connection-mark", PropertyKind.Text),
        new("connection-state", PropertyKind.Text),
        new("packet-mark", PropertyKind.Text),
        new("protocol", PropertyKind.Text),
        new("tcp-flags", PropertyKind.Text),
        new("dst-port", PropertyKind.Text),
        new("address-list", PropertyKind.Text),
        new("address-list-timeout", PropertyKind.Duration),
        new("src-address-list", PropertyKind.Text),
        new("src-address", PropertyKind.Text),
        new("dst-address", PropertyKind.Text),
        new("dst-address-list", PropertyKind.Text),
        new("in-interface", PropertyKind.Text),
        new("in-interface-list", PropertyKind.Text),
        new("out-interface", PropertyKind.Text),
        new("dscp", PropertyKind.Integer),
        new("passthrough", PropertyKind.Bool),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] Route() =>
    [
        new("dst-address", PropertyKind.Text, "0.0.0.0/0"),
        new("gateway", PropertyKind.Text, Required: true),
        new("immediate-gw", PropertyKind.Text),
        new("routing-table", PropertyKind.Text, "main"),
        new("distance", PropertyKind.Integer, "1"),
        new("check-gateway", PropertyKind.Text),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] Address() =>
    [
        new("address", PropertyKind.Text, Required: true),
        new("interface", PropertyKind.Text, Required: true),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] RoutingRule() =>
    [
        new("src-address", PropertyKind.Text),
        new("dst-address", PropertyKind.Text),
        new("action", PropertyKind.Text, "lookup"),
        new("table", PropertyKind.Text),
        new("min-prefix", PropertyKind.Integer),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] Service() =>
    [
        new("name", PropertyKind.Name, Required: true),
        new("port", PropertyKind.Integer, "0"),
        new("address", PropertyKind.Text, ""),
        new("certificate", PropertyKind.Text),
        new("tls-version", PropertyKind.Text, "any"),
        new("max-sessions", PropertyKind.Integer, "20"),
        new("disabled", PropertyKind.Bool, "false"),
    ];

    private static MenuProperty[] AddressList() =>
    [
        new("list", PropertyKind.Text, Required: true),
        new("address", PropertyKind.Text, Required: true),
        new("timeout", PropertyKind.Duration),
        new("dynamic", PropertyKind.Bool, "false"),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] Certificate() =>
    [
        new("name", PropertyKind.Name, Required: true),
        new("common-name", PropertyKind.Text),
        new("subject-alt-name", PropertyKind.Text),
        new("key-usage", PropertyKind.Text),
        new("days-valid", PropertyKind.Integer),
        new("ca", PropertyKind.Text),
        new("fingerprint", PropertyKind.Text),
    ];

    private static MenuProperty[] Scheduler() =>
    [
        new("name", PropertyKind.Name, Required: true),
        new("start-time", PropertyKind.Text, "startup"),
        new("interval", PropertyKind.Duration, "0s"),
        new("on-event", PropertyKind.Text, ""),
        new("policy", PropertyKind.Text, "read,write,policy,test"),
        new("run-count", PropertyKind.Integer, "0"),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] Interface() =>
    [
        new("name", PropertyKind.Name, Required: true),
        new("type", PropertyKind.Text, "ether"),
        new("mtu", PropertyKind.Integer, "1500"),
        new("rx-byte", PropertyKind.Integer, "0"),
        new("tx-byte", PropertyKind.Integer, "0"),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] Veth() =>
    [
        new("name", PropertyKind.Name, Required: true),
        new("address", PropertyKind.Text),
        new("gateway", PropertyKind.Text),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    /// <summary>With the words of all versions: which one knows which is another test's matter.</summary>
    private static MenuProperty[] Container() =>
    [
        new("name", PropertyKind.Name),
        new("file", PropertyKind.Text),
        new("interface", PropertyKind.Text),
        new("root-dir", PropertyKind.Text),
        new("mounts", PropertyKind.Text),
        new("mountlists", PropertyKind.Text),
        new("logging", PropertyKind.Bool, "false"),
        new("dns", PropertyKind.Text),
        new("start-on-boot", PropertyKind.Bool, "false"),
        new("memory-high", PropertyKind.Text),
        new("memory-max", PropertyKind.Text),
        new("tmpfs", PropertyKind.Text),
        new("restart-policy", PropertyKind.Text),
        new("restart-interval", PropertyKind.Duration),
        new("restart-max-count", PropertyKind.Integer),
        new("auto-restart-interval", PropertyKind.Duration),
        new("healthcheck-cmd", PropertyKind.Text),
        new("healthcheck-interval", PropertyKind.Duration),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] Mount() =>
    [
        new("name", PropertyKind.Name),
        new("list", PropertyKind.Text),
        new("src", PropertyKind.Text, Required: true),
        new("dst", PropertyKind.Text, Required: true),
        new("read-only", PropertyKind.Bool),
        new("mode", PropertyKind.Text),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] Netwatch() =>
    [
        new("name", PropertyKind.Name),
        new("type", PropertyKind.Text, "simple"),
        new("host", PropertyKind.Text, Required: true),
        new("port", PropertyKind.Integer),
        new("http-codes", PropertyKind.Text),
        new("interval", PropertyKind.Duration, "10s"),
        new("down-script", PropertyKind.Text),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];

    private static MenuProperty[] Group() =>
    [
        new("name", PropertyKind.Name, Required: true),
        new("policy", PropertyKind.Text, ""),
    ];

    private static MenuProperty[] User() =>
    [
        new("name", PropertyKind.Name, Required: true),
        new("group", PropertyKind.Group, Required: true),
        new("address", PropertyKind.Text, ""),
        new("password", PropertyKind.Secret),
        new("disabled", PropertyKind.Bool, "false"),
        new("comment", PropertyKind.Text),
    ];
}
