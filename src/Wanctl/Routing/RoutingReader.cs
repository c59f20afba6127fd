using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Net;
using Wanctl.Host.Router;

namespace Wanctl.Routing;

/// <summary>Reads what steering needs of a router. It only prints; nothing on the router changes.</summary>
internal static class RoutingReader
{
    private const string Rule = "=.proplist=.id,chain,action,comment,disabled,invalid,dynamic,dscp,connection-state,"
        + "connection-mark,new-connection-mark,new-routing-mark,passthrough,in-interface,in-interface-list,"
        + "out-interface,src-address,dst-address,dst-address-list";

    /// <summary>Connects, reads and leaves.</summary>
    /// <param name="router">Whose rules they are.</param>
    /// <param name="dialer">Connects.</param>
    /// <param name="facts">What the router did not show, and how much it did.</param>
    /// <exception cref="RouterClientException">The router cannot be asked.</exception>
    public static RoutingTables Read(RouterSettings router, IRouterDialer dialer, out IReadOnlyList<string> facts)
    {
        using RouterClient client = RouterClient.Open(router, dialer);
        var unread = new List<string>();
        var tables = new RoutingTables
        {
            Mangle = Print("/ip/firewall/mangle", Rule),
            Filter = Print("/ip/firewall/filter", Rule, "?action=fasttrack-connection"),
            Nat = Print("/ip/firewall/nat", Rule, "?chain=srcnat"),
            Routes = Print(
                "/ip/route", "=.proplist=dst-address,routing-table,gateway,disabled", "?dst-address=0.0.0.0/0"),
            Tables = Print("/routing/table", "=.proplist=name"),
            Rules = Print("/routing/rule", "=.proplist=src-address,action,table,disabled"),
        };
        string name = $"router {router.Host}:{router.Port}";
        facts =
        [
            $"{name}: {Amount.Of(tables.Mangle.Count, "mangle rule")}, "
                + $"{Amount.Of(tables.Tables.Count, "routing table")}, "
                + Amount.Of(tables.Routes.Count, "default route"),
            .. unread,
        ];
        return tables;

        IReadOnlyList<RouterRow> Print(string menu, params string[] words)
        {
            RouterAnswer answer = client.Ask([menu + "/print", .. words]);
            if (answer.Complaint is { } complaint)
                unread.Add($"{menu} is not shown: {complaint}");
            return answer.Rows;
        }
    }
}
