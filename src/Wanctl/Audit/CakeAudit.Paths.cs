using System.Linq;
using Wanctl.Host.Cake;
using Wanctl.Wire.Cake;

namespace Wanctl.Audit;

/// <summary>Which way packets take: the right direction, fed by the right interface, shaped once.</summary>
internal sealed partial class CakeAudit
{
    /// <summary>Qdiscs in a row on one interface; nobody has as many.</summary>
    private const int MaxDepth = 16;

    private void ExamineDirections()
    {
        SurveyedLink? down = _survey.Find(Download), up = _survey.Find(Upload);
        if (down is null || up is null)
            return;
        if (up.Kind == "ifb" && down.Kind != "ifb")
        {
            Add(AuditSeverity.Error, Upload, "an IFB for the upload, and a sending interface for the download",
                $"the other way round: cake.download_interface: {Upload}, cake.upload_interface: {Download}");
            return;
        }
        if (down.Kind == "ifb")
            ExamineFeed(down, up);
        ExamineIngress(down, up);
    }

    /// <summary>An IFB shapes what is redirected to it, and nothing else.</summary>
    private void ExamineFeed(SurveyedLink ifb, SurveyedLink wan)
    {
        var sources = new List<string>();
        bool fed = false;
        foreach (SurveyedRedirect redirect in _survey.Redirects)
        {
            if (redirect.To != ifb.Index)
                continue;
            fed |= redirect.From == wan.Index;
            sources.Add(_survey.NameOf(redirect.From));
        }
        if (fed)
            return;
        string[] feed =
        [
            $"tc qdisc replace dev {wan.Name} handle ffff: ingress",
            $"tc filter add dev {wan.Name} parent ffff: protocol all matchall "
                + $"action mirred egress redirect dev {ifb.Name}",
        ];
        if (sources.Count == 0)
        {
            Add(AuditSeverity.Error, ifb.Name, "an IFB that nothing is redirected to",
                $"what comes in through {wan.Name}, or the download is not shaped", feed);
            return;
        }
        Add(AuditSeverity.Error, ifb.Name, $"an IFB that {string.Join(" and ", sources.Distinct())} feeds",
            $"one that {wan.Name} feeds (cake.upload_interface): what comes in there is the download", feed);
    }

    /// <summary>Behind the bottleneck what is dropped has used the line already; before it, it has not.</summary>
    private void ExamineIngress(SurveyedLink down, SurveyedLink up)
    {
        foreach (SurveyedLink link in new[] { down, up })
        {
            List<SurveyedQdisc> cakes = CakesOf(link.Index, out _);
            if (cakes.Count != 1 || cakes[0].Setup is not { } setup)
                continue;
            if (link == down && link.Kind == "ifb" && !setup.Ingress)
            {
                Add(AuditSeverity.Warning, link.Name, "CAKE without ingress",
                    "ingress, for it stands behind the bottleneck: dropped packets have used the line too",
                    Change(link.Name, cakes[0], "ingress"));
            }
            else if (link == up && setup.Ingress)
            {
                Add(AuditSeverity.Warning, link.Name, "CAKE with ingress for the upload",
                    "egress, for it stands before the bottleneck", Change(link.Name, cakes[0], "egress"));
            }
        }
    }

    /// <summary>
    /// Another CAKE with a bandwidth may stand in the way of the same packets; only the operator knows.
    /// </summary>
    private void ExamineOthers()
    {
        foreach (SurveyedQdisc qdisc in _survey.Qdiscs)
        {
            string name = _survey.NameOf(qdisc.Index);
            bool shapes = qdisc.Setup is CakeSetup { BytesPerSecond: > 0 } && qdisc.Handle != 0;
            if (!shapes || _configured.Any(other => _survey.Find(other)?.Index == qdisc.Index))
                continue;
            Add(AuditSeverity.Warning, name, "a CAKE with a bandwidth that no link here moves",
                "none on the way of the same packets: of two shapers in a row the slower decides",
                $"tc qdisc del dev {name} root");
        }
    }
}
