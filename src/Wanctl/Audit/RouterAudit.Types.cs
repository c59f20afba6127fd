using System.Globalization;
using System.Linq;
using Wanctl.Core.Units;
using Wanctl.Host.Router;
using Wanctl.Setup;
using Wanctl.Wire.Cake;

namespace Wanctl.Audit;

/// <content>CAKE's set-up, and which packets reach it.</content>
internal sealed partial class RouterAudit
{
    private void ExamineType(string queue, string typeName, bool down, IReadOnlyList<string> use)
    {
        RouterRow? type = _survey.Types.FirstOrDefault(row => row["name"] == typeName);
        if (type is null || type["kind"] != "cake")
        {
            string kind = type is null ? "no such type" : "kind " + Shown(type["kind"]);
            Add(AuditSeverity.Warning, queue, $"queue type '{typeName}' ({kind})",
                "CAKE: another kind lets one download delay all others", [.. use]);
            return;
        }
        if (type.Rate("cake-bandwidth") is > 0)
        {
            Add(AuditSeverity.Warning, typeName, $"cake-bandwidth {type["cake-bandwidth"]}",
                "0: the queue's max-limit is the shaper, and of two in a row the slower decides",
                RouterCommands.SetType(typeName, "cake-bandwidth=0"));
        }
        if (type.Says("cake-autorate-ingress"))
        {
            Add(AuditSeverity.Error, typeName, "cake-autorate-ingress: CAKE moves its bandwidth itself",
                "one controller", RouterCommands.SetType(typeName, "cake-autorate-ingress=no cake-bandwidth=0"));
        }
        ExamineFlows(typeName, type, down);
        ExamineFraming(typeName, type);
    }

    private void ExamineFlows(string name, RouterRow type, bool down)
    {
        string near = RouterCommands.Isolation(down);
        string[] far = down ? ["dual-srchost", "srchost"] : ["dual-dsthost", "dsthost"];
        if (far.Contains(type["cake-flowmode"]))
        {
            Add(AuditSeverity.Warning, name,
                $"cake-flowmode {type["cake-flowmode"]}: isolation of the hosts on the Internet",
                $"{near}, which shares the line between the hosts at home",
                RouterCommands.SetType(name, "cake-flowmode=" + near));
        }
        if (type.Has("cake-nat") && !type.Says("cake-nat") && type["cake-flowmode"] is not ("flows" or "flowblind"))
        {
            Add(AuditSeverity.Notice, name, "cake-nat=no: behind NAT all hosts at home look like one",
                "yes", RouterCommands.SetType(name, "cake-nat=yes"));
        }
        if (down && type["cake-ack-filter"] is "filter" or "aggressive")
        {
            Add(AuditSeverity.Notice, name, $"cake-ack-filter {type["cake-ack-filter"]} on the download",
                "none: acknowledgements fill the upload, if anything",
                RouterCommands.SetType(name, "cake-ack-filter=none"));
        }
    }

    private void ExamineFraming(string name, RouterRow type)
    {
        string scheme = type["cake-overhead-scheme"];
        LineKind? named = LineKind.OfScheme(scheme);
        // Numbers that stand beside a scheme overrule it; 0 is how RouterOS shows that none was given.
        int overhead = Whole(type["cake-overhead"]) is { } given and not 0 ? given : named?.Overhead ?? 0;
        uint mpu = Whole(type["cake-mpu"]) is { } least and > 0 ? (uint)least : named?.Mpu ?? 0;
        CakeCells cells = type["cake-atm"] switch
        {
            "atm" => CakeCells.Atm,
            "ptm" => CakeCells.Ptm,
            _ => named?.Cells ?? CakeCells.None,
        };
        bool raw = scheme is "" or "raw" && overhead == 0;
        string found = string.Create(CultureInfo.InvariantCulture, $"overhead {overhead}, mpu {mpu}")
            + (scheme.Length > 0 ? $" (scheme {scheme})" : "");
        if (_line is not { } line)
        {
            if (raw)
            {
                Add(AuditSeverity.Notice, name, "no overhead (raw)",
                    "that of the line, or packets weigh more there than CAKE counts; cake.line names its kind");
            }
            return;
        }
        bool less = cells != line.Cells || overhead < line.Overhead || mpu < line.Mpu;
        bool more = overhead > line.Overhead || mpu > line.Mpu;
        if (!less && !more)
            return;
        Add(less ? AuditSeverity.Warning : AuditSeverity.Notice, name, found,
            less
                ? $"{line.Scheme}: CAKE counts packets shorter than the line does, and the queue moves to the modem"
                : $"{line.Scheme}: CAKE counts packets longer than the line does, which costs a little rate",
            RouterCommands.SetType(name, $"cake-overhead-scheme={line.Scheme}"
                + (cells == line.Cells ? "" : $" cake-atm={line.Cells.ToString().ToLowerInvariant()}")));
    }

    private bool IsCake(string typeName) =>
        _survey.Types.Any(row => row["name"] == typeName && row["kind"] == "cake");

    /// <summary>The command that makes our own CAKE type of a direction; none where there is such a type.</summary>
    private IEnumerable<string> MakeType(bool down) =>
        IsCake(TypeName(down)) ? [] : [RouterCommands.EnsureType(TypeName(down), down, _line)];

    /// <summary>A mark that nobody gives, and packets that pass by.</summary>
    private void ExamineWay(RouterRow queue, bool down)
    {
        string name = queue["name"];
        bool marked = MarkOf(queue) != RouterCommands.NoMark;
        RouterRow? twin = _survey.Trees.FirstOrDefault(other => other["name"] != name && !other.Says("disabled")
            && other["parent"] == queue["parent"] && MarkOf(other) == MarkOf(queue)
            && other["name"] != _link.DownloadQueue && other["name"] != _link.UploadQueue);
        if (twin is not null)
        {
            Add(AuditSeverity.Warning, name,
                $"the queue '{twin["name"]}' for the same packets (parent {queue["parent"]}, mark {MarkOf(queue)})",
                "one: only one of them gets the packets; with two WANs `wanctl setup --marks` tells them apart",
                $"{TreeMenu}/print where parent={RouterCommands.Quoted(queue["parent"])}");
        }
        if (marked)
        {
            string[] marks = queue["packet-mark"].Split(',');
            RouterRow[] givers = [.. _survey.Mangle.Concat(_survey.Mangle6).Where(rule =>
                rule["action"] == "mark-packet" && marks.Contains(rule["new-packet-mark"]))];
            if (givers.All(rule => rule.Says("disabled")))
            {
                Add(AuditSeverity.Error, name, $"packet-mark {queue["packet-mark"]}, which no rule of mangle gives",
                    down ? "a rule that marks what comes in through the WAN" : "no mark: the parent decides", down
                        ? MarkAgain(givers, marks[0])
                        : [RouterCommands.SetQueue(TreeMenu, name, "packet-mark=\"\"")]);
            }
        }
        if (queue["parent"] == "global")
            ReportFastTrack(name, "a queue with parent=global never sees them");
        else if (marked)
            ReportFastTrack(name, "they carry no packet mark");
    }

    /// <summary>Switches a rule on that is there and off; else makes one.</summary>
    private static string[] MarkAgain(RouterRow[] givers, string mark) => givers.Length == 0
        ? [RouterCommands.MarkDownload("ip", "WAN-INTERFACE", mark)]
        :
        [
            .. givers.Select(rule => rule["new-packet-mark"]).Distinct().Select(given =>
                $"/ip/firewall/mangle/enable [find new-packet-mark={RouterCommands.Quoted(given)}]"),
        ];

    private void ReportFastTrack(string name, string why)
    {
        foreach ((string family, IReadOnlyList<RouterRow> rules) in
            new[] { ("ip", _survey.FastTrack), ("ipv6", _survey.FastTrack6) })
        {
            int active = rules.Count(rule => !rule.Says("disabled") && !rule.Says("invalid"));
            if (active == 0)
                continue;
            Add(AuditSeverity.Error, name,
                $"{Amount.Of(active, "active FastTrack rule")} in /{family}/firewall/filter",
                $"none, for most packets go past the queue: {why}", RouterCommands.DisableFastTrack(family));
        }
    }

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;
}
