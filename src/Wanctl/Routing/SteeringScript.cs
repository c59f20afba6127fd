using System.Globalization;
using Wanctl.Setup;

namespace Wanctl.Routing;

/// <summary>
/// Writes what the router needs so that steering moves new connections and nothing else: a producer that marks the
/// connection, which is what wanctl switches, and a consumer that is always on and keeps a marked connection on the
/// other WAN for its whole life. Lines for the command line of RouterOS 7, which may be entered again; nothing is sent.
/// </summary>
internal static class SteeringScript
{
    private const string Mangle = "/ip/firewall/mangle";

    /// <summary>The whole set-up, in the order in which it is to be entered.</summary>
    public static IReadOnlyList<string> Lines(SteeringPlan plan)
    {
        var lines = new List<string>();
        Lists(plan, lines);
        Tables(plan, lines);
        Nat(plan, lines);
        Probes(plan, lines);
        Rules(plan, lines);
        FastTrack(lines);
        return lines;
    }

    /// <summary>The rule that wanctl switches; it begins switched off.</summary>
    public static string Producer(SteeringPlan plan, SteeringClass kind) => RouterCommands.Ensure(
        Mangle, Comment(kind.Comment), string.Create(
            CultureInfo.InvariantCulture,
            $"chain=prerouting in-interface-list={RouterText.Value(plan.LanList)} "
            + $"connection-state=new connection-mark=no-mark dscp={kind.Dscp} "
            + $"dst-address-list=!{RouterText.Value(plan.LanNets)} action=mark-connection "
            + $"new-connection-mark={RouterText.Value(plan.Mark)} passthrough=yes"), "disabled=yes");

    /// <summary>The rule that is always on, below.</summary>
    public static string Consumer(SteeringPlan plan) => RouterCommands.Ensure(
        Mangle, Comment(ConsumerName(plan)),
        $"chain=prerouting in-interface-list={RouterText.Value(plan.LanList)} "
        + $"connection-mark={RouterText.Value(plan.Mark)} dst-address-list=!{RouterText.Value(plan.LanNets)} "
        + $"action=mark-routing new-routing-mark={RouterText.Value(plan.Table)} passthrough=no disabled=no");

    private static string ConsumerName(SteeringPlan plan) => $"STEER: consumer {plan.Alternate.Name}";

    private static string Comment(string text) => "comment=" + RouterCommands.Quoted(text);

    private static void Lists(SteeringPlan plan, List<string> lines)
    {
        string list = RouterText.Value(plan.LanList);
        lines.Add("# 1. What is LAN: only what comes from there and does not go there is steered.");
        lines.Add(RouterCommands.AddOnce("/interface/list", $"name={list}"));
        foreach (string name in plan.LanInterfaces)
        {
            lines.Add(RouterCommands.AddOnce(
                "/interface/list/member", $"list={list} interface={RouterText.Value(name)}"));
        }
        foreach (string prefix in plan.LanPrefixes)
        {
            lines.Add(RouterCommands.AddOnce(
                "/ip/firewall/address-list", $"list={RouterText.Value(plan.LanNets)} address={prefix}"));
        }
    }

    private static void Tables(SteeringPlan plan, List<string> lines)
    {
        (SteeredWan primary, SteeredWan other) = (plan.Primary, plan.Alternate);
        string table = RouterText.Value(plan.Table);
        lines.Add("# 2. Where everything goes, and where steered connections go; each falls back to the other WAN.");
        lines.Add(Route(primary.Gateway, "main", 1, check: true, primary.Name));
        lines.Add(Route(other.Gateway, "main", 2, check: true, other.Name));
        lines.Add(RouterCommands.AddOnce("/routing/table", $"name={table}", " fib"));
        lines.Add(Route(other.Gateway, table, 1, check: true, $"{plan.Table}: {other.Name}"));
        lines.Add(Route(primary.Gateway, table, 2, check: false, $"{plan.Table}: {primary.Name} as reserve"));
    }

    private static void Nat(SteeringPlan plan, List<string> lines)
    {
        lines.Add("# 3. Addresses are translated on whichever WAN a packet leaves by.");
        foreach (SteeredWan wan in (ReadOnlySpan<SteeredWan>)[plan.Primary, plan.Alternate])
        {
            lines.Add(RouterCommands.Ensure("/ip/firewall/nat", Comment($"NAT: {wan.Name}"),
                $"chain=srcnat out-interface={RouterText.Value(wan.Interface)} action=masquerade disabled=no"));
        }
    }

    private static void Probes(SteeringPlan plan, List<string> lines)
    {
        lines.Add("# 4. Each link's echoes leave by that link and by no other, or both measure the same line.");
        foreach (SteeredWan wan in (ReadOnlySpan<SteeredWan>)[plan.Primary, plan.Alternate])
        {
            string table = RouterText.Value($"probe_{wan.Name}");
            lines.Add(RouterCommands.AddOnce("/routing/table", $"name={table}", " fib"));
            lines.Add(Route(wan.Gateway, table, 1, check: false, $"probe: {wan.Name}"));
            lines.Add(RouterCommands.Ensure("/routing/rule", Comment($"probe: {wan.Name}"),
                $"src-address={wan.ProbeAddress}/32 action=lookup-only-in-table table={table} disabled=no"));
        }
    }

    private static void Rules(SteeringPlan plan, List<string> lines)
    {
        lines.Add("# 5. The rules that are switched, and below them the one that keeps steered connections steered.");
        lines.Add("#    Rules above with passthrough=no take packets away: look with /ip/firewall/mangle/print.");
        foreach (SteeringClass kind in plan.Classes)
            lines.Add(Producer(plan, kind));
        lines.Add(Consumer(plan));
        // One that came later than the rule below it has to stand above it all the same.
        foreach (SteeringClass kind in plan.Classes)
        {
            lines.Add($"{Mangle}/move [find {Comment(kind.Comment)}] "
                + $"destination=[find {Comment(ConsumerName(plan))}]");
        }
    }

    private static void FastTrack(List<string> lines)
    {
        lines.Add("# 6. Fasttracked packets pass neither mangle rules nor queues.");
        lines.Add("/ip/firewall/filter/disable [find action=fasttrack-connection]");
    }

    private static string Route(string gateway, string table, int distance, bool check, string comment) =>
        RouterCommands.Ensure("/ip/route", Comment(comment), string.Create(
            CultureInfo.InvariantCulture,
            $"dst-address=0.0.0.0/0 gateway={RouterText.Value(gateway)} routing-table={table} ")
        + string.Create(CultureInfo.InvariantCulture, $"distance={distance}{(check ? " check-gateway=ping" : "")} ")
        + "disabled=no");
}
