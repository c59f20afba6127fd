using Wanctl.Audit;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Host.Router;
using Wanctl.Setup;

namespace Wanctl.Routing;

/// <summary>
/// Holds what a router lists against what steering needs, and knows the mistakes that people make. A pure function;
/// each finding has the commands that mend it.
/// </summary>
internal static partial class SteeringAudit
{
    /// <summary>Examines the rules of a steering file, and the way of both links' echoes.</summary>
    /// <param name="tables">What the router lists.</param>
    /// <param name="steering">The steering file.</param>
    /// <param name="links">The links of the same run.</param>
    public static IReadOnlyList<AuditFinding> Examine(
        RoutingTables tables, SteeringSettings steering, IReadOnlyList<LinkSettings> links)
    {
        var findings = new List<AuditFinding>();
        foreach (string comment in steering.RuleComments)
            Producer(tables, comment, steering, findings);
        FastTrack(tables, findings);
        Nat(tables, findings);
        foreach (LinkSettings link in links)
        {
            if (link.Name == steering.Primary || link.Name == steering.Alternate)
                Probe(tables, link, findings);
        }
        return Merged(findings);
    }

    /// <summary>Several rules may lack the same thing: it is told once, with all that mends it.</summary>
    private static List<AuditFinding> Merged(List<AuditFinding> findings)
    {
        var merged = new List<AuditFinding>();
        foreach (AuditFinding finding in findings)
        {
            int same = merged.FindIndex(other => other.ToString() == finding.ToString());
            if (same < 0)
            {
                merged.Add(finding);
                continue;
            }
            List<string> commands = [.. merged[same].Commands];
            foreach (string command in finding.Commands)
            {
                if (!commands.Contains(command))
                    commands.Add(command);
            }
            merged[same] = merged[same] with { Commands = commands };
        }
        return merged;
    }

    private static void Producer(
        RoutingTables tables, string comment, SteeringSettings steering, List<AuditFinding> findings)
    {
        string subject = $"mangle rule '{comment}'";
        List<int> places = Places(tables.Mangle, rule => rule["comment"] == comment);
        if (places.Count == 0)
        {
            findings.Add(new AuditFinding(
                AuditSeverity.Error, subject,
                "no rule with this comment" + RouterRow.InCodePage(tables.Mangle, "comment", comment),
                "exactly one, byte for byte", []));
            return;
        }
        if (places.Count > 1)
        {
            findings.Add(new AuditFinding(
                AuditSeverity.Error, subject, $"{Amount.Of(places.Count, "rule")} with this comment",
                "one: none is touched", []));
            return;
        }
        RouterRow rule = tables.Mangle[places[0]];
        if (rule.Says("dynamic") || rule.Says("invalid"))
        {
            findings.Add(new AuditFinding(
                AuditSeverity.Error, subject, rule.Says("dynamic") ? "a dynamic rule" : "an invalid rule",
                "a rule of your own that RouterOS takes", []));
            return;
        }
        if (rule["action"] == "mark-routing")
        {
            findings.Add(new AuditFinding(
                AuditSeverity.Error, subject, "action=mark-routing",
                "mark-connection here, and mark-routing by connection-mark in a rule below: a routing mark is of one "
                + "packet, so that the second packet of the connection goes out by the other WAN",
                [Set(rule, $"action=mark-connection new-connection-mark={Mark(steering)} passthrough=yes")]));
            return;
        }
        Match(rule, subject, steering, findings);
        MarkedLater(tables, places[0], subject, findings);
        if (steering.Mode != SteeringMode.Active && !rule.Says("disabled"))
        {
            findings.Add(new AuditFinding(
                AuditSeverity.Warning, subject, "it is on", "off while nobody steers it", [Set(rule, "disabled=yes")]));
        }
        Consumer(tables, places[0], steering, subject, findings);
    }

    private static void Match(
        RouterRow rule, string subject, SteeringSettings steering, List<AuditFinding> findings)
    {
        void Say(AuditSeverity severity, string found, string wanted, string set) =>
            findings.Add(new AuditFinding(severity, subject, found, wanted, [Set(rule, set)]));

        if (rule["action"] != "mark-connection")
        {
            Say(AuditSeverity.Error, $"action={rule["action"]}", "mark-connection", "action=mark-connection");
        }
        if (rule["new-connection-mark"].Length == 0)
        {
            Say(AuditSeverity.Error, "no new-connection-mark", "the mark that the rule below looks for",
                $"new-connection-mark={Mark(steering)}");
        }
        if (rule["chain"] != "prerouting")
            Say(AuditSeverity.Error, $"chain={rule["chain"]}", "prerouting, before the route is chosen",
                "chain=prerouting");
        if (rule["dscp"].Length > 0 && !IsDscp(rule["dscp"]))
            Say(AuditSeverity.Error, $"dscp={rule["dscp"]}",
                "one number, 0 to 63 (EF is 46, AF31 is 26); a rule of its own for each", "dscp=46");
        if (rule["connection-state"] != "new")
            Say(AuditSeverity.Error, $"connection-state={Shown(rule["connection-state"])}",
                "new: established connections would lose their way", "connection-state=new");
        if (rule["connection-mark"].Length == 0)
            Say(AuditSeverity.Warning, "no connection-mark", "no-mark: a connection has one mark, and this one "
                + "overwrites that of QoS or of a manual override", "connection-mark=no-mark");
        if (rule["passthrough"] is "false" or "no")
            Say(AuditSeverity.Error, "passthrough=no", "yes: the first packet must still reach the rule that routes it",
                "passthrough=yes");
        if (rule["in-interface-list"].Length + rule["in-interface"].Length + rule["src-address"].Length == 0)
            Say(AuditSeverity.Warning, "no in-interface-list",
                "the LAN's: else connections from outside are steered too", "in-interface-list=LAN");
        if (rule["dst-address-list"].Length + rule["dst-address"].Length == 0)
            Say(AuditSeverity.Warning, "no dst-address-list",
                "not the LAN: else traffic between its networks is steered", "dst-address-list=!LAN-NETS");
    }

    /// <summary>A mark that is set below cannot be seen above.</summary>
    private static void MarkedLater(
        RoutingTables tables, int place, string subject, List<AuditFinding> findings)
    {
        string mark = tables.Mangle[place]["connection-mark"];
        if (mark is "" or "no-mark" || mark.StartsWith('!'))
            return;
        List<int> makers = Places(tables.Mangle, rule => rule.InUse && rule["new-connection-mark"] == mark);
        if (makers.Count > 0 && makers[0] < place)
            return;
        findings.Add(new AuditFinding(
            AuditSeverity.Error, subject, $"connection-mark={mark}, which "
                + (makers.Count == 0 ? "no rule sets" : "is set further down only"),
            "a mark that a rule above has set: on the first packet it is not there yet",
            makers.Count == 0
                ? [Set(tables.Mangle[place], "connection-mark=no-mark")]
                : [Move(tables.Mangle[makers[0]], tables.Mangle[place])]));
    }

    private static void Consumer(
        RoutingTables tables, int place, SteeringSettings steering, string subject, List<AuditFinding> findings)
    {
        RouterRow producer = tables.Mangle[place];
        string mark = producer["new-connection-mark"];
        if (mark.Length == 0)
            return;
        List<int> consumers = Places(
            tables.Mangle, rule => rule["action"] == "mark-routing" && rule["connection-mark"] == mark);
        if (consumers.Count == 0)
        {
            findings.Add(new AuditFinding(
                AuditSeverity.Error, subject, $"no rule that routes connections marked {mark}",
                "a rule below that is always on: without it the mark has no effect",
                [$"/ip/firewall/mangle/add chain=prerouting in-interface-list=LAN connection-mark={mark} "
                    + $"dst-address-list=!LAN-NETS action=mark-routing new-routing-mark=to_{steering.Alternate} "
                    + "passthrough=no comment=" + RouterCommands.Quoted($"STEER: consumer {steering.Alternate}")]));
            return;
        }
        int at = consumers.FindIndex(index => tables.Mangle[index].InUse);
        RouterRow consumer = tables.Mangle[consumers[Math.Max(at, 0)]];
        string name = $"mangle rule '{consumer["comment"]}'";
        if (!consumer.InUse)
        {
            findings.Add(new AuditFinding(
                AuditSeverity.Error, name, consumer.Says("disabled") ? "it is off" : "it is invalid",
                "always on: it keeps steered connections on their WAN", [Set(consumer, "disabled=no")]));
        }
        if (Index(tables.Mangle, consumer) < place)
        {
            findings.Add(new AuditFinding(
                AuditSeverity.Error, name, "it stands above the rule that marks",
                "below: else the first packet goes out by the other WAN, and the connection with its address",
                [Move(producer, consumer)]));
        }
        if (consumer["connection-state"].Length > 0)
        {
            findings.Add(new AuditFinding(
                AuditSeverity.Error, name, $"connection-state={consumer["connection-state"]}",
                "none: every packet of a steered connection needs its routing mark",
                [Set(consumer, "!connection-state")]));
        }
        Table(tables, consumer, steering, name, findings);
    }
}
