using System.Globalization;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Host.Tell;

/// <summary>Says who refused to set which limit, in whose words, and what to do about it.</summary>
internal static class RefusalWords
{
    /// <summary>The sentence.</summary>
    /// <param name="link">The link.</param>
    /// <param name="down">Whether it is the limit toward the user.</param>
    /// <param name="refused">The limit that was refused.</param>
    /// <param name="applied">The limit in force; zero where it is not known.</param>
    /// <param name="said">The words of the router or the kernel; may be empty.</param>
    public static string Of(LinkSettings link, bool down, Rate refused, Rate applied, string said)
    {
        bool kernel = link.Router.Transport == RouterTransport.LinuxCake;
        string queue = down ? link.DownloadQueue : link.UploadQueue;
        string who = kernel ? "the kernel" : $"router {link.Router.Host}";
        string what = kernel ? $"the CAKE of {queue}" : queue;
        string direction = !kernel && link.Router.Queues == QueueKind.Simple ? down ? " (download)" : " (upload)" : "";
        string stays = applied == Rate.Zero ? "" : $"; {Short(applied)} stays in force";
        string words = said.Length == 0 ? "no reason given" : $"\"{said}\"";
        return $"{who} refused to set {what}{direction} to {Short(refused)}: {words}{stays}; "
            + (kernel ? KernelCure(said) : RouterCure(link, queue, said));
    }

    private static string RouterCure(LinkSettings link, string queue, string said)
    {
        bool simple = link.Router.Queues == QueueKind.Simple;
        string menu = simple ? "/queue/simple" : "/queue/tree";
        if (Says(said, "permission") || Says(said, "not allowed"))
        {
            return $"the user's group lacks \"write\": on the router, "
                + $"/user/group/set [/user/get [find name=\"{link.Router.User}\"] group] policy=api,read,write";
        }
        if (Says(said, "limit-at"))
        {
            return "limit-at is above the wanted limit: on the router, "
                + $"{menu}/set [find name=\"{queue}\"] limit-at={(simple ? "0/0" : "0")}";
        }
        return Says(said, "out of range")
            ? "the router takes no such limit: set ceiling_mbps and floor_mbps within the range that it names"
            : $"look at it with {menu}/print detail where name=\"{queue}\", and with wanctl check --router";
    }

    private static string KernelCure(string said) => Says(said, "not permitted")
        ? "wanctl needs CAP_NET_ADMIN: wanctl install again, or run it as root"
        : "look at it with tc -s qdisc, and with wanctl check --router";

    private static bool Says(string said, string word) => said.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>As RouterOS writes it: 188M, 22.5M.</summary>
    private static string Short(Rate rate) => rate.Mbps.ToString("0.###", CultureInfo.InvariantCulture) + "M";
}
