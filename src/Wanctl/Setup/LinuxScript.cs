using System.Globalization;

namespace Wanctl.Setup;

/// <summary>The commands that make the two CAKEs on a Linux machine, for a root shell; printed and never run.</summary>
internal static class LinuxScript
{
    /// <summary>Writes it; where the download has an IFB, with what feeds it.</summary>
    public static string Of(SetupPlan plan)
    {
        string up = plan.Up.Mbps.ToString("0.###", CultureInfo.InvariantCulture);
        string down = plan.Down.Mbps.ToString("0.###", CultureInfo.InvariantCulture);
        string words = plan.Kind.Keywords;
        bool ifb = plan.Lan.StartsWith("ifb", StringComparison.Ordinal);
        string ingress = ifb ? " ingress" : "";
        const string isolation = "besteffort dual-dsthost nat";
        string feed = ifb ? $"""

            tc qdisc replace dev {plan.Wan} handle ffff: ingress
            tc filter add dev {plan.Wan} parent ffff: protocol all matchall action mirred egress redirect dev {plan.Lan}
            """ : "";
        string make = ifb ? $"""
            ip link add {plan.Lan} type ifb
            ip link set {plan.Lan} up

            """ : "";
        return $"""
            # CAKE for wanctl, line '{plan.Name}' ({plan.Line.Title}). Run it as root whenever {plan.Wan} comes up.

            # upload: what leaves through {plan.Wan}
            tc qdisc replace dev {plan.Wan} root cake bandwidth {up}mbit diffserv4 dual-srchost nat {words}

            # download: what {(ifb ? $"comes in through {plan.Wan}, by way of an IFB" : $"leaves through {plan.Lan}")}
            {make}tc qdisc replace dev {plan.Lan} root cake bandwidth {down}mbit {isolation}{ingress} {words}{feed}

            """.ReplaceLineEndings("\n");
    }
}
