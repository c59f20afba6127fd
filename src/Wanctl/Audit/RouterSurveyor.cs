using System.Diagnostics;
using Wanctl.Core.Settings;
using Wanctl.Host.Net;
using Wanctl.Host.Router;

namespace Wanctl.Audit;

/// <summary>Reads a router over its API. It only prints; nothing on the router changes.</summary>
internal static class RouterSurveyor
{
    /// <summary>Requests that are timed.</summary>
    public const int Requests = 20;

    private const string Rule = "=.proplist=.id,chain,action,new-packet-mark,packet-mark,in-interface,"
        + "in-interface-list,out-interface,"
        + "src-address,dst-port,address-list,address-list-timeout,connection-mark,connection-state,"
        + "new-connection-mark,new-routing-mark,dscp,passthrough,disabled,invalid,dynamic,comment";

    /// <summary>Connects, reads and leaves.</summary>
    /// <exception cref="RouterClientException">The router cannot be asked.</exception>
    public static RouterSurvey Read(RouterSettings router, IRouterDialer dialer)
    {
        using RouterClient client = RouterClient.Open(router, dialer);
        var unread = new Dictionary<string, string>(StringComparer.Ordinal);
        IReadOnlyList<RouterRow> resource = Print("/system/resource",
            "=.proplist=version,board-name,uptime,cpu-load,write-sect-since-reboot,write-sect-total,bad-blocks");
        return new RouterSurvey
        {
            User = router.User,
            Box = client.LocalAddress,
            Resource = resource.Count > 0 ? resource[0] : new RouterRow(),
            Identity = Print("/system/identity", "=.proplist=name") is [{ } identity, ..] ? identity["name"] : "",
            Trees = Print("/queue/tree", "=.proplist=.id,name,parent,packet-mark,queue,max-limit,limit-at,burst-limit,"
                + "bucket-size,disabled,invalid"),
            Simples = Print("/queue/simple", "=.proplist=.id,name,target,dst,parent,packet-marks,queue,max-limit,"
                + "burst-limit,bucket-size,disabled,invalid"),
            Types = Print("/queue/type", "=.proplist=.id,name,kind,cake-bandwidth,cake-autorate-ingress,cake-overhead,"
                + "cake-overhead-scheme,cake-mpu,cake-atm,cake-diffserv,cake-flowmode,cake-nat,cake-ack-filter"),
            Interfaces = Print("/interface", "=.proplist=.id,name,type,disabled"),
            FastTrack = Print("/ip/firewall/filter", Rule, "?action=fasttrack-connection"),
            FastTrack6 = Print("/ipv6/firewall/filter", Rule, "?action=fasttrack-connection"),
            Mangle = Print("/ip/firewall/mangle", Rule),
            Mangle6 = Print("/ipv6/firewall/mangle", Rule),
            Services = Print("/ip/service",
                "=.proplist=name,port,address,certificate,tls-version,max-sessions,disabled",
                "?name=api", "?name=api-ssl", "?#|"),
            Users = Print("/user", "=.proplist=.id,name,group,address,disabled"),
            Groups = Print("/user/group", "=.proplist=.id,name,policy"),
            Schedulers = Print("/system/scheduler", "=.proplist=.id,name,interval,on-event,policy,disabled"),
            Targets = RouterTargets.Read(client),
            Latencies = Time(client),
            Unread = unread,
        };

        IReadOnlyList<RouterRow> Print(string menu, params string[] words)
        {
            RouterAnswer answer = client.Ask([menu + "/print", .. words]);
            if (answer.Complaint is { } complaint)
                unread[menu] = complaint;
            return answer.Rows;
        }
    }

    private static List<double> Time(RouterClient client)
    {
        var latencies = new List<double>();
        for (int i = 0; i < Requests; i++)
        {
            long start = Stopwatch.GetTimestamp();
            client.Ask("/system/identity/print", "=.proplist=name");
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        latencies.Sort();
        return latencies;
    }
}
