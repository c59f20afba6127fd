using System.Globalization;
using Wanctl.Audit;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Host.Router;
using Wanctl.Setup;

namespace Wanctl.Routing;

/// <content>Tables, translation, FastTrack and the way of the echoes.</content>
internal static partial class SteeringAudit
{
    /// <summary>The mark of steered connections, as <c>setup --steering</c> writes it.</summary>
    private static string Mark(SteeringSettings steering) =>
        RouterText.Value("STEER_" + steering.Alternate.ToUpperInvariant());

    private static void Table(
        RoutingTables tables, RouterRow consumer, SteeringSettings steering, string subject,
        List<AuditFinding> findings)
    {
        (string table, string usual) = (consumer["new-routing-mark"], "to_" + steering.Alternate);
        if (Places(tables.Tables, row => row["name"] == table).Count == 0)
        {
            bool made = table != usual && Places(tables.Tables, row => row["name"] == usual).Count > 0;
            findings.Add(new AuditFinding(
                AuditSeverity.Error, subject, $"new-routing-mark={Shown(table)}, which is no routing table", "a table",
                [
                    made
                        ? Set(consumer, "new-routing-mark=" + RouterText.Value(usual))
                        : $"/routing/table/add name={RouterText.Value(table)} fib",
                ]));
            return;
        }
        bool leads = Places(
            tables.Routes,
            row => !row.Says("disabled") && row["routing-table"] == table
                && row["dst-address"] == "0.0.0.0/0").Count > 0;
        if (!leads)
        {
            findings.Add(new AuditFinding(
                AuditSeverity.Error, subject, $"no default route in table {table}",
                "one by the other WAN's gateway: without it steered packets fall back to the main table", []));
        }
    }

    private static void FastTrack(RoutingTables tables, List<AuditFinding> findings)
    {
        foreach (RouterRow rule in tables.Filter)
        {
            bool spares = rule["connection-mark"] == "no-mark";
            if (rule["action"] != "fasttrack-connection" || rule.Says("disabled") || rule.Says("dynamic") || spares)
                continue;
            findings.Add(new AuditFinding(
                AuditSeverity.Error, "FastTrack", "a rule that is on",
                "none: fasttracked packets pass neither mangle rules nor queues, so that steered connections lose "
                + "their way after the first packets",
                ["/ip/firewall/filter/disable [find action=fasttrack-connection]"]));
            return;
        }
    }

    private static void Nat(RoutingTables tables, List<AuditFinding> findings)
    {
        int ways = 0;
        foreach (RouterRow rule in tables.Nat)
        {
            bool translates = rule.InUse && rule["chain"] == "srcnat" && rule["action"] is "masquerade" or "src-nat";
            if (!translates)
                continue;
            // A rule without an interface, or with a list of them, is for several WANs.
            ways += rule["out-interface"].Length > 0 ? 1 : 2;
        }
        if (ways >= 2)
            return;
        findings.Add(new AuditFinding(
            AuditSeverity.Warning, "NAT", ways == 0 ? "no masquerade" : "masquerade on one interface",
            "one for each WAN: a connection that leaves by the other needs its address",
            ["/ip/firewall/nat/add chain=srcnat out-interface=<wan-interface> action=masquerade"]));
    }

    private static void Probe(RoutingTables tables, LinkSettings link, List<AuditFinding> findings)
    {
        string subject = $"link {link.Name}";
        if (link.Probe.SourceAddress is not { } source)
        {
            if (link.Probe.Interface is not null)
                return;
            findings.Add(new AuditFinding(
                AuditSeverity.Error, subject, "neither ping_source_ip nor ping_interface",
                "an address of its own that the router sends out by this WAN, or both links measure the same line",
                []));
            return;
        }
        bool ruled = Places(
            tables.Rules, row => !row.Says("disabled") && Covers(row["src-address"], source)
                && row["action"] is "lookup" or "lookup-only-in-table").Count > 0;
        bool marked = Places(
            tables.Mangle, row => row.InUse && Covers(row["src-address"], source)
                && row["action"] == "mark-routing").Count > 0;
        if (ruled || marked)
            return;
        string table = RouterText.Value($"probe_{link.Name}");
        findings.Add(new AuditFinding(
            AuditSeverity.Error, subject, $"no routing rule for ping_source_ip {source}",
            "one that sends it out by this WAN alone",
            [
                RouterCommands.AddOnce("/routing/table", $"name={table}", " fib"),
                RouterCommands.Ensure("/routing/rule", $"src-address={source}/32",
                    $"action=lookup-only-in-table table={table} disabled=no"),
            ]));
    }

    private static bool Covers(string prefix, string address) => prefix == address || prefix == address + "/32";

    private static bool IsDscp(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= 63;

    private static string Shown(string value) => value.Length == 0 ? "(none)" : value;

    private static List<int> Places(IReadOnlyList<RouterRow> rows, Predicate<RouterRow> wanted)
    {
        var places = new List<int>();
        for (int i = 0; i < rows.Count; i++)
        {
            if (wanted(rows[i]))
                places.Add(i);
        }
        return places;
    }

    private static int Index(IReadOnlyList<RouterRow> rows, RouterRow row)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (ReferenceEquals(rows[i], row))
                return i;
        }
        return -1;
    }

    private static string Set(RouterRow rule, string what) => $"/ip/firewall/mangle/set {Name(rule)} {what}";

    private static string Move(RouterRow rule, RouterRow before) =>
        $"/ip/firewall/mangle/move {Name(rule)} destination={Name(before)}";

    private static string Name(RouterRow rule) => rule["comment"].Length > 0
        ? $"[find comment={RouterCommands.Quoted(rule["comment"])}]"
        : RouterText.Value(rule[".id"]);
}
