using System.Globalization;
using System.Linq;
using System.Text;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Router;
using Wanctl.Setup;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Audit;

/// <content>The router as such, who may reach it, and what it does when nobody does.</content>
internal sealed partial class RouterAudit
{
    /// <summary>The first RouterOS with CAKE.</summary>
    private static readonly Version s_first = new(7, 1);

    private void ExamineRouter()
    {
        RouterRow resource = _survey.Resource;
        string version = resource["version"].Split(' ', '-')[0];
        if (TryVersion(version, out Version? found) && found < s_first)
        {
            Add(AuditSeverity.Error, "RouterOS", version, "7.1 or later, which has CAKE",
                "/system/package/update/install");
        }
        if (Whole(resource["cpu-load"].TrimEnd('%')) is { } load and >= 85)
        {
            Add(AuditSeverity.Warning, "CPU", $"{load} % busy",
                "room for answers: limits reach the queues late while it is short of time", "/tool/profile");
        }
        ExamineLatency();
        if (SectorsPerDay() is { } sectors and > SectorsBusy)
        {
            Add(AuditSeverity.Notice, "flash",
                $"{Amount.Of((long)sectors, "sector")} written a day since it booted",
                "fewer than one in two seconds; wanctl writes less with a smaller router.write_budget.per_second",
                "/system/resource/print", "/log/print where message~\"changed by\"");
        }
    }

    /// <summary>A write each two seconds; flash of this kind is said to bear 100,000 writes of one sector.</summary>
    private const double SectorsBusy = 43_200;

    private void ExamineLatency()
    {
        double median = _survey.Latency(0.5), worst = _survey.Latency(0.99), tick = _link.Interval.Millis;
        if (worst <= tick)
            return;
        Add(median > tick ? AuditSeverity.Warning : AuditSeverity.Notice, "API",
            string.Create(CultureInfo.InvariantCulture,
                $"answers after {median:0.#} ms (p50) and {worst:0.#} ms (p99 of {_survey.Latencies.Count})"),
            string.Create(CultureInfo.InvariantCulture,
                $"less than a tick of {tick:0} ms: a cut acts as much later; is the router busy, or Wi-Fi between?"),
            "/tool/profile");
    }

    /// <summary>Sectors of flash a day since the router booted; null where it does not say.</summary>
    private double? SectorsPerDay() => SectorsPerDay(_survey);

    /// <inheritdoc cref="SectorsPerDay()"/>
    internal static double? SectorsPerDay(RouterSurvey survey)
    {
        bool known = Value.TryDuration(Encoding.UTF8.GetBytes(survey.Resource["uptime"]), out long uptime)
            & double.TryParse(survey.Resource["write-sect-since-reboot"], NumberStyles.None,
                CultureInfo.InvariantCulture, out double sectors);
        // In the first hour the writes of the boot itself would be taken for a habit.
        const double Hour = 3600e9;
        return known && uptime > Hour ? sectors / (uptime / (24 * Hour)) : null;
    }

    private void ExamineAccess()
    {
        ExamineUser();
        bool tls = _link.Router.Transport == RouterTransport.ApiSsl;
        foreach (RouterRow service in _survey.Services)
        {
            string name = service["name"];
            if (service.Says("disabled"))
                continue;
            bool used = name == (tls ? "api-ssl" : "api");
            // Without a certificate it lets nobody in who checks one; every router has it so from the factory.
            if (!used && name == "api-ssl" && service["certificate"] is "" or "none")
                continue;
            if (!used && name == "api")
            {
                Add(AuditSeverity.Notice, "service api", "it enabled beside api-ssl",
                    "disabled, where nothing else needs it: there passwords go in clear text",
                    "/ip/service/set api disabled=yes");
            }
            if (IsOpen(service["address"]))
            {
                Add(used ? AuditSeverity.Warning : AuditSeverity.Notice, $"service {name}",
                    $"address {Shown(service["address"])}: whoever reaches the router may try passwords",
                    "this machine alone", Box is { } box
                        ? [$"/ip/service/set {name} address={RouterCommands.Network(box)}"]
                        : [$"/ip/service/set {name} address=ADDRESS-OF-THIS-MACHINE"]);
            }
        }
    }

    private void ExamineUser()
    {
        if (_survey.Users.FirstOrDefault(row => row["name"] == _survey.User) is not { } user)
        {
            Add(AuditSeverity.Notice, $"user {_survey.User}",
                _survey.Unread.TryGetValue("/user", out string? why) ? $"no list of users ({why})" : "not in /user",
                "a look at its rights, which this user may not have: an administrator can",
                "/user/print detail", "/user/group/print");
            return;
        }
        if (IsOpen(user["address"]))
        {
            Add(AuditSeverity.Notice, $"user {_survey.User}", "logins from any address", "from this machine alone",
                $"/user/set [find name={RouterCommands.Quoted(_survey.User)}] address="
                + (Box is { } box ? RouterCommands.Network(box) : "ADDRESS-OF-THIS-MACHINE"));
        }
        if (_survey.Groups.FirstOrDefault(row => row["name"] == user["group"]) is { } group)
            ExamineGroup(group);
    }

    private void ExamineGroup(RouterRow group)
    {
        string[] needed = RouterCommands.Policy.Split(',');
        // A policy that the group lacks is listed too, behind an exclamation mark.
        string[] granted = [.. group["policy"].Split(',').Where(policy => policy.Length > 0 && policy[0] != '!')];
        string[] lacking = [.. needed.Except(granted)];
        string[] spare = [.. granted.Except(needed)];
        string subject = $"user {_survey.User}";
        if (lacking.Length > 0)
        {
            Add(AuditSeverity.Error, subject, $"group {group["name"]} without {string.Join(",", lacking)}",
                $"{RouterCommands.Policy}: without them limits are not moved", GroupCommand());
        }
        else if (spare.Length > 0)
        {
            Add(spare.Contains("policy") ? AuditSeverity.Warning : AuditSeverity.Notice, subject,
                $"group {group["name"]}, which may also {string.Join(",", spare)}",
                $"{RouterCommands.Policy} and nothing else: the password lies on another machine", GroupCommand());
        }
    }

    private string[] GroupCommand() =>
    [
        RouterCommands.EnsureGroup("wanctl"),
        $"/user/set [find name={RouterCommands.Quoted(_survey.User)}] group=\"wanctl\"",
    ];

    /// <summary>A net that waits for a heartbeat which nothing notes restores limits all the time.</summary>
    private void ExamineSafetyNet()
    {
        string name = SafetyNet.SchedulerName(_link.Name);
        RouterRow? net = _survey.Schedulers.FirstOrDefault(row => row["name"] == name);
        if (net is null || net.Says("disabled"))
            return;
        bool noted = _survey.Mangle.Any(rule => rule["action"] == "add-src-to-address-list"
            && rule["address-list"] == SafetyNet.ListName && !rule.Says("disabled"));
        if (!noted)
        {
            Add(AuditSeverity.Error, name, "a safety net, and no rule that notes the heartbeat",
                "both, or the net takes every limit back", Box is { } box
                    ? SafetyNet.NoteHeartbeat(box)
                    : SafetyNet.NoteHeartbeat("ADDRESS-OF-THIS-MACHINE"));
        }
        ExamineCeilings(net, name);
    }

    /// <summary>What the net restores is what the file says now, or the line gets the limits of an old plan.</summary>
    private void ExamineCeilings(RouterRow net, string name)
    {
        (string Queue, Rate Limit)[] limits =
            [(_link.DownloadQueue, _link.Download.Ceiling), (_link.UploadQueue, _link.Upload.Ceiling)];
        string[] renew = _link.Router.Queues == QueueKind.Simple ? [] : [SafetyNet.Renew(_link.Name, limits)];
        foreach ((string queue, Rate limit) in limits)
        {
            // As the script spells it, whose quotes the router keeps.
            bool known = net["on-event"].Contains(RouterCommands.Quoted(queue), StringComparison.Ordinal)
                || net["on-event"].Contains(queue, StringComparison.Ordinal);
            if (known && net["on-event"].Contains(RouterCommands.Digits(limit), StringComparison.Ordinal))
                continue;
            Add(known ? AuditSeverity.Warning : AuditSeverity.Notice, name,
                known ? $"a safety net with another ceiling for {queue}" : $"a safety net that does not know {queue}",
                known ? $"the file's, {limit.Mbps.ToString("0.###", CultureInfo.InvariantCulture)} Mbit/s"
                    : "one that restores it too", renew);
        }
    }

    /// <summary>Whether an address list admits the whole Internet.</summary>
    private static bool IsOpen(string addresses) =>
        addresses.Length == 0 || addresses.Split(',').Any(range => range is "0.0.0.0/0" or "::/0");

    private static bool TryVersion(string text, out Version? version)
    {
        int end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            end++;
        return Version.TryParse(text.AsSpan(0, end).TrimEnd('.'), out version);
    }
}
