using System.Linq;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Router;
using Wanctl.Setup;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Audit;

/// <content>A simple queue, whose target decides what the halves of its pairs mean.</content>
internal sealed partial class RouterAudit
{
    private void ExamineSimple()
    {
        string name = _link.DownloadQueue;
        List<RouterRow> rows = [.. _survey.Simples.Where(row => row["name"] == name)];
        if (rows.Count != 1)
        {
            Add(AuditSeverity.Error, name, rows.Count == 0
                ? "no such queue in /queue/simple" + RouterRow.InCodePage(_survey.Simples, "name", name)
                : "several of this name",
                "one, or another name in the configuration", "/queue/simple/print");
            return;
        }
        RouterRow queue = rows[0];
        TargetSide side = ExamineTarget(queue);
        ExamineState(SimpleMenu, queue, side);
        string[] buckets = queue["bucket-size"].Split('/');
        ExamineBucket(SimpleMenu, queue, buckets.Max(Decimal));
        string[] types = queue["queue"].Split('/');
        if (types.Length == 2 && side != TargetSide.Unknown)
        {
            bool wan = side == TargetSide.Wan;
            // A half that is CAKE stays; both halves that are not are set together.
            bool firstFine = IsCake(types[0]), secondFine = IsCake(types[1]);
            string both = $"{(firstFine ? types[0] : TypeName(down: wan))}/"
                + (secondFine ? types[1] : TypeName(down: !wan));
            string[] mend =
            [
                .. firstFine ? [] : MakeType(down: wan), .. secondFine ? [] : MakeType(down: !wan),
                RouterCommands.SetQueue(SimpleMenu, name, "queue=" + RouterCommands.Quoted(both)),
            ];
            ExamineType(name, types[0], down: wan, mend);
            ExamineType(name, types[1], down: !wan, mend);
        }
        ReportFastTrack(name, "simple queues never see them");
    }

    /// <summary>Where the queue's target lies; what cannot be told, or is told in two ways, is an error.</summary>
    private TargetSide ExamineTarget(RouterRow queue)
    {
        string name = queue["name"];
        string target = Target(queue);
        TargetVerdict seen = new TargetJudge(_survey.Targets).Judge(queue["target"], queue["dst"]);
        TargetSide said = RouterTargets.SideOf(_link.Target);
        if (said == TargetSide.Unknown && seen.Side == TargetSide.Unknown)
        {
            Add(AuditSeverity.Error, name, $"{target}, and {seen.Why}{Hint(queue)}",
                "queues.target: lan (its pairs are upload/download) or queues.target: wan (download/upload) in the "
                + "configuration; nothing is written before", "/interface/list/member/print", "/ip/route/print");
        }
        else if (said != TargetSide.Unknown && seen.Side != TargetSide.Unknown && said != seen.Side)
        {
            Add(AuditSeverity.Error, name,
                $"{target}, where {seen.Why}, so that its pairs are {TargetVerdict.PairOf(seen.Side)}; "
                + $"queues.target: {Word(said)} takes them for {TargetVerdict.PairOf(said)}",
                $"queues.target: {Word(seen.Side)}, or no such key: as it is, wanctl gives each direction the other's "
                + "limit");
        }
        return said != TargetSide.Unknown ? said : seen.Side;
    }

    /// <summary>How the pairs of the link's simple queue are read; null where that is not known.</summary>
    public static string? PairFact(RouterSurvey survey, LinkSettings link)
    {
        if (link.Router.Queues != QueueKind.Simple
            || survey.Simples.FirstOrDefault(row => row["name"] == link.DownloadQueue) is not { } queue)
            return null;
        TargetVerdict verdict = RouterTargets.Of(link.Target, queue, survey.Targets);
        return verdict.Side == TargetSide.Unknown ? null
            : $"queue '{queue["name"]}': {Target(queue)} is the {Word(verdict.Side).ToUpperInvariant()} "
                + $"({verdict.Why}), so that its pairs are {TargetVerdict.PairOf(verdict.Side)}";
    }

    private static string Target(RouterRow queue) => queue["target"].Length == 0
        ? "an empty target"
        : $"target {queue["target"]}";

    private static string Word(TargetSide side) => side == TargetSide.Wan ? "wan" : "lan";

    /// <summary>
    /// What the limits that stand there look like. It decides nothing: wanctl itself may have set them.
    /// </summary>
    private string Hint(RouterRow queue)
    {
        Rate down = _link.Download.Ceiling, up = _link.Upload.Ceiling;
        if (queue.RatePair("max-limit") is not { } pair || down == up)
            return "";
        (long First, long Second) turned = (down.BitsPerSecond, up.BitsPerSecond);
        return pair == turned
            ? $" (its max-limit {queue["max-limit"]} is the ceilings as download/upload, so that it looks like the WAN)"
            : pair == (turned.Second, turned.First)
                ? $" (its max-limit {queue["max-limit"]} is the ceilings as upload/download, as for the LAN)"
                : "";
    }
}
