using System.Globalization;
using Wanctl.Core.Settings;
using Wanctl.Counting;
using Wanctl.Host.Cake;
using Wanctl.Host.Tell;
using Wanctl.Wire.Cake;
using Wanctl.Wire.Cake.Dialogue;
using Wanctl.Wire.Netlink;

namespace Wanctl.Audit;

/// <summary>
/// Holds what a kernel has against what a link needs: a function of its arguments, without a look at the machine.
/// </summary>
internal sealed partial class CakeAudit
{
    private readonly KernelSurvey _survey;
    private readonly LinkSettings _link;
    private readonly LineKind? _line;
    private readonly IReadOnlySet<string> _configured;
    private readonly List<AuditFinding> _findings = [];

    private CakeAudit(KernelSurvey survey, LinkSettings link, LineKind? line, IReadOnlySet<string> configured)
    {
        _survey = survey;
        _link = link;
        _line = line;
        _configured = configured;
    }

    /// <summary>Examines one link.</summary>
    /// <param name="survey">What the kernel has.</param>
    /// <param name="link">The link, with transport linux-cake.</param>
    /// <param name="line">The kind of line; null where it is not known.</param>
    /// <param name="configured">The interfaces of all links that are examined together.</param>
    /// <param name="passage">What the CAKEs have counted in some seconds; null where nobody has looked.</param>
    /// <returns>The findings, those of the download first; empty where all is well.</returns>
    public static IReadOnlyList<AuditFinding> Examine(
        KernelSurvey survey,
        LinkSettings link,
        LineKind? line,
        IReadOnlySet<string> configured,
        Passage? passage = null)
    {
        var audit = new CakeAudit(survey, link, line, configured);
        audit.Examine();
        audit.ExamineCounts(passage);
        return audit._findings;
    }

    private string Download => _link.DownloadQueue;

    private string Upload => _link.UploadQueue;

    private void Examine()
    {
        ExamineInterface(Download);
        ExamineInterface(Upload);
        ExamineNames();
        ExamineDirections();
        ExamineOthers();
    }

    private void ExamineInterface(string name)
    {
        if (_survey.Find(name) is not { } link)
        {
            bool ifb = name.StartsWith("ifb", StringComparison.Ordinal);
            Add(AuditSeverity.Error, name, "no such interface", "one; or another name in the configuration",
                ifb ? [$"ip link add {name} type ifb", $"ip link set {name} up"] : ["ip link show"]);
            return;
        }
        if (!link.Running)
            Add(AuditSeverity.Error, name, "the interface down or without carrier", "it up", $"ip link set {name} up");
        List<SurveyedQdisc> cakes = CakesOf(link.Index, out bool byDefault);
        if (cakes.Count == 1)
        {
            ExamineSetup(name, cakes[0]);
            ExamineParents(name, cakes[0]);
            return;
        }
        CakeQueueState state = cakes.Count > 1 ? CakeQueueState.Several
            : byDefault ? CakeQueueState.Fixed : CakeQueueState.NoCake;
        (string found, string wanted) = state switch
        {
            CakeQueueState.Several => (
                $"{cakes.Count} CAKEs, each with a bandwidth of its own", "one that shapes all packets"),
            CakeQueueState.Fixed => (
                "the kernel's default CAKE, which cannot be changed", "one that was made by hand"),
            _ => ("no CAKE", "one"),
        };
        Add(AuditSeverity.Error, name, found, wanted, Make(name));
    }

    /// <summary>An alternative name is another name of the same interface, and no second one.</summary>
    private void ExamineNames()
    {
        if (_survey.Find(Download) is { } down && _survey.Find(Upload) is { } up && down.Index == up.Index)
        {
            Add(AuditSeverity.Error, Upload, $"the interface {up.Name}, as {Download} is",
                "two interfaces: an interface shapes what it sends; for what comes in there is an IFB",
                "ip link show");
        }
    }

    /// <summary>The CAKEs that have a bandwidth of their own; the parts of a cake_mq have none.</summary>
    private List<SurveyedQdisc> CakesOf(int index, out bool byDefault)
    {
        var cakes = new List<SurveyedQdisc>();
        byDefault = false;
        foreach (SurveyedQdisc qdisc in _survey.Of(index))
        {
            if (qdisc.Setup is null)
                continue;
            if (qdisc.Handle != 0)
                cakes.Add(qdisc);
            else
                byDefault = true;
        }
        return cakes;
    }

    private void ExamineSetup(string name, SurveyedQdisc cake)
    {
        CakeSetup setup = cake.Setup ?? default;
        if (setup.AutorateIngress)
        {
            Add(AuditSeverity.Error, name, "autorate-ingress: CAKE moves its bandwidth itself",
                "one controller; to set the bandwidth ends CAKE's own",
                Change(name, cake, string.Create(CultureInfo.InvariantCulture, $"bandwidth {CeilingOf(name)}mbit")));
        }
        bool down = name == Download;
        CakeIsolation far = down ? CakeIsolation.DualSourceHost : CakeIsolation.DualDestinationHost;
        CakeIsolation farAlone = down ? CakeIsolation.SourceHost : CakeIsolation.DestinationHost;
        string near = down ? "dual-dsthost" : "dual-srchost";
        if (setup.Isolation == far || setup.Isolation == farAlone)
        {
            Add(AuditSeverity.Warning, name,
                $"isolation of the hosts on the Internet ({(down ? "source" : "destination")}) for the {Way(down)}",
                $"{near}, which shares the line between the hosts at home", Change(name, cake, near));
        }
        ExamineFraming(name, cake, in setup);
    }

    private void ExamineFraming(string name, SurveyedQdisc cake, in CakeSetup setup)
    {
        string found = CakeWords.Framing(in setup);
        if (_line is not { } line)
        {
            if (setup.Raw)
            {
                Add(AuditSeverity.Notice, name, "no overhead (raw)",
                    "that of the line, or packets weigh more there than CAKE counts; cake.line names its kind");
            }
            return;
        }
        bool less = setup.Raw || setup.Cells != line.Cells || setup.Overhead < line.Overhead || setup.Mpu < line.Mpu;
        bool more = setup.Overhead > line.Overhead || setup.Mpu > line.Mpu;
        if (!less && !more)
            return;
        Add(less ? AuditSeverity.Warning : AuditSeverity.Notice, name, found,
            less
                ? $"{line.Name}: CAKE counts packets shorter than the line does, and the queue moves to the modem"
                : $"{line.Name}: CAKE counts packets longer than the line does, which costs a little rate",
            Change(name, cake, line.Keywords));
    }

    /// <summary>What hangs above a CAKE may shape too, or may send packets past it.</summary>
    private void ExamineParents(string name, SurveyedQdisc cake)
    {
        uint parent = cake.Parent;
        for (int depth = 0; depth < MaxDepth && parent != QdiscEntry.Root; depth++)
        {
            uint major = QdiscEntry.Major(parent);
            SurveyedQdisc? above = null;
            foreach (SurveyedQdisc qdisc in _survey.Of(cake.Index))
                above = qdisc.Handle == major ? qdisc : above;
            if (above is null)
                return;
            if (above.Kind is "htb" or "hfsc" or "tbf" or "cbq")
            {
                Add(AuditSeverity.Warning, name, $"two shapers in a row: CAKE below {above.Kind}",
                    "CAKE at the root, or a rate above it that never binds: the lower of the two decides, and wanctl "
                    + "moves only CAKE", Make(name));
            }
            else if (above.Kind is "mq" or "mqprio")
            {
                Add(AuditSeverity.Error, name, "CAKE on one of the interface's hardware queues",
                    "CAKE at the root: what the other queues send is not shaped", Make(name));
            }
            parent = above.Parent;
        }
    }

    private double CeilingOf(string name) =>
        name == Download ? _link.Download.Ceiling.Mbps : _link.Upload.Ceiling.Mbps;

    /// <summary>The command that makes a CAKE for a direction.</summary>
    private string Make(string name)
    {
        bool ifb = _survey.Find(name) is { Kind: "ifb" } || name.StartsWith("ifb", StringComparison.Ordinal);
        string way = name == Download ? "dual-dsthost" : "dual-srchost";
        string words = (name == Download && ifb ? $"{way} ingress" : way)
            + (_line is { } line ? " " + line.Keywords : "");
        return string.Create(CultureInfo.InvariantCulture,
            $"tc qdisc replace dev {name} root cake bandwidth {CeilingOf(name)}mbit {words}");
    }

    private static string Change(string name, SurveyedQdisc cake, string words)
    {
        string place = cake.Parent == QdiscEntry.Root
            ? "root"
            : string.Create(CultureInfo.InvariantCulture, $"parent {cake.Parent >> 16:x}:{cake.Parent & 0xFFFF:x}");
        return $"tc qdisc change dev {name} {place} {cake.Kind} {words}";
    }

    private static string Way(bool down) => down ? "download" : "upload";

    private void Add(AuditSeverity severity, string subject, string found, string wanted, params string[] commands) =>
        _findings.Add(new AuditFinding(severity, subject, found, wanted, commands));
}
