using System.Globalization;
using System.Text;
using Wanctl.Core.Units;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Simulation.RouterOs;

/// <content>
/// What a router does by itself: rules that note an address for a while, and the scheduler that looks at them.
/// </content>
public sealed partial class RouterWorld
{
    private const string SchedulerPath = "/system/scheduler";
    private const string AddressListPath = "/ip/firewall/address-list";
    private const string CertificatePath = "/certificate";

    private readonly Dictionary<uint, Instant> _expiries = [];
    private readonly Dictionary<uint, Instant> _due = [];

    /// <summary>Lets time pass: entries with a timeout go, and scheduled scripts that are due run.</summary>
    public void Tick(Instant now)
    {
        lock (_gate)
        {
            ExpireHeartbeats(now);
            foreach (MenuItem item in NeedMenu(SchedulerPath).Items.ToArray())
            {
                if (item.Get("disabled") == "true" || !IsDue(item, now)) continue;
                long runs = long.Parse(item.Get("run-count") ?? "0", CultureInfo.InvariantCulture) + 1;
                item.Set("run-count", runs.ToString(CultureInfo.InvariantCulture));
                RunScheduled(item, now);
            }
        }
    }

    /// <summary>
    /// A packet with data for the API service has come: rules of the input chain that note its source do so.
    /// </summary>
    internal void HearApiPacket(string peer, Instant now)
    {
        lock (_gate)
        {
            string port = NeedMenu("/ip/service").FindName("api")?.Get("port") ?? "";
            foreach (MenuItem rule in NeedMenu("/ip/firewall/mangle").Items)
            {
                if (rule.Get("disabled") == "true" || rule.Get("chain") != "input"
                    || rule.Get("action") != "add-src-to-address-list"
                    || rule.Get("protocol") is not ("tcp" or null)
                    || rule.Get("dst-port") is { } ports && !ports.Split(',').AsSpan().Contains(port)
                    || !AddressRange.Admits(rule.Get("src-address"), peer))
                {
                    continue;
                }

                Remember(rule.Get("address-list") ?? "", peer, rule.Get("address-list-timeout"), now);
            }
        }
    }

    private void Remember(string list, string address, string? timeout, Instant now)
    {
        Menu menu = NeedMenu(AddressListPath);
        MenuItem? entry = menu.Items.Find(item =>
            item.Get("list") == list && item.Get("address") == address && item.Get("dynamic") == "true");
        if (entry is null)
        {
            entry = NewItem(menu);
            menu.SetDefaults(entry);
            entry.Set("list", list);
            entry.Set("address", address);
            entry.Set("dynamic", "true");
            Insert(menu, entry);
        }

        if (Nanos(timeout) is { } nanos and > 0) _expiries[entry.Id] = now + new Duration(nanos);
    }

    private void ExpireHeartbeats(Instant now)
    {
        Menu menu = NeedMenu(AddressListPath);
        for (int i = menu.Items.Count - 1; i >= 0; i--)
        {
            uint id = menu.Items[i].Id;
            if (!_expiries.TryGetValue(id, out Instant end) || end > now) continue;
            _expiries.Remove(id);
            menu.Items.RemoveAt(i);
            menu.Note(id, dead: true);
        }
    }

    /// <summary>What only lives in memory is gone after a reboot.</summary>
    private void ForgetMemory()
    {
        NeedMenu(AddressListPath).Items.RemoveAll(item => item.Get("dynamic") == "true");
        _expiries.Clear();
        _due.Clear();
    }

    private bool IsDue(MenuItem item, Instant now)
    {
        if (_due.TryGetValue(item.Id, out Instant due) && due > now) return false;
        long interval = Nanos(item.Get("interval")) ?? 0;
        _due[item.Id] = interval > 0 ? now + new Duration(interval) : new Instant(long.MaxValue);
        return true;
    }

    private void RunScheduled(MenuItem item, Instant now)
    {
        string policy = item.Get("policy") ?? "";
        var console = new RouterConsole(this, "admin", policy.Split(','));
        if (console.Run(item.Get("on-event") ?? "", now) is { } problem)
            Log(now, "script,error", $"scheduler {item.Get("name")}: {problem}");
    }

    /// <summary>Writes a line of a script into the log.</summary>
    internal void LogScript(string topic, string message, Instant now)
    {
        lock (_gate) Log(now, "script," + topic, message);
    }

    /// <summary>The ids of the items that have a name or pass all queries.</summary>
    internal List<string>? FindIds(string menu, string? name, List<string> queries)
    {
        lock (_gate)
        {
            if (FindMenu(menu) is not { } target) return null;
            var ids = new List<string>();
            foreach (MenuItem item in target.Items)
            {
                bool meant = name is null ? _queries.Passes(queries, item) : item.Get("name") == name;
                if (meant && item.IdText is { } id) ids.Add(id);
            }

            return ids;
        }
    }

    /// <summary>A property of the item with an id, or null.</summary>
    internal string? ReadById(string menu, string id, string property)
    {
        lock (_gate) return FindMenu(menu)?.FindId(id)?.Get(property);
    }

    private CommandResult Sign(Menu menu, ApiCommand command, string user, Instant now)
    {
        if (FindTargets(menu, command, out List<MenuItem> targets) is { } missing) return missing;
        string authority = command.Find("ca") ?? "";
        if (authority.Length > 0 && menu.FindName(authority)?.Get("fingerprint") is null)
            return CommandResult.Failed(TrapCategory.BadValue, "input does not match any value of ca");
        foreach (MenuItem item in targets)
        {
            if (authority.Length > 0) item.Set("ca", authority);
            // As long as a real one; there is no certificate behind it.
            item.Set("fingerprint", item.Id.ToString("x64", CultureInfo.InvariantCulture));
            Record(menu, item, "certificate signed", user, now);
        }

        return CommandResult.Silent();
    }

    /// <summary>A scheme is one word or several for an overhead; RouterOS stores both.</summary>
    private static void CompleteCake(MenuItem item, List<(string Key, string Value)> values)
    {
        if (!Touches(values, "cake-overhead-scheme") || Touches(values, "cake-overhead")) return;
        int overhead = 0, mpu = 0;
        foreach (string word in (item.Get("cake-overhead-scheme") ?? "").Split(','))
        {
            (int bytes, int least) = word switch
            {
                "docsis" => (18, 64),
                "ethernet" => (38, 84),
                "ether-vlan" => (4, 0),
                "pppoe-ptm" => (30, 0),
                "bridged-ptm" => (22, 0),
                _ => (0, 0),
            };
            overhead += bytes;
            mpu = Math.Max(mpu, least);
        }
        item.Set("cake-overhead", overhead.ToString(CultureInfo.InvariantCulture));
        item.Set("cake-mpu", mpu.ToString(CultureInfo.InvariantCulture));
    }

    private static long? Nanos(string? text) =>
        text is not null && Value.TryDuration(Encoding.Latin1.GetBytes(text), out long nanos) ? nanos : null;
}
