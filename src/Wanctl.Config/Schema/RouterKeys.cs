using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary><c>router</c> and <c>queues</c>: whose limits are moved, and how the router is reached.</summary>
internal static class RouterKeys
{
    /// <summary>The transport that moves this machine's own CAKE.</summary>
    public const string LinuxCake = "linux-cake";

    /// <summary>What the transports api and api-ssl reach.</summary>
    public const string RouterOs = "RouterOS";

    private const string NotSpoken = "which wanctl does not speak";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Required("router.transport", Transport(),
            "How limits reach the shaper. api is clear text: fine on a cable of your own, not across other networks. "
            + "linux-cake is for a machine that is the router itself."),
        .. Key.With(RouterOs, RouterOsKeys()),
        Key.Unused("router.ssh_key", "the API takes a password and no key"),
        Key.Unused("router.verify_ssl", "api-ssl always verifies, by certificate_pin or certificate_authority"),
        Key.Unused("router.type", "router.transport says what the router is", silentFor: "routeros"),
        .. Key.With(RouterOs,
            Key.Required("queues.download", new QueueNameKind(),
                "Name of the queue that shapes toward the user, letter by letter as the router shows it."),
            Key.Dependent("queues.upload", new QueueNameKind(), "required; with queue_kind simple as download",
                "Name of the queue that shapes toward the Internet."),
            Key.Dependent("queues.target", new WordKind("lan", "wan"),
                "default: the router's routes, interface lists and addresses tell; queue_kind simple only",
                "Where the target of the simple queue lies. lan: its pairs are upload/download; wan: "
                + "download/upload. Needed where the router does not tell; nothing is written before.")),
    ];

    private static SchemaKey[] RouterOsKeys() =>
    [
        Key.Required("router.host", new HostKind(),
            "The router. A name is looked up at each connect, off the loop: in /etc/hosts, then at the servers of "
            + "/etc/resolv.conf; names under .local (mDNS) are not. A link-local IPv6 address needs its interface: "
            + "fe80::1%eth0."),
        Key.Dependent("router.port", new IntegerKind(1, 65535), "default 8728 with api, 8729 with api-ssl",
            "The port of the API service, as /ip service shows it."),
        Key.Required("router.user", new TextKind("a user name", 1, 128),
            "The router's user; a group with the policies api, read and write is enough."),
        Key.Required("router.password", new SecretKind(),
            "Its password. A reference keeps the secret out of this file."),
        Key.Dependent("router.certificate_pin", new DigestKind(),
            "api-ssl needs this or certificate_authority",
            "SHA-256 of the router's certificate (DER). A pin suits the self-signed certificates of most routers."),
        Key.Dependent("router.certificate_authority", new PathKind(),
            "api-ssl needs this or certificate_pin",
            "PEM file of the authority that signed the router's certificate."),
        Key.Optional("router.queue_kind", new WordKind("tree", "simple"), "tree",
            "tree moves two entries of /queue tree, simple one entry of /queue simple that holds both directions."),
        Key.Optional("router.statistics_interval_seconds", new NumberKind(0.05, 5, "s"), "0.1",
            "Time between two reads of the queues' counters, which also read the limits back."),
        Key.Optional("router.stall_limit_seconds", new NumberKind(1, 60, "s"), "2",
            "A connection that owes answers and sends nothing for so long counts as dead and is made again."),
    ];

    private static WordKind Transport() => new("api", "api-ssl", LinuxCake)
    {
        Advice = ": RouterOS's API, enabled on the router by '/ip service enable api' (or api-ssl), or the kernel of "
            + "this machine",
        Refused = new Dictionary<string, string>
        {
            ["rest"] = NotSpoken,
            ["ssh"] = NotSpoken,
            ["linux-cake-netlink"] = "linux-cake speaks netlink",
        },
    };
}
