using System.Globalization;
using System.Threading;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// The inside of a simulated router: menus with items, users, counters, a log and a history. It has no clock and no
/// socket; the time is an argument. All members may be called from any thread. Text is Latin-1: one character is
/// one byte on the wire.
/// </summary>
public sealed partial class RouterWorld
{
    private const string HistoryPath = "/system/history";

    // RouterOS spreads ids after some upgrades; a large step makes an id from before a reboot certainly wrong.
    private const uint IdStepPerBoot = 0x100_0000;

    private readonly Lock _gate = new();
    private readonly List<Menu> _menus = MenuCatalog.Create();
    private readonly QueryStack _queries = new();
    private Instant _booted;
    private uint _boots;
    private uint _lastId;
    private long _sectorsSinceBoot;
    private long _sectorsBefore = 120_000;

    /// <summary>
    /// A router that has just started: interfaces ether1 to ether5 and bridge, the usual queue types, services api
    /// and api-ssl, groups full, write and read, and the user admin with an empty password.
    /// </summary>
    public RouterWorld(Instant now)
    {
        _booted = now;
        foreach (string name in new[] { "ether1", "ether2", "ether3", "ether4", "ether5", "bridge" })
        {
            Add("/interface", ("name", name), ("type", name == "bridge" ? "bridge" : "ether"));
        }

        foreach (string name in new[] { "default", "default-small", "ethernet-default", "only-hardware-queue" })
        {
            Add("/queue/type", ("name", name), ("kind", name == "only-hardware-queue" ? "none" : "pfifo"));
        }

        Add("/user/group", ("name", "full"), ("policy", "api,read,write,policy,test,reboot,password,sensitive"));
        Add("/user/group", ("name", "write"), ("policy", "api,read,write,test,reboot,password"));
        Add("/user/group", ("name", "read"), ("policy", "api,read,test,password"));
        AddUser("admin", "", "full");
        Add("/ip/service", ("name", "api"), ("port", "8728"));
        Add("/ip/service", ("name", "api-ssl"), ("port", "8729"));
        Add("/system/identity", ("name", "MikroTik"));
        Add(
            "/system/resource",
            ("uptime", "0s"),
            ("version", "7.23.2 (stable)"),
            ("free-memory", "796917760"),
            ("total-memory", "1073741824"),
            ("cpu", "ARM64"),
            ("cpu-count", "4"),
            ("cpu-frequency", "1400"),
            ("cpu-load", "1"),
            ("write-sect-since-reboot", "0"),
            ("write-sect-total", "0"),
            ("bad-blocks", "0"),
            ("architecture-name", "arm64"),
            ("board-name", "RB5009UG+S+"),
            ("platform", "MikroTik"));
    }

    /// <summary>
    /// Adds an item as the owner of the router would, without traces in log and history; values are not checked,
    /// properties that are left out get their defaults.
    /// </summary>
    /// <returns>The item's id, such as <c>*1</c>; empty in a menu whose only item has none.</returns>
    /// <exception cref="ArgumentException">There is no such menu.</exception>
    public string Add(string menu, params ReadOnlySpan<(string Key, string Value)> properties)
    {
        lock (_gate)
        {
            Menu target = NeedMenu(menu);
            MenuItem item = NewItem(target);
            target.SetDefaults(item);
            foreach ((string key, string value) in properties) item.Set(key, value);
            Insert(target, item);
            return item.IdText ?? "";
        }
    }

    /// <summary>
    /// Adds a user of one of the groups: <c>full</c>, <c>write</c>, <c>read</c>, or one that has been added. A user
    /// of that name who is there already gets this password and group.
    /// </summary>
    public void AddUser(string name, string password, string group)
    {
        lock (_gate)
        {
            Menu users = NeedMenu("/user");
            if (users.FindName(name) is null) Add("/user", ("name", name));
            MenuItem user = users.FindName(name)!;
            user.Set("group", group);
            user.Secret = password;
        }
    }

    /// <summary>
    /// Adds what one WAN needs: CAKE types <c>cake-down-name</c> and <c>cake-up-name</c>, and the queue trees
    /// <c>WAN-Download-Name</c> and <c>WAN-Upload-Name</c>, limited to the given rates.
    /// </summary>
    public void AddWan(string name, Rate download, Rate upload)
    {
        AddCakeQueue($"WAN-Download-{name}", $"cake-down-{name}", "bridge", download);
        AddCakeQueue($"WAN-Upload-{name}", $"cake-up-{name}", "ether1", upload);
    }

    /// <summary>Adds a queue tree and a CAKE type for it, set up as the manual advises for 50 ms control.</summary>
    public void AddCakeQueue(string name, string queueType, string parent, Rate limit)
    {
        Add(
            "/queue/type",
            ("name", queueType),
            ("kind", "cake"),
            ("cake-bandwidth", "0"),
            ("cake-autorate-ingress", "false"),
            ("cake-diffserv", "diffserv4"),
            ("cake-flowmode", "triple-isolate"),
            ("cake-nat", "true"),
            ("cake-ack-filter", "none"));
        string maxLimit = limit.BitsPerSecond.ToString(CultureInfo.InvariantCulture);
        Add(
            "/queue/tree",
            ("name", name),
            ("parent", parent),
            ("queue", queueType),
            ("max-limit", maxLimit),
            ("bucket-size", "0.01"));
    }

    /// <summary>Adds a mangle rule that marks new connections, switched off, under a comment.</summary>
    public void AddSteeringRule(string comment) => Add(
        "/ip/firewall/mangle",
        ("chain", "prerouting"),
        ("action", "mark-connection"),
        ("new-connection-mark", "steered"),
        ("connection-state", "new"),
        ("passthrough", "true"),
        ("disabled", "true"),
        ("comment", comment));

    /// <summary>
    /// A property of the first item with a name or comment; null where the item or the property is not there.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such menu.</exception>
    public string? Read(string menu, string nameOrComment, string property)
    {
        lock (_gate) return FindNamed(NeedMenu(menu), nameOrComment)?.Get(property);
    }

    /// <summary>The messages in the log, oldest first.</summary>
    public IReadOnlyList<string> Messages()
    {
        lock (_gate) return NeedMenu("/log").Items.ConvertAll(item => item.Get("message") ?? "");
    }

    /// <summary>How many items a menu has.</summary>
    /// <exception cref="ArgumentException">There is no such menu.</exception>
    public int CountOf(string menu)
    {
        lock (_gate) return NeedMenu(menu).Items.Count;
    }

    private static MenuItem? FindNamed(Menu menu, string nameOrComment)
    {
        foreach (MenuItem item in menu.Items)
        {
            if (item.Get("name") == nameOrComment || item.Get("comment") == nameOrComment) return item;
        }

        return null;
    }

    private Menu NeedMenu(string path) =>
        FindMenu(path)
        ?? throw new ArgumentException($"{path}: the simulated router has no such menu.", nameof(path));

    private Menu? FindMenu(string path)
    {
        foreach (Menu menu in _menus)
        {
            if (menu.Path == path) return menu;
        }

        return null;
    }

    private MenuItem NewItem(Menu menu) => new(menu.Single ? 0 : ++_lastId, menu.Counters);

    private static void Insert(Menu menu, MenuItem item)
    {
        menu.Items.Add(item);
        menu.Note(item.Id, dead: false);
        if (menu.Limit > 0 && menu.Items.Count > menu.Limit) menu.Items.RemoveAt(0);
    }
}
