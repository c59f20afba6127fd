using System.Globalization;
using System.Linq;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Counting;
using Wanctl.Host.Router;
using Wanctl.Setup;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Audit;

/// <summary>
/// Holds what a router has against what a link needs: a function of its arguments. Queues first, then their types, the
/// way of the packets, and who may do what.
/// </summary>
internal sealed partial class RouterAudit
{
    private const string TreeMenu = "/queue/tree";
    private const string SimpleMenu = "/queue/simple";

    private readonly RouterSurvey _survey;
    private readonly LinkSettings _link;
    private readonly LineKind? _line;
    private readonly List<AuditFinding> _findings = [];

    private RouterAudit(RouterSurvey survey, LinkSettings link, LineKind? line)
    {
        _survey = survey;
        _link = link;
        _line = line;
    }

    /// <summary>Examines one link.</summary>
    /// <param name="survey">What the router has.</param>
    /// <param name="link">The link, with a transport of RouterOS.</param>
    /// <param name="line">The kind of line; null where it is not known.</param>
    /// <param name="passage">What the queues have counted in some seconds; null where nobody has looked.</param>
    /// <returns>The findings; empty where all is well.</returns>
    public static IReadOnlyList<AuditFinding> Examine(
        RouterSurvey survey, LinkSettings link, LineKind? line, Passage? passage = null)
    {
        var audit = new RouterAudit(survey, link, line);
        audit.ExamineRouter();
        if (link.Router.Queues == QueueKind.Simple)
            audit.ExamineSimple();
        else
            audit.ExamineTrees();
        audit.ExamineCounts(passage);
        audit.ExamineAccess();
        audit.ExamineSafetyNet();
        return audit._findings;
    }

    private string? Box => _survey.Box;

    private void ExamineTrees()
    {
        if (_survey.Unread.TryGetValue(TreeMenu, out string? complaint))
        {
            Add(AuditSeverity.Error, TreeMenu, $"no answer ({complaint})",
                $"the policies {RouterCommands.Policy} for user {_survey.User}", GroupCommand());
            return;
        }
        RouterRow? down = ExamineTree(_link.DownloadQueue, down: true);
        RouterRow? up = ExamineTree(_link.UploadQueue, down: false);
        if (down is not null && up is not null && down["parent"] == up["parent"]
            && MarkOf(down) == MarkOf(up))
        {
            Add(AuditSeverity.Error, _link.UploadQueue,
                $"the same packets as {_link.DownloadQueue} has (parent {up["parent"]}, mark {MarkOf(up)})",
                "those that leave toward the Internet: its interface as parent",
                "/interface/print", RouterCommands.SetQueue(TreeMenu, _link.UploadQueue, "parent=INTERFACE"));
        }
    }

    /// <summary>The queue's row; null where there is none that could work.</summary>
    private RouterRow? ExamineTree(string name, bool down)
    {
        List<RouterRow> rows = [.. _survey.Trees.Where(row => row["name"] == name)];
        if (rows.Count == 0)
        {
            ReportMissing(name, down);
            return null;
        }
        if (rows.Count > 1)
        {
            Add(AuditSeverity.Error, name, Amount.Of(rows.Count, "queue") + " of this name",
                "one: wanctl cannot tell which is meant", $"{TreeMenu}/print where name={RouterCommands.Quoted(name)}");
            return null;
        }
        RouterRow queue = rows[0];
        ExamineState(TreeMenu, queue, TargetSide.Unknown);
        ExamineBucket(TreeMenu, queue, Decimal(queue["bucket-size"]));
        if (queue["burst-limit"] is not ("" or "0"))
        {
            Add(AuditSeverity.Warning, name, $"burst-limit {queue["burst-limit"]}",
                "none: a burst passes above the limit that wanctl has set",
                RouterCommands.SetQueue(TreeMenu, name, "burst-limit=0 burst-threshold=0 burst-time=0s"));
        }
        ExamineType(name, queue["queue"], down,
        [
            .. MakeType(down),
            RouterCommands.SetQueue(TreeMenu, name, "queue=" + RouterCommands.Quoted(TypeName(down))),
        ]);
        ExamineWay(queue, down);
        return queue;
    }

    /// <summary>The name in other letters is the usual reason; else the commands make the queue.</summary>
    private void ReportMissing(string name, bool down)
    {
        RouterRow? alike = _survey.Trees.FirstOrDefault(
            row => row["name"].Equals(name, StringComparison.OrdinalIgnoreCase));
        if (alike is not null)
        {
            Add(AuditSeverity.Error, name, $"a queue named '{alike["name"]}'", "the very name, letter by letter",
                RouterCommands.SetQueue(TreeMenu, alike["name"], "name=" + RouterCommands.Quoted(name)));
            return;
        }
        Rate ceiling = down ? _link.Download.Ceiling : _link.Upload.Ceiling;
        string parent = down && _survey.Interfaces.Any(row => row["name"] == "bridge") ? "bridge" : "INTERFACE";
        List<string> commands =
        [
            .. MakeType(down),
            RouterCommands.EnsureTree(name, parent, RouterCommands.NoMark, TypeName(down), ceiling),
        ];
        Add(AuditSeverity.Error, name,
            "no such queue in /queue/tree" + RouterRow.InCodePage(_survey.Trees, "name", name),
            "one, or another name in the configuration (names in capitals stand for yours; `wanctl setup` prints all)",
            [.. commands]);
    }

    private void ExamineState(string menu, RouterRow queue, TargetSide side)
    {
        string name = queue["name"];
        if (queue.Says("disabled"))
        {
            Add(AuditSeverity.Error, name, "the queue disabled", "it enabled, or nothing is shaped",
                $"{menu}/enable [find name={RouterCommands.Quoted(name)}]");
        }
        if (queue.Says("invalid"))
        {
            Add(AuditSeverity.Error, name, $"the queue invalid (parent {Shown(queue["parent"])})",
                "a parent that exists, or nothing is shaped", "/interface/print",
                RouterCommands.SetQueue(menu, name, "parent=INTERFACE"));
        }
        if (queue["max-limit"] is "0" or "0/0")
        {
            Add(AuditSeverity.Notice, name, "no limit (max-limit 0)",
                "the ceiling, so that a router without wanctl shapes too", [.. LimitCommand(menu, name, side)]);
        }
    }

    /// <summary>None where it is not known which half of a pair is which.</summary>
    private IEnumerable<string> LimitCommand(string menu, string name, TargetSide side)
    {
        Rate down = _link.Download.Ceiling, up = _link.Upload.Ceiling;
        bool simple = menu == SimpleMenu;
        if (simple && side == TargetSide.Unknown)
            yield break;
        string limit = simple ? RouterCommands.Pair(down, up, side == TargetSide.Wan)
            : RouterCommands.Digits(name == _link.DownloadQueue ? down : up);
        yield return RouterCommands.SetQueue(menu, name, "max-limit=" + limit);
    }

    private void ExamineBucket(string menu, RouterRow queue, double? bucket)
    {
        // Half a tick's grid at 50 ms; above it a burst after idle is longer than what a tick can see.
        const double Most = 0.05;
        if (bucket is not { } size || size < Most)
            return;
        string wanted = menu == SimpleMenu
            ? $"bucket-size={RouterCommands.BucketSize}/{RouterCommands.BucketSize}"
            : $"bucket-size={RouterCommands.BucketSize}";
        Add(AuditSeverity.Warning, queue["name"],
            string.Create(CultureInfo.InvariantCulture,
                $"bucket-size {size:0.###}: after idle {size * 1000:0} ms of traffic pass at line rate"),
            "0.01 (10 ms)", RouterCommands.SetQueue(menu, queue["name"], wanted));
    }

    private string TypeName(bool down) => $"wanctl-{_link.Name}-{(down ? "down" : "up")}";

    private static string MarkOf(RouterRow queue) =>
        queue["packet-mark"] is { Length: > 0 } mark ? mark : RouterCommands.NoMark;

    private static string Shown(string text) => text.Length == 0 ? "none" : text;

    private static double? Decimal(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private void Add(AuditSeverity severity, string subject, string found, string wanted, params string[] commands) =>
        _findings.Add(new AuditFinding(severity, subject, found, wanted, commands));
}
