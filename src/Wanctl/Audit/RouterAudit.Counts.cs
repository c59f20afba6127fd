using System.Linq;
using Wanctl.Core.Settings;
using Wanctl.Counting;
using Wanctl.Host.Router;
using Wanctl.Setup;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Audit;

/// <content>What the queues have counted, held against what has passed.</content>
internal sealed partial class RouterAudit
{
    /// <summary>The interface toward the Internet of a link; null where nothing tells which one it is.</summary>
    public static string? WanOf(RouterSurvey survey, LinkSettings link)
    {
        var judge = new TargetJudge(survey.Targets);
        bool simple = link.Router.Queues == QueueKind.Simple;
        string near = simple
            ? survey.Simples.FirstOrDefault(row => row["name"] == link.DownloadQueue)?["target"] ?? ""
            : survey.Trees.FirstOrDefault(row => row["name"] == link.UploadQueue)?["parent"] ?? "";
        bool known = simple ? judge.Wans.Contains(near) : survey.Interfaces.Any(row => row["name"] == near);
        return known ? near : judge.Wans.Count == 1 ? judge.Wans.First() : null;
    }

    private void ExamineCounts(Passage? passage)
    {
        if (passage is null)
            return;
        ExamineCount(passage, _link.DownloadQueue, down: true);
        ExamineCount(passage, _link.UploadQueue, down: false);
    }

    private void ExamineCount(Passage passage, string queue, bool down)
    {
        CountVerdict verdict = down ? passage.Down : passage.Up;
        if (verdict == CountVerdict.Fine)
            return;
        string way = down ? "download" : "upload";
        string counted = Passage.Size(down ? passage.DownBytes : passage.UpBytes);
        Add(verdict == CountVerdict.Nothing ? AuditSeverity.Error : AuditSeverity.Warning, queue,
            $"{counted} counted as {way} while {passage.Carried(down)}: packets go past the queue",
            "what passes. They go past by FastTrack, by hardware offload of the switch or bridge, where the parent is "
            + "not the interface that they leave through, or where they carry another packet mark than the queue's",
            [.. Looks(queue, down)]);
    }

    /// <summary>Where to look, the likeliest cause first; FastTrack is switched off where the queue needs it.</summary>
    private IEnumerable<string> Looks(string queue, bool down)
    {
        bool simple = _link.Router.Queues == QueueKind.Simple;
        RouterRow? row = (simple ? _survey.Simples : _survey.Trees).FirstOrDefault(one => one["name"] == queue);
        bool global = simple || row?["parent"] == "global" || (row is not null && MarkOf(row) != RouterCommands.NoMark);
        foreach ((string family, IReadOnlyList<RouterRow> rules) in
            new[] { ("ip", _survey.FastTrack), ("ipv6", _survey.FastTrack6) })
        {
            if (rules.Any(rule => rule.InUse))
            {
                yield return global
                    ? RouterCommands.DisableFastTrack(family)
                    : $"/{family}/firewall/filter/print where action=fasttrack-connection";
            }
        }
        yield return "/interface/bridge/port/print";
        yield return "/interface/ethernet/switch/print";
        string menu = simple ? SimpleMenu : TreeMenu;
        yield return $"{menu}/print stats where name={RouterCommands.Quoted(queue)}";
        if (row is not null && MarkOf(row) != RouterCommands.NoMark && !simple)
            yield return $"/ip/firewall/mangle/print stats where new-packet-mark={RouterCommands.Quoted(MarkOf(row))}";
    }
}
