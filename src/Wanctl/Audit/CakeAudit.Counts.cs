using Wanctl.Counting;

namespace Wanctl.Audit;

/// <content>What the CAKEs have counted, held against what has passed.</content>
internal sealed partial class CakeAudit
{
    private void ExamineCounts(Passage? passage)
    {
        if (passage is null)
            return;
        ExamineCount(passage, Download, down: true);
        ExamineCount(passage, Upload, down: false);
    }

    private void ExamineCount(Passage passage, string name, bool down)
    {
        CountVerdict verdict = down ? passage.Down : passage.Up;
        if (verdict == CountVerdict.Fine)
            return;
        string counted = Passage.Size(down ? passage.DownBytes : passage.UpBytes);
        Add(verdict == CountVerdict.Nothing ? AuditSeverity.Error : AuditSeverity.Warning, name,
            $"{counted} counted as {Way(down)} while {passage.Carried(down)}: packets go past this CAKE",
            "what passes. They go past by flow offload, in nftables or in the card, by another interface than this "
            + "one, or, toward an IFB, where no filter redirects them",
            "nft list flowtables", $"ethtool -k {Upload}", $"tc -s qdisc show dev {name}", "ip route show default");
    }
}
